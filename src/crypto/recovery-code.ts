import { Failure } from '../shared/failure.ts'
import { concat, utf8 } from './bytes.ts'
import { Secret } from './secret.ts'
import { sodium } from './sodium.ts'

// Crockford's base32: no I, L, O (read as 1, 1, 0) and no U.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** How long a code is, checksum apart. */
export const recoveryCodeBytes = 20
const codeSymbols = 32
const checkSymbols = 4
const groupSymbols = 4

const symbolsOf = (bytes: Uint8Array): string => {
  let bits = 0
  let held = 0
  let text = ''
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet.charAt((held >>> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return text
}

const bytesOf = (symbols: string): Uint8Array => {
  const bytes = new Uint8Array(Math.floor((symbols.length * 5) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const symbol of symbols) {
    held = (held << 5) | alphabet.indexOf(symbol)
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = held >>> bits
    }
    held &= (1 << bits) - 1
  }
  return bytes
}

/** Twenty bits over the code: about one mistake in a million goes unnoticed. */
const checksum = (code: Uint8Array): string => {
  const message = concat(utf8('understory/recovery/v1\0'), code)
  return symbolsOf(sodium.crypto_generichash(32, message, null)).slice(0, checkSymbols)
}

/** A fresh 160-bit recovery code. The caller wipes it. */
export const createRecoveryCode = (): Secret => {
  return Secret.random(recoveryCodeBytes)
}

/**
 * The code as it is printed: nine groups of four symbols, the last one a checksum. A string
 * cannot be wiped, so it is made for the sheet and nothing else.
 */
export const formatRecoveryCode = (code: Secret): string => {
  const symbols = symbolsOf(code.bytes) + checksum(code.bytes)
  return (symbols.match(new RegExp(`.{${groupSymbols}}`, 'g')) ?? []).join('-')
}

/**
 * The 20 bytes behind a typed code, which go to Argon2id in the place of a passphrase. Case,
 * spaces and dashes do not matter; O counts as 0, I and L as 1; full-width forms are folded.
 * The caller wipes the result.
 *
 * @throws Failure 'bad-code' for a wrong length, a foreign symbol, or a checksum that fails.
 */
export const parseRecoveryCode = (text: string): Secret => {
  const symbols = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Dash_Punctuation}]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (symbols.length !== codeSymbols + checkSymbols) throw new Failure('bad-code')
  if ([...symbols].some((symbol) => !alphabet.includes(symbol))) throw new Failure('bad-code')
  const code = bytesOf(symbols.slice(0, codeSymbols))
  if (checksum(code) !== symbols.slice(codeSymbols)) {
    code.fill(0)
    throw new Failure('bad-code')
  }
  return Secret.take(code)
}
