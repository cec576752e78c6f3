import { hiddenCharacters } from '../../record/hidden-text.ts'
import type { Finding } from '../../shared/lint.ts'
import type { ReportContent } from '../../shared/records.ts'
import type { LintPort } from './lint-port.ts'
import { withoutPrinted } from './printed-phrases.ts'
import { oneLine, wordsName } from './review-items.ts'
import type { Found } from './review-items.ts'

/** A text that leaves, and where it stands. */
export type LeavingText = Pick<Found, 'subject' | 'place' | 'name'> & {
  /** Names the place in an item: `title`, `purpose`, `report-…`. */
  readonly where: string
  readonly language: string
  readonly text: string
  /** Findings that a person let stand in the report itself, with why. */
  readonly known: readonly Pick<ReportContent['overrides'][number], 'family' | 'quote' | 'reason'>[]
}

/** Something in a text. `reason`: why it was let stand there; null: nobody has said. */
export type Spot = Found & { readonly reason: string | null }

const reasonFor = (
  { known }: LeavingText,
  family: string,
  fits: (quote: string) => boolean,
): string | null => known.find((one) => one.family === family && fits(one.quote))?.reason ?? null

const inText = ({ subject, place, name }: LeavingText) =>
  ({ state: 'blocks', subject, place, name }) as const

/** Told by themselves: nothing that could fail has to find them. */
const hiddenSpots = (leaving: LeavingText): Spot[] =>
  hiddenCharacters(leaving.text).map((character) => ({
    ...inText(leaving),
    item: `hidden:${leaving.where}:${character}`,
    kind: 'hidden-text',
    family: 'hidden',
    about: character,
    reason: reasonFor(leaving, 'hidden', (quote) => hiddenCharacters(quote).includes(character)),
  }))

const isUnseen = (words: string): boolean =>
  Array.from(words).every((one) => hiddenCharacters(one).length > 0)

const spotOf = (leaving: LeavingText, { family, start, end }: Finding): Spot | null => {
  const words = leaving.text.slice(start, end)
  const isHidden = family === 'hidden'
  if (isHidden && isUnseen(words)) return null
  const { where } = leaving
  const kind = isHidden ? 'hidden-text' : 'lint'
  return {
    ...inText(leaving),
    item: `${isHidden ? 'hidden' : 'lint'}:${where}:${family}:${wordsName(where, family, words)}`,
    kind,
    family,
    about: oneLine(words),
    reason: reasonFor(leaving, family, (quote) => quote === words),
  }
}

/**
 * What the checks find in one text, each place by itself; a text that could not be checked is a
 * finding too.
 *
 * @param phrases registered ones, which are no findings.
 */
export const spotsIn = async (
  leaving: LeavingText,
  phrases: readonly string[],
  check: LintPort,
): Promise<Spot[]> => {
  const { text, language, subject, where } = leaving
  const findings = await check({ text, language, subject: subject as never })
  if (findings === null) {
    const item = `lint:${where}:unchecked`
    const unchecked = { ...inText(leaving), item, kind: 'lint', reason: null } as const
    return [...hiddenSpots(leaving), unchecked]
  }
  const marked = withoutPrinted(text, findings, phrases).flatMap((finding) => {
    const spot = spotOf(leaving, finding)
    return spot === null ? [] : [spot]
  })
  return [...hiddenSpots(leaving), ...marked]
}
