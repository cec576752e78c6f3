/** Text folded for matching: normalized, without case. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Does a folded text contain every typed word? */
export const fitsWords = (text: string, typed: string): boolean =>
  folded(typed)
    .split(/\s+/u)
    .every((word) => text.includes(word))
