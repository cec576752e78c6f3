import { answerImages } from './answer.ts'

// The composition root of the image page: a hidden page in a process of its own. It reads one
// untrusted image, holds nothing else, and is destroyed with it.

addEventListener('message', ({ source, ports: [port] }) => {
  // Only the preload script of this page can send this: there is no other frame and no opener.
  if (source !== window || port === undefined) return
  answerImages({
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.onmessage = ({ data }) => listener(data)
    },
  })
})
