import t from 'tap'
import { ReplyReader } from '../../lib/multi/reply-reader.js'

const read = (text: string, size = text.length) => {
  const reader = new ReplyReader()
  for (let at = 0; at < text.length; at += size) reader.write(Buffer.from(text.slice(at, at + size), 'latin1'))
  const { statusCode, headers, rawPayload } = reader
  return { statusCode, headers: { ...headers }, body: rawPayload.toString(), size: reader.size }
}

t.test('a reply is the same in whatever pieces it is written', async (t) => {
  const replies: [text: string, reply: object][] = [
    ['HTTP/1.1 200 OK\r\nX-A: b: c\r\nx-b: 1\r\nX-B: 2\r\nx-b: 3\r\n\r\nbody\r\n\r\n', { statusCode: 200, headers: { 'x-a': 'b: c', 'x-b': ['1', '2', '3'] }, body: 'body\r\n\r\n', size: 8 }],
    ['HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\nx-a: \r\n\r\n', { statusCode: 204, headers: { 'x-a': '' }, body: '', size: 0 }],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na\r\n\r\n10\r\n0123456789abcdef\r\n0\r\netag: 5\r\n\r\n', { statusCode: 200, headers: { 'transfer-encoding': 'chunked' }, body: 'a\r\n0123456789abcdef', size: 19 }],
    ['HTTP/1.1 101 Switching Protocols\r\n\r\n', { statusCode: 101, headers: {}, body: '', size: 0 }],
    ['xHTTP/1.1 200 OK\r\nx-a: 1\r\n\r\nbody', { statusCode: 0, headers: { 'x-a': '1' }, body: '', size: 0 }],
    ['HTTP/1.1 200 OK\r\n', { statusCode: 0, headers: {}, body: '', size: 0 }]
  ]
  for (const [text, reply] of replies) {
    for (let size = 1; size <= text.length; size++) t.strictSame(read(text, size), reply, `${size} of ${JSON.stringify(text)}`)
  }
})
