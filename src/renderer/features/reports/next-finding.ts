import type { ReportFinding } from '../../records/report-findings.ts'

type From = {
  /** Where the caret is; null while it is in none of the texts. */
  readonly caret: { readonly part: string; readonly at: number } | null
  /** The finding that the person was at last. */
  readonly key: string | null
  readonly by: 1 | -1
}

/** The next open finding from the caret on, or from the last one; round at the ends. */
export const nextFinding = (
  parts: readonly string[],
  open: readonly ReportFinding[],
  { caret, key, by }: From,
): ReportFinding | null => {
  const last = open.findIndex((one) => one.key === key)
  const at = open[last]
  const isThere =
    at !== undefined &&
    (caret === null || (at.part === caret.part && at.start <= caret.at && caret.at <= at.end))
  if (isThere || caret === null) {
    // Nowhere yet: the first one, or the last one backwards.
    const next = isThere ? last + by : by > 0 ? 0 : -1
    return open.at(next >= open.length ? 0 : next) ?? null
  }
  const order = parts.indexOf(caret.part)
  const side = (one: ReportFinding): number =>
    Math.sign(parts.indexOf(one.part) - order || one.start - caret.at)
  const beyond = open.filter((one) => side(one) === by)
  return (by > 0 ? (beyond[0] ?? open[0]) : (beyond.at(-1) ?? open.at(-1))) ?? null
}
