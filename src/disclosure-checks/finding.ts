import type { lintFamily } from '../shared/vocabularies.ts'

/** Kinds of disclosure; tests/corpus/RULES.md says what belongs to each. */
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

/** identifier: identifies one person or place. context: narrows down. hidden: invisible. */
export type Severity = 'identifier' | 'context' | 'hidden'

/** The key of the explaining message, one for each family. */
export type FindingMessageKey = `finding.${Family}`

/** A stretch of the text as it was given: UTF-16 offsets, `end` exclusive. */
export type RuleFinding = {
  readonly family: Family
  /** The rule of the family, for overrides and for tests. Reveals no part of the text. */
  readonly rule: string
  readonly start: number
  readonly end: number
  readonly severity: Severity
  /** A coarser replacement, where one can be made without guessing. */
  readonly replacement?: string
  readonly messageKey: FindingMessageKey
}

export const severityOf = (family: Family): Severity => {
  if (family === 'hidden') return 'hidden'
  return family === 'name' || structured.includes(family) ? 'identifier' : 'context'
}

type ReportedFinding = Pick<RuleFinding, 'severity' | 'messageKey'>

const told = new Map<Family, ReportedFinding>()

/** Properties of every finding in a family: one object, because a text may have ten thousand. */
export const toldOf = (family: Family): ReportedFinding => {
  let known = told.get(family)
  if (known === undefined) {
    known = { severity: severityOf(family), messageKey: `finding.${family}` }
    told.set(family, known)
  }
  return known
}
