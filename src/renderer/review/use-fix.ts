import { useVaultQuery } from '../data/bridge.ts'
import type { ListArea, Selection } from '../app/view-state.ts'
import { useView } from '../app/view-state.ts'
import { useSettingsSection } from '../app/use-settings-section.ts'
import type { CommandName } from '../commands/registry.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { ReviewListItem } from './words.ts'

/** How an issue is fixed: what the button says, and what it does. */
export type Fix = {
  readonly words: MessageKey
  /** Its name in the palette. */
  readonly offered: CommandName
  readonly run: () => void
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

/**
 * The way to fix each issue of a review: it opens the record, at the words if there are any, and the
 * window offers the way back.
 *
 * @param here opens the form of what is reviewed itself, for issues in its own texts.
 * @param isText are the words of records redacted in that form?
 * @returns null for an issue that is fixed nowhere in the app.
 */
export const useFix = (
  here: () => void,
  isText: boolean,
): ((item: ReviewListItem) => Fix | null) => {
  const { fix } = useView()
  const showSection = useSettingsSection()
  const { data: phrases = [] } = useVaultQuery('attributions.list', { sourceId: null })
  const open = (area: ListArea, id: Selection, words: string | null) => () => fix(area, id, words)
  return (item) => {
    const { kind, place, subject, about } = item
    if (kind === 'names') {
      // Without a key in this vault nothing can be opened.
      return item.item === 'names:closed'
        ? {
            words: 'review.openKey',
            offered: 'review.openKey',
            run: () => {
              fix(null, null, null)
              showSection('identities')
            },
          }
        : null
    }
    const offered = 'review.fixNamed'
    if (subject === null || place === 'publication')
      return { words: 'review.fix', offered, run: here }
    if (place === 'attribution') {
      const source = phrases.find(({ id }) => (id as string) === subject)?.content.sourceId
      if (source === undefined) return null
      return { words: 'review.fixPhrase', offered, run: open('sources', source, null) }
    }
    if (!hasArea(place) || (isText && isAboutWords(item)))
      return { words: 'review.fix', offered, run: here }
    const words = isAboutWords(item) && about !== '' && kind !== 'hidden-text' ? about : null
    return {
      words: isAboutWords(item) && about !== '' ? 'review.fixText' : 'review.fix',
      offered,
      run: open(areaOf[place], subject, words),
    }
  }
}
