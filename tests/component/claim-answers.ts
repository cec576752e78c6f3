import type { In } from '../../src/shared/contract.ts'
import { recordId } from './records.ts'

export type ClaimText = In<'claims.save'>['content']

const nowhere = { text: '', precision: 'unstated' } as const

const saysNothing: ClaimText = {
  reportId: recordId(20),
  caseId: recordId(1),
  quote: '',
  start: 0,
  end: 0,
  statement: '',
  act: '',
  whom: '',
  byWhom: '',
  from: nowhere,
  to: nowhere,
  when: '',
  count: { qualifier: 'unknown', low: null, high: null },
  credibility: '3',
  credibilityReason: '',
  links: [],
}

/** A claim of the first case with only the given fields. */
export const claimAnswer = (
  id: string,
  text: Partial<Record<keyof ClaimText, unknown>>,
): unknown => ({ id, rev: 1, updatedDay: '2024-04-12', content: { ...saysNothing, ...text } })
