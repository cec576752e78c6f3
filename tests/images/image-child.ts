import { answerImages } from '../../src/main/images/answer.ts'
import { hardenDecoder } from '../../src/main/images/decoder.ts'

// What src/main/image-process.ts is in Electron, as a process of plain Node.
hardenDecoder()
answerImages({
  send: (message) => process.send?.(message),
  onMessage: (listener) => process.on('message', listener),
})
