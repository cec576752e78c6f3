import { forgetEnvironment } from './forget-environment.ts'
import { answerImages } from './images/answer.ts'
import { hardenDecoder } from './images/decoder.ts'

// The composition root of an image process: it reads one file of a stranger, holds nothing else, and
// ends when the vault process has its answer.

forgetEnvironment()
hardenDecoder()

process.parentPort.once('message', ({ ports: [port] }) => {
  if (port === undefined) return
  answerImages({
    send: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data))
      port.start()
    },
  })
})
