/* global document, navigator */
import { createDecoder, networkError } from './client.js'

const { decode } = createDecoder()
const form = document.querySelector('#form')
const status = document.querySelector('#status')

for (const button of document.querySelectorAll('[data-copy]')) {
  button.addEventListener('click', async () => {
    const code = button.closest('li').querySelector('code')
    try {
      await navigator.clipboard.writeText(code.textContent)
      button.textContent = 'Copied'
    } catch { // not a secure context, or not allowed
      document.getSelection().selectAllChildren(code)
      button.textContent = 'Selected'
    }
    setTimeout(() => { button.textContent = 'Copy' }, 2000)
  })
}

for (const button of document.querySelectorAll('[data-path]')) {
  button.addEventListener('click', () => {
    for (const [name, value] of Object.entries(button.dataset)) form.elements[name].value = value
    form.requestSubmit()
    document.querySelector('#responses').scrollIntoView()
  })
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const { method, path, headers, body } = Object.fromEntries(new FormData(form))
  status.textContent = 'Sending …'
  document.querySelector('#formats').hidden = false
  await Promise.all([...document.querySelectorAll('[data-format]')].map((article) => send(article, method, path, headers, body)))
  status.textContent = `${method} ${path}`
})

async function send (article, method, path, headers, body) {
  const show = (part, text) => { article.querySelector(`[data-part=${part}]`).textContent = text }
  for (const part of ['status', 'headers', 'body', 'decoded']) show(part, '')
  try {
    const response = await fetch(`/as/${article.dataset.format}${path}`, {
      method,
      headers: headers.split('\n').filter((line) => line.includes(':')).map((line) => line.split(/:(.*)/s, 2).map((text) => text.trim())),
      body: body === '' ? undefined : body
    })
    const text = await response.clone().text()
    show('status', response.status)
    show('headers', [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n'))
    show('body', format(text))
    show('decoded', response.status < 400 ? 'No error.' : describe(await decode(response)))
  } catch (cause) {
    show('status', 'no response')
    show('decoded', describe(networkError(cause)))
  }
}

// What JSON.stringify leaves out is `undefined`
const describe = (error) => JSON.stringify(error, undefined, 2)

function format (text) {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text === '' ? '(empty)' : text
  }
}
