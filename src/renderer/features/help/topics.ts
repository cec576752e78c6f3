import type { Area } from '../../app/view-state.ts'

/** What help speaks of, in the order of a first day's work. */
export const topics = [
  'start',
  'sources',
  'marks',
  'claims',
  'phrases',
  'public',
  'exchange',
  'border',
  'backup',
  'locking',
  'faults',
  'keys',
  'limits',
] as const
export type Topic = (typeof topics)[number]

/** The view in which a topic's work is done; topics of none are not here. */
export const viewOf: Readonly<Partial<Record<Topic, Area>>> = {
  start: 'reports',
  sources: 'sources',
  marks: 'reports',
  claims: 'claims',
  phrases: 'sources',
  public: 'publications',
  exchange: 'exchange',
  border: 'border',
  backup: 'settings',
  locking: 'settings',
}

/** Topics whose steps are done one after the other. */
export const inOrder: ReadonlySet<Topic> = new Set(['start', 'public', 'border'])
