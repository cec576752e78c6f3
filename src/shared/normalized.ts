type NormalForm = 'NFC' | 'NFD' | 'NFKC' | 'NFKD'

/** More marks on one letter than any language has: Unicode's Stream-Safe Text Format allows 30. */
const mostMarks = 64

const mark = /^\p{M}/u
/** From the first mark of a run on, so that each is looked at once. */
const longRuns = new RegExp(String.raw`(?<!\p{M})\p{M}{${mostMarks + 1},}`, 'gu')
const pieces = new RegExp(String.raw`\p{M}{1,${mostMarks}}`, 'gu')

const isMarkAt = (text: string, at: number): boolean => {
  const unit = text.charCodeAt(at)
  // No mark is below U+0300; the second half of a surrogate pair belongs to the first.
  return unit >= 0x300 && mark.test(text.slice(unit >> 10 === 0x37 ? at - 1 : at, at + 2))
}

/** A run of more marks covers two offsets in a row that are multiples of half their number. */
const mayHaveLongRun = (text: string): boolean => {
  let isMark = false
  for (let at = 0; at < text.length; at += mostMarks / 2) {
    const wasMark = isMark
    isMark = isMarkAt(text, at)
    if (wasMark && isMark) return true
  }
  return false
}

/**
 * `text.normalize(form)` in linear time. The engine sorts the marks on a letter in quadratic time:
 * minutes for a million of them, which a contact's report may have. Runs of more marks than any
 * language has are therefore normalised in pieces, and may come out in another order.
 */
export const normalized = (text: string, form: NormalForm): string => {
  if (!mayHaveLongRun(text)) return text.normalize(form)
  let result = ''
  let from = 0
  for (const { 0: run, index } of text.matchAll(longRuns)) {
    for (const { 0: piece, index: at } of run.matchAll(pieces)) {
      const end = index + at + piece.length
      // The first piece belongs to the letter before it.
      result += text.slice(from, end).normalize(form)
      from = end
    }
  }
  return result + text.slice(from).normalize(form)
}
