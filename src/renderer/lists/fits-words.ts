/** A text as it is compared with what somebody typed: however its letters were put together or cased. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Does a folded text hold every word of what was typed? */
export const fitsWords = (text: string, typed: string): boolean =>
  folded(typed)
    .split(/\s+/u)
    .every((word) => text.includes(word))
