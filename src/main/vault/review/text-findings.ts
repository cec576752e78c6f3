import { limits } from '../../../shared/limits.ts'
import type { Finding } from '../../../shared/lint.ts'
import type { ReportContent } from '../../../shared/records.ts'
import type { NameExceptions } from '../sealed-identities/name-exceptions.ts'
import { createYield } from '../../exchange/pace.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { createPrinted } from './printed-phrases.ts'
import { oneLine, itemName } from './review-items.ts'
import type { ReviewIssue } from './review-items.ts'
import { sentenceAround } from './sentence-around.ts'

const hidden =
  /\p{Cc}|\p{Cf}|\p{Co}|\u034f|[\u115f\u1160\u3164\uffa0]|[\u180b-\u180f]|[\ufe00-\ufe0f]/gu
const open = new Set(['\n', '\t'])

/**
 * Characters that are invisible to a reader but present in the file: format and control characters,
 * fillers, private use. Returned as code points, in order of appearance, without duplicates.
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

/** A finding that was overridden in the report itself, with the reason. */
export type FindingOverride = Pick<
  ReportContent['overrides'][number],
  'family' | 'quote' | 'reason'
> & {
  /** The override arrived with a report from another vault; the user has not confirmed it here. */
  readonly isImported?: true
}

/** Overrides by the finding that they are about. */
export type KnownOverrides = ReadonlyMap<string, FindingOverride>

/** The key of an override in {@link KnownOverrides}. */
export const findingKey = ({
  family,
  quote,
}: {
  readonly family: string
  readonly quote: string
}) => `${family}\0${quote}`

/** Adds overrides; of two about one finding, one that was made here counts. */
export const addOverrides = (
  to: Map<string, FindingOverride>,
  overrides: Iterable<FindingOverride>,
): Map<string, FindingOverride> => {
  for (const one of overrides) {
    const key = findingKey(one)
    const before = to.get(key)
    if (before === undefined || (before.isImported === true && one.isImported !== true))
      to.set(key, one)
  }
  return to
}

/** An exported text and its location. */
export type ExportedText = Pick<ReviewIssue, 'subject' | 'place' | 'name'> & {
  /** Names the place in an item: `title`, `purpose`, `report-…`. */
  readonly where: string
  readonly language: string
  readonly text: string
  readonly known: readonly KnownOverrides[]
}

/** An issue in a text. */
export type TextFinding = ReviewIssue & {
  /** Reason of the override; null if there is none. */
  readonly reason: string | null
  /** Whether the override was made in this vault. */
  readonly isOverridden: boolean
}

const overrideOf = (
  { known }: ExportedText,
  family: string,
  quote: string,
): Pick<TextFinding, 'reason' | 'isOverridden'> => {
  const key = findingKey({ family, quote })
  const said = known.flatMap((overrides) => overrides.get(key) ?? [])
  const own = said.find(({ isImported }) => isImported !== true)
  return { reason: (own ?? said[0])?.reason ?? null, isOverridden: own !== undefined }
}

const inText = ({ subject, place, name }: ExportedText) =>
  ({ state: 'blocks', subject, place, name }) as const

/**
 * The space-separated parts of the text that contain each hidden character, as an override stores
 * them: each part is read once.
 */
const aroundHidden = (text: string): ReadonlyMap<string, readonly string[]> => {
  const around = new Map<string, string[]>()
  for (const stretch of text.split(/[ \n\t]+/)) {
    for (const character of hiddenCharacters(stretch)) {
      const stretches = around.get(character)
      if (stretches === undefined) around.set(character, [asKept(stretch)])
      else stretches.push(asKept(stretch))
    }
  }
  return around
}

const separators = new Set([' ', '\n', '\t'])

/**
 * Finds the space-separated part of a text that contains a whole finding. The last part is kept: a
 * text without spaces may have a finding at every second character.
 */
const createStretchAt = (text: string): ((start: number, end: number) => string) => {
  const isEdge = (at: number): boolean => separators.has(text.charAt(at))
  let [from, to] = [0, -1]
  return (start, end) => {
    if (start < from || end > to) {
      for (from = start; from > 0 && !isEdge(from - 1);) from -= 1
      for (to = end; to < text.length && !isEdge(to);) to += 1
    }
    return text.slice(from, to)
  }
}

/**
 * Words as an override stores them: cut at the length limit, without half a surrogate pair at the
 * end.
 */
