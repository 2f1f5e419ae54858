import { createHash } from 'node:crypto'

// One column, system fonts and colours that follow the system: nothing to load. `light-dark()` is in every browser
// since May 2024; an older one keeps black on white.
const style = `
:root{color-scheme:light dark;--fg:light-dark(#1c2128,#d9dee4);--dim:light-dark(#57606a,#9aa4af);--bg:light-dark(#fff,#12161b);--soft:light-dark(#f4f6f8,#1b2129);--line:light-dark(#d8dee4,#333c46);--link:light-dark(#0b57b0,#7db4ff);--c4:light-dark(#8a4b00,#f0b35c);--c5:light-dark(#b3202a,#ff8f8f);--c2:light-dark(#1a6b35,#6fd08c)}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:46rem;padding:2.5rem 1.25rem 5rem;font:1rem/1.6 system-ui,sans-serif;color:var(--fg);background:var(--bg);overflow-wrap:break-word}
h1,h2,h3{line-height:1.25;text-wrap:balance}
h1{font-size:1.9rem;margin:0 0 .75rem}
h2{font-size:1.3rem;margin:3rem 0 1rem;padding-bottom:.4rem;border-bottom:1px solid var(--line)}
h3{font-size:1.02rem;margin:2rem 0 .4rem;font-weight:600}h3 code{font-size:1em;font-weight:700;color:var(--link)}
p,ul{margin:.5rem 0}
a{color:var(--link);text-underline-offset:.15em}
h2 a,h3 a{color:inherit;text-decoration:none}
h2 a:hover,h3 a:hover{text-decoration:underline}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:2px}
:target{scroll-margin-top:1rem;box-shadow:-.75rem 0 var(--bg),-1rem 0 var(--link)}
code,pre{font:.875em/1.55 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
code{overflow-wrap:anywhere}pre code{font:inherit}
p code,li code,td code{background:var(--soft);padding:.1em .3em;border-radius:.25em}
pre{margin:.5rem 0;padding:.8rem 1rem;background:var(--soft);border:1px solid var(--line);border-radius:.4rem;white-space:pre-wrap;overflow-wrap:anywhere}
pre i{display:block;padding-left:1.4em;font-style:normal}
pre .h{color:var(--dim)}
table{width:100%;border-collapse:collapse;margin:.75rem 0;font-size:.94rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .9rem .4rem 0;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--dim)}th[scope]{width:8rem}
.s{display:inline-block;min-width:2.6em;font-weight:700;font-variant-numeric:tabular-nums}
.c2{color:var(--c2)}.c3{color:var(--dim)}.c4{color:var(--c4)}.c5{color:var(--c5)}
.m{color:var(--dim);font-size:.9em;font-weight:400}
.do{font-weight:600}
form{display:flex;gap:.5rem;margin:1.5rem 0 .5rem}
input[type=search]{flex:1;min-width:0;font:inherit;color:inherit;background:var(--bg);border:1px solid var(--dim);border-radius:.4rem;padding:.5rem .75rem}
button{font:inherit;color:inherit;background:var(--soft);border:1px solid var(--dim);border-radius:.4rem;padding:.5rem .9rem;cursor:pointer}
summary{cursor:pointer;color:var(--link);font-size:.9rem;width:fit-content;padding:.15rem 0}
fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
legend{padding:0;color:var(--dim);font-size:.9rem}
label{display:inline-flex;gap:.4rem;align-items:center;min-height:2rem;cursor:pointer}
.x{position:relative}.x button{position:absolute;top:.5rem;right:.5rem;padding:.15rem .6rem;font-size:.8rem}
[hidden]{display:none}
@media (max-width:34rem){body{padding:1.25rem 1rem 3rem}h1{font-size:1.5rem}table.w,.w tbody,.w tr,.w td{display:block;width:100%}.w thead{display:none}.w tr{border-bottom:1px solid var(--line);padding:.5rem 0}.w td,.w th{border:0;padding:.1rem .6rem .1rem 0}.w td:not(:last-child),.w th{display:inline}}
@media print{:root{color-scheme:light}body{max-width:none;padding:0;font-size:10pt}form,summary,button,fieldset{display:none}::details-content{content-visibility:visible;display:block}.p{display:block!important}.p::before{content:attr(data-f);font-weight:600}table{font-size:9pt}h2,h3{break-after:avoid}pre,tr{break-inside:avoid}a{color:inherit}}
`.trim().replaceAll('\n', '')

// Optional: filters while the user types, and adds copy buttons
const script = `
(d=>{const q=d.querySelector('input[type=search]'),r=d.querySelector('[role=status]'),l=d.body.dataset;if(q&&r){const f=()=>{const t=q.value.trim().toLowerCase();let n=0;for(const s of d.querySelectorAll('.g')){let m=0;for(const a of s.querySelectorAll('article')){a.hidden=t!==''&&!a.textContent.toLowerCase().includes(t);if(!a.hidden)m++}s.hidden=m===0;n+=m}r.textContent=t===''?'':l.found.replace('{}',n)};q.addEventListener('input',f);if(q.value)f()}
if(navigator.clipboard)for(const x of d.querySelectorAll('.x')){const b=d.createElement('button');b.type='button';b.textContent=l.copy;b.onclick=()=>navigator.clipboard.writeText(x.querySelector('code').textContent).then(()=>{b.textContent=l.copied;setTimeout(()=>{b.textContent=l.copy},2000)});x.append(b)}})(document)
`.trim().replaceAll('\n', '')

/** Style and script of a page, and the header that allows only these. */
export interface PageAssets {
  readonly style: string
  readonly script: string
  readonly policy: string
}

/** The assets of pages with tabs for so many formats: each tab is a radio input, which needs its own rule. */
export function buildAssets (tabs: number): PageAssets {
  const rules = Array.from({ length: tabs }, (_none, index) => `body:has(#f${index}:checked) .p:not(.p${index}){display:none}`).join('')
  const css = style + rules
  const policy = [
    "default-src 'none'",
    `style-src '${hash(css)}'`,
    `script-src '${hash(script)}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'"
  ].join('; ')
  return { style: css, script, policy }
}

function hash (text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
