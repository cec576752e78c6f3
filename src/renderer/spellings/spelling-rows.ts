import type { Spelling } from '../../shared/spellings.ts'

/** One line of the list while it is written: other spellings as one text, with commas. */
export type SpellingRow = {
  readonly preferred: string
  readonly variants: string
}

export type RowFault = 'incomplete' | 'twice'

const between = /[,，、;；]/u

export const rowsOf = (spellings: readonly Spelling[]): SpellingRow[] =>
  spellings.map(({ preferred, variants }) => ({ preferred, variants: variants.join(', ') }))

/** Lines with nothing in them are none. */
export const spellingsOf = (rows: readonly SpellingRow[]): Spelling[] =>
  rows
    .map(({ preferred, variants }) => ({
      preferred: preferred.trim().normalize('NFC'),
      variants: [
        ...new Set(
          variants
            .split(between)
            .map((word) => word.trim().normalize('NFC'))
            .filter((word) => word !== ''),
        ),
      ],
    }))
    .filter(({ preferred, variants }) => preferred !== '' || variants.length > 0)

const folded = (word: string): string => word.toLowerCase()

/**
 * What is wrong with each of `spellings`, as the vault would see it: half of it missing, or a word
 * that would lead to two others. Null where nothing is.
 */
export const rowFaults = (spellings: readonly Spelling[]): (RowFault | null)[] => {
  const uses = new Map<string, number>()
  const count = (word: string): void => void uses.set(word, (uses.get(word) ?? 0) + 1)
  for (const { preferred, variants } of spellings) {
    const own = folded(preferred)
    count(own)
    // Another case of the word itself is no second use of it.
    for (const variant of variants) {
      if (folded(variant) !== own || variant === preferred) count(folded(variant))
    }
  }
  return spellings.map(({ preferred, variants }) => {
    if (preferred === '' || variants.length === 0) return 'incomplete'
    const words = [preferred, ...variants].map(folded)
    const twiceHere = new Set(variants.map(folded)).size < variants.length
    return twiceHere || words.some((word) => (uses.get(word) ?? 0) > 1) ? 'twice' : null
  })
}
