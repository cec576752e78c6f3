import { answerPdf } from './answer.ts'

// The composition root of a PDF reader: a page that nobody sees, in a process of its own. It reads one
// document of a stranger, holds nothing else, and is destroyed with it.

addEventListener('message', ({ source, ports: [port] }) => {
  // The preload script of this page, and nobody else: there is no other frame and no opener.
  if (source !== window || port === undefined) return
  answerPdf({
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = ({ data }) => listener(data)
    },
  })
})
