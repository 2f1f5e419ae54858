import { formatCurl, type Attempt } from './attempts.js'

/** The page of the demo: links, requests to copy or send, and the replies in each format. */
export function renderPage (origin: string, attempts: readonly Attempt[], formats: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Documents: errors to try</title>
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body>
<header>
<h1>Documents: errors to try</h1>
<p>Each request goes to the same routes in every format. Beside the response stands what <code>fastify-error-replies/client</code> makes of it.</p>
<p><a href="/documentation">Documentation of the API</a></p>
</header>
<main>
<section aria-labelledby="requests">
<h2 id="requests">Requests</h2>
<ol>
${attempts.map((attempt) => renderAttempt(origin, attempt)).join('\n')}
</ol>
</section>
<section aria-labelledby="request">
<h2 id="request">Send a request</h2>
<form id="form">
<label>Method <select name="method">${['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].map((method) => `<option>${method}</option>`).join('')}</select></label>
<label>Path <input name="path" value="/documents/2" required pattern="/.*" title="starts with /" autocapitalize="off" spellcheck="false"></label>
<label>Headers, one a line <textarea name="headers" rows="3" spellcheck="false"></textarea></label>
<label>Body <textarea name="body" rows="3" spellcheck="false"></textarea></label>
<button>Send in every format</button>
</form>
</section>
<section aria-labelledby="responses">
<h2 id="responses">Responses</h2>
<p id="status" role="status">Nothing has been sent.</p>
<div id="formats" hidden>
${formats.map(renderFormat).join('\n')}
</div>
</section>
</main>
</body>
</html>
`
}

function renderAttempt (origin: string, attempt: Attempt): string {
  const { method, path, headers = {}, body = '' } = attempt
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n')
  return `<li>
<p>${escapeHtml(attempt.expect)}</p>
<pre tabindex="0"><code>${escapeHtml(formatCurl(origin, attempt))}</code></pre>
<p><button type="button" data-copy>Copy</button>
<button type="button" data-method="${method}" data-path="${escapeHtml(path)}" data-headers="${escapeHtml(lines)}" data-body="${escapeHtml(body)}">Send in every format</button></p>
</li>`
}

function renderFormat (format: string): string {
  return `<article data-format="${format}" aria-labelledby="${format}">
<h3 id="${format}">${format} <small data-part="status"></small></h3>
<div>
<h4>Response</h4>
<pre tabindex="0" data-part="headers" aria-label="Headers, ${format}"></pre>
<pre tabindex="0" data-part="body" aria-label="Body, ${format}"></pre>
</div>
<div>
<h4>Decoded</h4>
<pre tabindex="0" data-part="decoded" aria-label="Decoded error, ${format}"></pre>
</div>
</article>`
}

function escapeHtml (text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
