import { answerImages } from '../../src/main/images/answer.ts'
import { hardenDecoder } from '../../src/main/images/decoder.ts'

// src/main/image-process.ts as a plain Node process.
hardenDecoder()
answerImages({
  send: (message) => process.send?.(message),
  onMessage: (listener) => process.on('message', listener),
})
