import type { Area } from '../../app/view-state.ts'

/** Help topics, in the order of a first day's work. */
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

/** The view for a topic's steps; topics without one are missing. */
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

/** Topics with steps that must be done in order. */
export const inOrder: ReadonlySet<Topic> = new Set(['start', 'public', 'border'])
