import { canonicalJson } from '../../../shared/canonical.ts'
import type { Canonical } from '../../../shared/canonical.ts'
import type { ReportContent } from '../../../shared/records.ts'

const same = (a: unknown, b: unknown): boolean =>
  canonicalJson(a as Canonical) === canonicalJson(b as Canonical)

const isIn = (part: unknown, whole: unknown, before: unknown): boolean => {
  if (same(part, whole) || same(part, before)) return true
  if (typeof part === 'string' && typeof whole === 'string') return whole.includes(part)
  if (!Array.isArray(part) || !Array.isArray(whole)) return false
  const had = Array.isArray(before) ? before : []
  // An entry that the draft took out and the merge has again is no words of the draft's.
  return part.every((one) => [...whole, ...had].some((other) => same(one, other)))
}

/**
 * Is everything that a draft added to what it lies on part of the merged content? A draft is in no
 * tree: what a merge leaves out of it would be gone.
 */
export const holdsDraft = (
  merged: ReportContent,
  draft: ReportContent,
  before: ReportContent,
): boolean =>
  (Object.keys(draft) as (keyof ReportContent)[]).every((key) =>
    isIn(draft[key], merged[key], before[key]),
  )
