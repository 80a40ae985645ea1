// SPDX-License-Identifier: GPL-3.0-or-later
// A small CoAP server on npm's `coap`, with the resources libcoap's example server has.
// usage: node node_server.js PORT
'use strict'
const coap = require('coap')

let data = Buffer.alloc(0)
const links = '</time>;obs;rt="ticks",</async>;ct=0,</example_data>;ct=42'

const server = coap.createServer((request, response) => {
  const [path, query] = request.url.split('?')
  if (path === '/.well-known/core') {
    response.setOption('Content-Format', 'application/link-format')
    response.end(links)
  } else if (path === '/time' && request.headers.Observe === 0) {
    response.write(new Date().toISOString())
    const timer = setInterval(() => response.write(new Date().toISOString()), 200)
    response.on('finish', () => clearInterval(timer))
  } else if (path === '/time') {
    response.end(new Date().toISOString())
  } else if (path === '/async') {
    setTimeout(() => response.end('done'), Number(query || 1) * 1000)
  } else if (path === '/example_data' && request.method === 'PUT') {
    data = Buffer.from(request.payload)
    response.code = '2.04'
    response.end()
  } else if (path === '/example_data') {
    response.end(data)
  } else {
    response.code = '4.04'
    response.end()
  }
})
server.listen(Number(process.argv[2]), '127.0.0.1')
