import type { Finding } from '../../shared/lint.ts'

/** A text and what was found in it. Offsets are of `text`. */
export type Checked = {
  readonly text: string
  readonly findings: readonly Finding[]
}

/** A text as its editor holds it, and as it is when it has been written in: with plain line ends. */
export const asEdited = (text: string): string => text.replaceAll(/\r\n?/g, '\n')

const commonStart = (a: string, b: string): number => {
  const most = Math.min(a.length, b.length)
  let at = 0
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at += 1
  return at
}

const commonEnd = (a: string, b: string, most: number): number => {
  let at = 0
  while (at < most && a.charCodeAt(a.length - 1 - at) === b.charCodeAt(b.length - 1 - at)) at += 1
  return at
}

/**
 * The findings as they stand in an edited text, until it is looked over anew: what stands before the
 * edit stays, what stands behind it moves along, what the edit touched is gone. Linear in the length.
 */
export const carriedOver = ({ text: before, findings }: Checked, text: string): Checked => {
  if (before === text) return { text, findings }
  const start = commonStart(before, text)
  const end = commonEnd(before, text, Math.min(before.length, text.length) - start)
  const shift = text.length - before.length
  const kept = findings.flatMap((finding) => {
    if (finding.end <= start) return [finding]
    if (finding.start < before.length - end) return []
    return [{ ...finding, start: finding.start + shift, end: finding.end + shift }]
  })
  return { text, findings: kept }
}
