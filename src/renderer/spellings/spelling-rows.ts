import type { Spelling } from '../../shared/spellings.ts'

/** An edited line of the list: the other spellings as comma-separated text. */
export type SpellingRow = {
  readonly preferred: string
  readonly variants: string
}

export type RowFault = 'incomplete' | 'twice'

const between = /[,，、;；]/u

export const rowsOf = (spellings: readonly Spelling[]): SpellingRow[] =>
  spellings.map(({ preferred, variants }) => ({ preferred, variants: variants.join(', ') }))

/** Empty lines are skipped. */
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
 * The fault of each of `spellings`, by the rules of the vault process: a missing half, or a word
 * with two replacements. Null for no fault.
 */
export const rowFaults = (spellings: readonly Spelling[]): (RowFault | null)[] => {
  const uses = new Map<string, number>()
  const count = (word: string): void => void uses.set(word, (uses.get(word) ?? 0) + 1)
  for (const { preferred, variants } of spellings) {
    const own = folded(preferred)
    count(own)
    // A case variant of the word itself is not a second use.
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
