import { useVaultQuery } from '../data/bridge.ts'
import type { ListArea } from '../app/view-state.ts'
import { useView } from '../app/view-state.ts'
import type { CommandName } from '../commands/registry.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { ReviewListItem } from './words.ts'

/** How an issue is fixed: what the button says, and what it does. */
export type Fix = {
  readonly words: MessageKey
  /** Its name in the palette. */
  readonly offered: CommandName
  readonly run: () => void
  /** Shows the record. */
  readonly open: () => void
}

type ReviewPlace = ReviewListItem['place']

const areaOf = {
  case: 'cases',
  source: 'sources',
  report: 'reports',
  claim: 'claims',
} as const satisfies Partial<Record<ReviewPlace, ListArea>>

const hasArea = (place: ReviewPlace): place is keyof typeof areaOf => place in areaOf

/** Does the issue point at words that can be found in the record's text? */
const isAboutWords = ({ kind }: ReviewListItem): boolean =>
  kind === 'lint' || kind === 'leftover' || kind === 'hidden-text'

/** The part of a publication's form: what is printed, or how it is worded. */
export type FormPart = 'choose' | 'wording'

/** Where the form of a publication alone can fix the issue; null: its record can. */
const formPartOf = ({ kind, item, notOverridable }: ReviewListItem): FormPart | null => {
  switch (kind) {
    case 'consent':
      // Nothing but leaving it out ends a withdrawal.
      return notOverridable ? 'choose' : null
    case 'unattributed':
    case 'phrase-language':
      return 'wording'
    case 'draft':
      if (item.endsWith(':gone')) return 'choose'
      return item.endsWith(':no-phrase') || item.endsWith(':newer') ? 'wording' : null
    default:
      return null
  }
}

/**
 * The way to fix each issue of a review: it opens the record, at the words if there are any, and the
 * window offers the way back.
 *
 * @returns null for an issue that is fixed nowhere in the app.
 */
export const useFix = ({
  here,
  isText,
  openKey,
  leaveOutOf,
}: {
  /** Opens the form of what is reviewed itself, for issues that are fixed there. */
  readonly here: (part: FormPart) => void
  /** Are the words of records redacted in that form? */
  readonly isText: boolean
  /** Asks for the passphrase of the identity key; the check then runs again by itself. */
  readonly openKey: () => void
  /** Leaves out the reports that an issue affects; null: nothing can be left out. */
  readonly leaveOutOf: ((item: ReviewListItem) => (() => void) | null) | null
}): ((item: ReviewListItem) => Fix | null) => {
  const { fix } = useView()
  const { data: phrases = [] } = useVaultQuery('attributions.list', { sourceId: null })
  const to = (
    words: MessageKey,
    open: () => void,
    run: () => void = open,
    offered: CommandName = 'review.fixNamed',
  ): Fix => ({ words, offered, open, run })
  return (item) => {
    const { kind, place, subject, about } = item
    if (kind === 'names') {
      // Without a key in this vault nothing can be opened.
      return item.item === 'names:closed'
        ? to('review.openKey', openKey, openKey, 'review.openKey')
        : null
    }
    const atWording = (): void => here('wording')
    if (subject === null || place === 'publication') return to('review.fix', atWording)
    if (place === 'attribution') {
      const source = phrases.find(({ id }) => (id as string) === subject)?.content.sourceId
      return source === undefined
        ? null
        : to('review.fixPhrase', () => fix('sources', source, null))
    }
    if (!hasArea(place) || (isText && isAboutWords(item))) return to('review.fix', atWording)
    const words = isAboutWords(item) && about !== '' && kind !== 'hidden-text' ? about : null
    const open = (): void => fix(areaOf[place], subject, words)
    const part = isText ? formPartOf(item) : null
    if (part !== null) return to('review.fix', open, () => here(part))
    const leaveOut = kind === 'consent' && item.notOverridable ? leaveOutOf?.(item) : null
    if (leaveOut !== null && leaveOut !== undefined)
      return to('review.leaveOut', open, leaveOut, 'review.leaveOutNamed')
    return to(isAboutWords(item) && about !== '' ? 'review.fixText' : 'review.fix', open)
  }
}
