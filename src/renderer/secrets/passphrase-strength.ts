export type Strength = 'none' | 'weak' | 'fair' | 'good' | 'strong'

/** Fewest bits of a new passphrase; six words of the list have 66. */
const fairBits = 45
const goodBits = 60
const strongBits = 64

const wordBits = 11
const runs = ['abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '01234567890']
const common = /^(?:pass(?:word|phrase)?|admin|secret|letmein|welcome|love|korea|china|seoul)$/

const isRun = (token: string): boolean =>
  token.length >= 3 &&
  (new Set(token).size <= token.length / 3 ||
    runs.some((run) => run.includes(token) || [...run].reverse().join('').includes(token)))

/**
 * Bits of a token of one character class. A run of letters counts as a word regardless of its
 * length, since people type words: a longer one adds little.
 */
const tokenBits = (token: string): number => {
  const lower = token.toLowerCase()
  if (isRun(lower)) return 3
  if (/^\p{N}+$/u.test(token)) return /^(?:19|20)\d\d$/.test(token) ? 6 : token.length * 3
  // Hangul and Han characters: about 2000 in use, but they too form words.
  if (/^[^\p{ASCII}]+$/u.test(token))
    return Math.min(token.length, 2) * 7 + Math.max(0, token.length - 2) * 3
  if (/^[a-z]+$/.test(token)) return Math.min(token.length * 4, wordBits)
  if (/^[A-Za-z]+$/.test(token)) return Math.min(token.length * 4.5, wordBits + 3)
  return token.length * 4
}

/**
 * A conservative estimate in bits, against an attacker with knowledge of human passphrase habits:
 * it counts words instead of characters, and a repeated word once.
 */
export const passphraseBits = (passphrase: string): number => {
  const tokens =
    passphrase.normalize('NFKC').match(/[A-Za-z]+|\p{N}+|[\p{L}\p{M}]+|[^\p{L}\p{M}\p{N}\s]+/gu) ??
    []
  // Short mixed tokens in sequence are a random string, in which every character counts.
  const mixed = tokens.length >= 4 && tokens.every((token) => token.length <= 3)
  // Among several random words a common one does no harm.
  const few = tokens.length < 5
  const seen = new Set<string>()
  let bits = 0
  for (const token of tokens) {
    const key = token.toLowerCase()
    if (seen.has(key)) continue
    seen.add(key)
    if (few && common.test(key)) bits += 3
    else bits += mixed && !isRun(key) ? token.length * 5.5 : tokenBits(token)
  }
  // A single dash or point between words is a habit, not a secret.
  const marks = tokens.filter((token) => /^[-_.,·]$/.test(token)).length
  return Math.max(0, bits - (marks > 0 && !mixed ? 4 : 0))
}

/** The displayed strength; `weak` is refused. */
export const passphraseStrength = (passphrase: string): Strength => {
  if (passphrase === '') return 'none'
  const bits = passphraseBits(passphrase)
  if (bits < fairBits) return 'weak'
  if (bits < goodBits) return 'fair'
  return bits < strongBits ? 'good' : 'strong'
}
