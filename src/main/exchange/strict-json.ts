import { utf8 } from '../../crypto/bytes.ts'
import { canonicalJson, type Canonical } from '../../shared/canonical.ts'
import { Failure } from '../../shared/failure.ts'

const depthLimit = 32
const backslash = 92
const quote = 34

/** How deep brackets nest, without parsing: an answer before the parser meets them. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === backslash) i += 1
      else if (code === quote) inString = false
    } else if (code === quote) inString = true
    else if (code === 91 || code === 123) deepest = Math.max(deepest, (depth += 1))
    else if (code === 93 || code === 125) depth -= 1
  }
  return deepest
}

function refuseProto(value: Canonical): void {
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
 * Reads canonical JSON (src/shared/canonical.ts) and nothing else: writing the value again must
 * give the same text. That leaves no room for doubled keys, white space, other spellings of a
 * string, fractions, or integers beyond 2^53.
 *
 * @throws Failure 'malformed', also for more than 32 levels and for the key `__proto__`.
 */
export function parseCanonical(text: string): Canonical {
  if (depthOf(text) > depthLimit) throw new Failure('malformed')
  let value: Canonical
  let again: string
  try {
    value = JSON.parse(text) as Canonical
    again = canonicalJson(value)
  } catch {
    throw new Failure('malformed')
  }
  if (again !== text) throw new Failure('malformed')
  refuseProto(value)
  return value
}

/** The same from UTF-8 bytes; malformed UTF-8 and a byte order mark are refused. */
export function parseCanonicalBytes(bytes: Uint8Array): Canonical {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Failure('malformed')
  }
  return parseCanonical(text)
}

export const canonicalBytes = (value: Canonical): Uint8Array => utf8(canonicalJson(value))
