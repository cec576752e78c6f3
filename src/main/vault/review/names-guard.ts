import { utf8 } from '../../../crypto/bytes.ts'
import { plainDigest } from '../../../crypto/digest.ts'
import { hex } from '../../exchange/revision.ts'
import type { LintPort } from '../lint/lint-port.ts'

export type NamesGuard = {
  /** The same checks, guarded. */
  readonly check: LintPort
  /** Whether every text so far was checked with the initial names, and they are unchanged. */
  readonly areTheSame: () => boolean
}

/**
 * Checks many texts as one run and detects changes of the known protected names in between: the
 * identity key may close by timeout, and later texts would be checked without its names. Only a
 * digest of the names is kept, during the run.
 */
export const guardNames = (names: () => readonly string[], check: LintPort): NamesGuard => {
  const digest = (): string => hex(plainDigest(utf8(JSON.stringify(names()))))
  const first = digest()
  let same = true
  const areTheSame = (): boolean => {
    same &&= digest() === first
    return same
  }
  return {
    areTheSame,
    check: async (input) => {
      areTheSame()
      const findings = await check(input)
      areTheSame()
      return findings
    },
  }
}
