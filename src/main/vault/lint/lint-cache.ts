import { utf8 } from '../../../crypto/bytes.ts'
import { plainDigest } from '../../../crypto/digest.ts'
import type { Finding } from '../../../shared/lint.ts'
import { hex } from '../../exchange/revision.ts'
import type { LintPort } from './lint-port.ts'

/** Findings of as many texts are kept; the texts themselves are not. */
const most = 50_000

const digestOf = (text: string): string => hex(plainDigest(utf8(text)))

/**
 * Checks that remember what they found, because a review is made again after every decision. Any
 * change of the names that are known makes them forget. What could not be checked is tried anew.
 */
export const cacheChecks = (
  check: LintPort,
  names: () => readonly string[],
): { readonly check: LintPort; readonly forget: () => void } => {
  const kept = new Map<string, readonly Finding[]>()
  // Of the names no more than a digest: they are not ours to keep.
  const namesNow = (): string => digestOf(names().join('\0'))
  let known = ''
  return {
    check: async (input) => {
      const before = namesNow()
      if (before !== known) kept.clear()
      known = before
      const key = digestOf(`${input.language}\0${input.text}`)
      const had = kept.get(key)
      if (had !== undefined) return had
      const findings = await check(input)
      // Names may have come or gone while it was looked over.
      if (findings !== null && known === before && namesNow() === before) {
        if (kept.size >= most) kept.clear()
        kept.set(key, findings)
      }
      return findings
    },
    forget: () => {
      kept.clear()
      known = ''
    },
  }
}
