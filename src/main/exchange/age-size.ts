import { payloadBytes } from './age-stream.ts'
import { stanzaFloor } from './recipients.ts'

// `-> mlkem768x25519 ` + base64 of 1120 bytes, and a line with base64 of 32 bytes.
const hybridStanza = 18 + 1494 + 1 + 43 + 1
const versionLine = 22
const macLine = 4 + 43 + 1

/** Size of an age file to up to four hybrid recipients, for a plaintext of `plainBytes`. */
export const hybridFileBytes = (plainBytes: number): number =>
  versionLine + stanzaFloor * hybridStanza + macLine + payloadBytes(plainBytes)
