import type { Out } from '../../shared/contract.ts'
import { familyWords, visibleWords } from '../editor/lint-words.ts'
import type { MessageKey } from '../i18n/messages.ts'
import type { Text } from '../i18n/use-text.ts'

export type ReviewListItem = Out<'publications.review'>['items'][number]
export type State = ReviewListItem['state']

export const states = ['blocks', 'warns', 'overridden', 'ok'] as const satisfies State[]

export const stateWords = {
  blocks: 'review.state.blocks',
  overridden: 'review.state.overridden',
  warns: 'review.state.warns',
  ok: 'review.state.ok',
} as const satisfies Record<State, MessageKey>

const kindWords = {
  lint: 'review.kind.unchecked',
  consent: 'review.kind.consent',
  embargo: 'review.kind.embargo',
  handling: 'review.kind.handling',
  pool: 'review.kind.pool',
  'joint-pool': 'review.kind.joint-pool',
  unattributed: 'review.kind.unattributed',
  'hidden-text': 'review.kind.hidden-text',
  'do-not-contact': 'review.kind.do-not-contact',
  draft: 'review.kind.draft',
  'not-cleaned': 'review.kind.not-cleaned',
  'shows-redacted': 'review.kind.shows-redacted',
  leftover: 'review.kind.leftover',
  'phrase-language': 'review.kind.phrase-language',
  names: 'review.kind.names',
} as const satisfies Record<ReviewListItem['kind'], MessageKey>

const placeWords = {
  case: 'review.place.case',
  source: 'review.place.source',
  report: 'review.place.report',
  claim: 'review.place.claim',
  attribution: 'review.place.attribution',
  publication: 'review.place.publication',
  purpose: 'review.place.purpose',
  title: 'review.place.title',
  summary: 'review.place.summary',
  method: 'review.place.method',
} as const satisfies Record<ReviewListItem['place'], MessageKey>

/** Kind of the issue; a finding has the name of its check. */
export const kindWord = ({ kind, family, notOverridable }: ReviewListItem): MessageKey =>
  kind === 'lint' && family !== null
    ? familyWords[family].name
    : kind === 'consent' && notOverridable
      ? 'review.kind.withdrawn'
      : kindWords[kind]

/** Location of the issue: a record, or a part that is not a record. */
export const placeWord = ({ place }: ReviewListItem): MessageKey => placeWords[place]

/** Is it a finding that can be overridden with a reason? */
export const isFinding = (item: ReviewListItem): boolean =>
  item.kind === 'lint' && item.family !== null && canOverride(item)

/** Is it blocked, and can a reason override it? */
export const canOverride = ({ state, notOverridable, family }: ReviewListItem): boolean =>
  state === 'blocks' && !notOverridable && family !== 'name'

/**
 * Is it a blocked protected name? No reason may be stored for it, and it may mean a different
 * person.
 */
export const isOpenName = ({ family, state }: ReviewListItem): boolean =>
  family === 'name' && state === 'blocks'

/** Why protected names were not checked, and what to do. */
const uncheckedNamesWords = ({ item }: ReviewListItem): MessageKey =>
  item === 'names:closed' ? 'review.say.namesClosed' : 'review.say.namesNoKey'

/** The words concerned, unless the name of the record already says them. */
export const aboutOf = ({ about, name, kind }: ReviewListItem): string | null =>
  about === '' || kind === 'embargo' || kind === 'handling' || about === name
    ? null
    : visibleWords(about)

const wordsOfUse = (item: string): MessageKey | null =>
  item.includes(':publish-unattributed')
    ? 'review.use.unattributed'
    : item.includes(':publish-attributed')
      ? 'review.use.attributed'
      : null

const consentWords = ({ item, state }: ReviewListItem): MessageKey => {
  if (item.endsWith(':gone')) return 'review.say.gone'
  if (state === 'ok') return 'review.say.agreed'
  if (item.endsWith(':audience')) return 'review.say.audience'
  if (item.includes(':audience:')) return 'review.say.otherAudience'
  return state === 'warns' ? 'review.say.inside' : 'review.say.unasked'
}

/** A sentence about the issue; null if its kind and words are enough. */
export const sentenceOf = (item: ReviewListItem, text: Text): string | null => {
  switch (item.kind) {
    case 'consent': {
      const use = wordsOfUse(item.item)
      // Whatever the use, its kind says it all.
      if (item.notOverridable) return null
      const said = text(consentWords(item))
      return use === null ? said : `${text(use)} ${said}`
    }
    case 'embargo':
      return item.about === ''
        ? text('review.say.embargo')
        : text('review.say.embargoUntil', { until: item.about })
    case 'handling':
      return item.about === '' ? text('review.say.conditions') : item.about
    case 'pool':
    case 'joint-pool': {
      const low = item.item.split(':').at(-1) ?? ''
      return /^\d+$/.test(low)
        ? text('review.say.pool', { count: Number(low) })
        : text('review.say.poolUnasked')
    }
    case 'do-not-contact':
      return text('review.say.doNotContact')
    case 'not-cleaned':
      return text('review.say.notCleaned')
    case 'shows-redacted':
      return text('review.say.showsRedacted')
    case 'lint':
      if (item.family === null) return text('review.say.unchecked')
      if (item.family !== 'name') return null
      return text(isOpenName(item) ? 'review.say.name' : 'review.say.differentPerson')
    case 'names':
      return text(uncheckedNamesWords(item))
    case 'hidden-text':
    case 'unattributed':
    case 'draft':
    case 'leftover':
    case 'phrase-language':
      return null
  }
}
