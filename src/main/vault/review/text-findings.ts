import { limits } from '../../../shared/limits.ts'
import type { Finding } from '../../../shared/lint.ts'
import type { ReportContent } from '../../../shared/records.ts'
import type { NameExceptions } from '../sealed-identities/name-exceptions.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { withoutPrinted } from './printed-phrases.ts'
import { oneLine, itemName } from './review-items.ts'
import type { ReviewIssue } from './review-items.ts'

const hidden =
  /\p{Cc}|\p{Cf}|\p{Co}|\u034f|[\u115f\u1160\u3164\uffa0]|[\u180b-\u180f]|[\ufe00-\ufe0f]/gu
const open = new Set(['\n', '\t'])

/**
 * Characters that a reader does not see and a file carries all the same: format and control
 * characters, fillers, private use. Each as its code point, in order, without repeats.
 */
const hiddenCharacters = (text: string): string[] => [
  ...new Set(
    (text.match(hidden) ?? [])
      .filter((found) => !open.has(found))
      .map(
        (found) => `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
      ),
  ),
]

/** A finding that a person let stand in the report itself, with why. */
export type FindingOverride = Pick<
  ReportContent['overrides'][number],
  'family' | 'quote' | 'reason'
> & {
  /** It came with a report of somebody else: here nobody has said yes to it. */
  readonly isTheirs?: true
}

/** A text that leaves, and where it stands. */
export type ExportedText = Pick<ReviewIssue, 'subject' | 'place' | 'name'> & {
  /** Names the place in an item: `title`, `purpose`, `report-…`. */
  readonly where: string
  readonly language: string
  readonly text: string
  readonly known: readonly FindingOverride[]
}

/** Something in a text. */
export type TextFinding = ReviewIssue & {
  /** Why it was let stand there; null: nobody has said. */
  readonly reason: string | null
  /** Was it somebody here who let it stand? */
  readonly isLetStand: boolean
}

const letStand = (
  { known }: ExportedText,
  family: string,
  fits: (quote: string) => boolean,
): Pick<TextFinding, 'reason' | 'isLetStand'> => {
  const said = known.filter((one) => one.family === family && fits(one.quote))
  const own = said.find(({ isTheirs }) => isTheirs !== true)
  return { reason: (own ?? said[0])?.reason ?? null, isLetStand: own !== undefined }
}

const inText = ({ subject, place, name }: ExportedText) =>
  ({ state: 'blocks', subject, place, name }) as const

/** The stretches between spaces in which a hidden character stands. */
const around = (text: string, character: string): string[] =>
  text.split(/[ \n\t]+/).filter((stretch) => hiddenCharacters(stretch).includes(character))

/** The stretch between spaces that holds all of a finding. */
const stretchAt = (text: string, start: number, end: number): string =>
  `${/[^ \n\t]*$/.exec(text.slice(0, start))?.[0] ?? ''}${text.slice(start, end)}${
    /^[^ \n\t]*/.exec(text.slice(end))?.[0] ?? ''
  }`

/** As an override keeps words: no longer than its limit, and no half of a character at its end. */
const asKept = (words: string): string =>
  words.slice(0, limits.reason).replace(/[\ud800-\udbff]$/, '')

/**
 * What nobody sees is let stand where it stands, and nowhere else: a space without width between two
 * words hides nothing, one inside a code does. So the words around it are what was let stand.
 */
const holdsAt =
  (stretch: string) =>
  (quote: string): boolean =>
    quote === asKept(stretch)

/** Told by themselves: nothing that could fail has to find them. */
const hiddenSpots = (leaving: ExportedText): TextFinding[] =>
  hiddenCharacters(leaving.text).flatMap((character) => {
    const { where, text } = leaving
    const said = (
      stretches: readonly string[],
      stands: ReturnType<typeof letStand>,
    ): TextFinding => {
      // A reason that holds for these words holds for no others: what it hides is in where it stands.
      const words = itemName(where, character, stretches.join(' '))
      return {
        ...inText(leaving),
        item: `hidden:${where}:${character}:${words}`,
        kind: 'hidden-text',
        family: 'hidden',
        about: character,
        ...stands,
      }
    }
    const judged = around(text, character).map((stretch) => ({
      stretch,
      stands: letStand(leaving, 'hidden', holdsAt(stretch)),
    }))
    const open = judged.filter(({ stands }) => !stands.isLetStand)
    const [first] = open
    return [
      ...(first === undefined
        ? []
        : [
            said(
              open.map(({ stretch }) => stretch),
              first.stands,
            ),
          ]),
      ...judged
        .filter(({ stands }) => stands.isLetStand)
        .map(({ stretch, stands }) => said([stretch], stands)),
    ]
  })

const isUnseen = (words: string): boolean =>
  Array.from(words).every((one) => hiddenCharacters(one).length > 0)

/**
 * A protected name is settled by no reason, since a reason is stored. Where somebody said, with the
 * key open, that it is another person's, it is still seen.
 */
const nameSpot = (leaving: ExportedText, words: string, homonyms: NameExceptions): TextFinding => {
  const item = homonyms.itemOf(leaving.where, words)
  const at = {
    ...inText(leaving),
    item,
    kind: 'lint',
    family: 'name',
    about: oneLine(words),
  } as const
  const none = { reason: null, isLetStand: false } as const
  return homonyms.has(item) ? { ...at, ...none, state: 'warns' } : { ...at, ...none, firm: true }
}

const spotOf = (
  leaving: ExportedText,
  { family, start, end }: Finding,
  homonyms: NameExceptions,
): TextFinding | null => {
  const words = leaving.text.slice(start, end)
  if (family === 'name') return nameSpot(leaving, words, homonyms)
  const isHidden = family === 'hidden'
  if (isHidden && isUnseen(words)) return null
  const { where } = leaving
  const kind = isHidden ? 'hidden-text' : 'lint'
  return {
    ...inText(leaving),
    item: `${isHidden ? 'hidden' : 'lint'}:${where}:${family}:${itemName(where, family, words)}`,
    kind,
    family,
    about: oneLine(words),
    ...letStand(
      leaving,
      family,
      isHidden ? holdsAt(stretchAt(leaving.text, start, end)) : (quote) => quote === words,
    ),
  }
}

/**
 * What the checks find in one text, each place by itself; a text that could not be checked is a
 * finding too.
 *
 * @param phrases registered ones, which are no findings.
 * @param homonyms what was said of protected names while their key is open.
 */
export const findingsInTexts = async (
  leaving: ExportedText,
  phrases: readonly string[],
  check: LintPort,
  homonyms: NameExceptions,
): Promise<TextFinding[]> => {
  const { text, language, subject, where } = leaving
  const findings = await check({ text, language, subject: subject as never })
  if (findings === null) {
    const unchecked = {
      ...inText(leaving),
      item: `lint:${where}:unchecked:${itemName(where, 'unchecked', text)}`,
      kind: 'lint',
      about: oneLine(text),
      reason: null,
      isLetStand: false,
    } as const
    return [...hiddenSpots(leaving), unchecked]
  }
  const marked = withoutPrinted(text, findings, phrases).flatMap((finding) => {
    const spot = spotOf(leaving, finding, homonyms)
    return spot === null ? [] : [spot]
  })
  return [...hiddenSpots(leaving), ...marked]
}
