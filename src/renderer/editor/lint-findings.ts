import type { Finding } from '../../shared/lint.ts'

/** A text and its findings. Offsets are in `text`. */
export type Checked = {
  readonly text: string
  readonly findings: readonly Finding[]
}

/** A text as its editor stores it, and as it is after an edit: with plain line ends. */
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
 * Maps findings to an edited text until the next check: those before the edit stay, those after it
 * move, those that it touched are dropped. Linear in the length.
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
