import type { Area } from '../app/view-state.ts'
import type { Language } from '../i18n/languages.ts'
import type { GuidePage } from './guide-page.ts'
import { guideTopics } from './guide-topics.ts'
import type { GuideTopic } from './guide-topics.ts'

/**
 * The user guide in each language, without pictures.
 *
 * @public The type of virtual-guide.d.ts.
 */
export type Guide = Readonly<Record<Language, Readonly<Record<GuideTopic, GuidePage>>>>

/** Help topics: the pages of the guide, and `limits`, which the first screen shows too. */
export const topics = [...guideTopics, 'limits'] as const
export type Topic = (typeof topics)[number]

/** The view for a topic's steps; topics without one are missing. */
export const viewOf: Readonly<Partial<Record<Topic, Area>>> = {
  start: 'cases',
  sources: 'sources',
  reports: 'reports',
  files: 'reports',
  claims: 'claims',
  exchange: 'exchange',
  publish: 'publications',
  pressure: 'border',
  backup: 'settings',
  faults: 'settings',
}
