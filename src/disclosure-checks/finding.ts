import type { lintFamily } from '../shared/vocabularies.ts'

/** What kind of thing gives a source away; tests/corpus/RULES.md says what belongs to each. */
export type Family = (typeof lintFamily)[number]

/** Families that are found by their form alone; the others depend on the sentence around them. */
export const structured: readonly Family[] = [
  'document',
  'phone',
  'email',
  'url',
  'ip',
  'account',
  'plate',
  'coordinates',
]

/** identifier: points at one person or place. context: narrows down. hidden: what no eye sees. */
export type Severity = 'identifier' | 'context' | 'hidden'

/** The key of the message that says why, one a family. */
export type FindingMessageKey = `finding.${Family}`

/** A stretch of the text as it was given: UTF-16 offsets, `end` exclusive. */
export type RuleFinding = {
  readonly family: Family
  /** Which rule of the family, for overrides and for tests. Says nothing about the text. */
  readonly rule: string
  readonly start: number
  readonly end: number
  readonly severity: Severity
  /** A coarser wording that may stand in its place, where one can be made without guessing. */
  readonly replacement?: string
  readonly messageKey: FindingMessageKey
}

export const severityOf = (family: Family): Severity => {
  if (family === 'hidden') return 'hidden'
  return family === 'name' || structured.includes(family) ? 'identifier' : 'context'
}

type ReportedFinding = Pick<RuleFinding, 'severity' | 'messageKey'>

const told = new Map<Family, ReportedFinding>()

/** What is told of every finding of a family: written once, a text may have ten thousand. */
export const toldOf = (family: Family): ReportedFinding => {
  let known = told.get(family)
  if (known === undefined) {
    known = { severity: severityOf(family), messageKey: `finding.${family}` }
    told.set(family, known)
  }
  return known
}
