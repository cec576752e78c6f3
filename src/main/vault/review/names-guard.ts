import { utf8 } from '../../../crypto/bytes.ts'
import { plainDigest } from '../../../crypto/digest.ts'
import { hex } from '../../exchange/revision.ts'
import type { LintPort } from '../lint/lint-port.ts'

export type NamesGuard = {
  /** The same checks. */
  readonly check: LintPort
  /** Was every text so far looked over with the names of the beginning, and are they known now? */
  readonly areTheSame: () => boolean
}

/**
 * Checks many texts as one run and notices when the protected names come or go between them: the
 * identity key may close by itself, and the texts that follow would pass without its names. Of the
 * names no more than a digest is kept, for as long as the run.
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
