import { utf8 } from '../../crypto/bytes.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import type { Canonical } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'
import { limits } from '../../shared/limits.ts'
import type { JsonBounds } from './json-bounds.ts'
import { runAtOnce } from '../../shared/steps.ts'

const depthLimit = 32
/** More than a parser's table of short strings takes at once: their hashes are predictable. */
const numeralLimit = limits.custodyLines
const numeralLength = 10

const [quote, comma, backslash] = [34, 44, 92] as const
const [list, listEnd, object, objectEnd] = [91, 93, 123, 125] as const
const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** `\u` is only used for control characters and for halves of surrogate pairs. */
const mayFollow = (text: string, at: number): boolean =>
  text.charCodeAt(at) !== 117 || /^(?:00[01]|d[89a-f])/.test(text.slice(at + 1, at + 5))

/** Offset of the end of the string that begins at `start`; -1: no end, or no valid spelling. */
const endOfString = (text: string, start: number): number => {
  for (let i = start + 1; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === quote) return i
    if (code !== backslash) continue
    i += 1
    if (!mayFollow(text, i)) return -1
  }
  return -1
}

const isNumeral = (text: string, start: number, end: number): boolean => {
  if (start === end || end - start > numeralLength) return false
  for (let i = start; i < end; i += 1) if (!isDigit(text.charCodeAt(i))) return false
  return true
}

/**
 * Can this be a document within these bounds? Decides without parsing: an untrusted file must not
 * block the vault, and parsed values can be a hundred times as large as their text. Invalid JSON
 * may pass.
 */
export const isWithin = (text: string, most: JsonBounds): boolean => {
  let [marks, numerals] = [0, 0]
  /** For each open bracket, the number of members of an object; for a list this never counts. */
  const open: number[] = []
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === quote) {
      const end = endOfString(text, i)
      if (end < 0) return false
      if (isNumeral(text, i + 1, end) && (numerals += 1) > numeralLimit) return false
      i = end
    } else if (code === listEnd || code === objectEnd) open.pop()
    else if (code === comma || code === list || code === object) {
      if (code === comma) open.push((open.pop() ?? 0) + 1)
      else open.push(code === object ? 1 : -most.marks)
      const isTooMuch =
        (marks += 1) > most.marks || (open.at(-1) ?? 0) > most.members || open.length > depthLimit
      if (isTooMuch) return false
    }
  }
  return true
}

const refuseProto = (value: Canonical): void => {
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) {
    for (const item of value as readonly Canonical[]) refuseProto(item)
    return
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw new Failure('malformed')
    refuseProto(item)
  }
}

/**
 * Reads only canonical JSON (src/shared/canonical.ts): writing the value again must give the same
 * text. This excludes duplicate keys, white space, other spellings of a string, fractions, and
 * integers beyond 2^53. Yields between its steps, which take up to 60 ms for 8 MB.
 *
 * @param most the bounds for a document of this kind; larger ones are refused before parsing.
 * @throws Failure 'malformed', also for more than 32 levels, for more than 20 000 strings that are
 * a number of at most ten digits, and for the key `__proto__`.
 */
export const parseCanonicalSteps = function* (
  text: string,
  most: JsonBounds,
): Generator<undefined, Canonical, void> {
  if (!isWithin(text, most)) throw new Failure('malformed')
  yield
  let value: Canonical
  let again: string
  try {
    value = JSON.parse(text) as Canonical
    yield
    again = canonicalJson(value)
  } catch {
    throw new Failure('malformed')
  }
  if (again !== text) throw new Failure('malformed')
  yield
  refuseProto(value)
  return value
}

/** `parseCanonicalSteps` without yielding. @throws Failure 'malformed'. */
export const parseCanonical = (text: string, most: JsonBounds): Canonical =>
  runAtOnce(parseCanonicalSteps(text, most))

/**
 * Parses JSON that `isWithin` its bounds. The caller compares it with its canonical form.
 *
 * @throws Failure 'malformed', also for the key `__proto__`.
 */
export const parseWithin = (text: string): Canonical => {
  try {
    const value = JSON.parse(text) as Canonical
    refuseProto(value)
    return value
  } catch {
    throw new Failure('malformed')
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** @throws Failure 'malformed' for malformed UTF-8 and a byte order mark. */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    throw new Failure('malformed')
  }
}

/** `parseCanonical` from UTF-8 bytes. @throws Failure 'malformed'. */
export const parseCanonicalBytes = (bytes: Uint8Array, most: JsonBounds): Canonical =>
  parseCanonical(decodeText(bytes), most)

export const canonicalBytes = (value: Canonical): Uint8Array => utf8(canonicalJson(value))