const asKept = (words: string): string =>
  words.slice(0, limits.reason).replace(/[\ud800-\udbff]$/, '')

/**
 * Listed separately, without the checks: a failed check must not hide them. An override of a hidden
 * character applies only at its location: a zero-width space between two words hides nothing, but
 * one inside a code does. So the override quotes the surrounding words.
 */
const hiddenSpots = (exported: ExportedText): TextFinding[] =>
  [...aroundHidden(exported.text)].flatMap(([character, around]) => {
    const { where } = exported
    const said = (
      stretches: readonly string[],
      override: ReturnType<typeof overrideOf>,
    ): TextFinding => {
      // The item name includes these words, so that a reason for one location does not apply to
      // another.
      const words = itemName(where, character, stretches.join(' '))
      return {
        ...inText(exported),
        item: `hidden:${where}:${character}:${words}`,
        kind: 'hidden-text',
        family: 'hidden',
        about: character,
        ...override,
      }
    }
    const judged = around.map((stretch) => ({
      stretch,
      override: overrideOf(exported, 'hidden', stretch),
    }))
    const open = judged.filter(({ override }) => !override.isOverridden)
    const [first] = open
    return [
      ...(first === undefined
        ? []
        : [
            said(
              open.map(({ stretch }) => stretch),
              first.override,
            ),
          ]),
      ...judged
        .filter(({ override }) => override.isOverridden)
        .map(({ stretch, override }) => said([stretch], override)),
    ]
  })

const isUnseen = (words: string): boolean =>
  Array.from(words).every((one) => hiddenCharacters(one).length > 0)

/**
 * No reason can override a protected name, since the reason is stored. If the user marked it as a
 * different person while the key was open, it is still listed as a warning.
 */
const nameSpot = (
  exported: ExportedText,
  { start, end }: Finding,
  nameExceptions: NameExceptions,
): TextFinding => {
  const words = exported.text.slice(start, end)
  const item = nameExceptions.itemOf(exported.where, words)
  const at = {
    ...inText(exported),
    item,
    kind: 'lint',
    family: 'name',
    about: oneLine(words),
    sentence: sentenceAround(exported.text, start, end),
  } as const
  const none = { reason: null, isOverridden: false } as const
  return nameExceptions.has(item)
    ? { ...at, ...none, state: 'warns' }
    : { ...at, ...none, notOverridable: true }
}

const spotOf = (
  exported: ExportedText,
  finding: Finding,
  nameExceptions: NameExceptions,
  stretchAt: ReturnType<typeof createStretchAt>,
): TextFinding | null => {
  const { family, start, end } = finding
  const words = exported.text.slice(start, end)
  if (family === 'name') return nameSpot(exported, finding, nameExceptions)
  const isHidden = family === 'hidden'
  if (isHidden && isUnseen(words)) return null
  const { where } = exported
  const kind = isHidden ? 'hidden-text' : 'lint'
  return {
    ...inText(exported),
    item: `${isHidden ? 'hidden' : 'lint'}:${where}:${family}:${itemName(where, family, words)}`,
    kind,
    family,
    about: oneLine(words),
    sentence: sentenceAround(exported.text, start, end),
    ...overrideOf(exported, family, isHidden ? asKept(stretchAt(start, end)) : words),
  }
}

/**
 * The findings of the checks in one text, one per location. A text that could not be checked is a
 * finding too.
 *
 * @param phrases registered phrases, which are not findings.
 * @param nameExceptions exceptions for protected names, made while their key is open.
 */
export const findingsInTexts = async (
  exported: ExportedText,
  phrases: readonly string[],
  check: LintPort,
  nameExceptions: NameExceptions,
): Promise<TextFinding[]> => {
  const { text, language, subject, where } = exported
  const findings = await check({ text, language, subject: subject as never })
  if (findings === null) {
    const unchecked = {
      ...inText(exported),
      item: `lint:${where}:unchecked:${itemName(where, 'unchecked', text)}`,
      kind: 'lint',
      about: oneLine(text),
      reason: null,
      isOverridden: false,
    } as const
    return [...hiddenSpots(exported), unchecked]
  }
  const next = createYield()
  const isPrinted = createPrinted(text, phrases)
  const stretchAt = createStretchAt(text)
  const spots = hiddenSpots(exported)
  for (const finding of findings) {
    await next()
    if (isPrinted(finding)) continue
    const spot = spotOf(exported, finding, nameExceptions, stretchAt)
    if (spot !== null) spots.push(spot)
  }
  return spots
}
