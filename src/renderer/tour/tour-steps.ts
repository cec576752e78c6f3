import type { ViewTarget } from '../app/view-state.ts'

/** Steps of the first-day tour: each a view with its text. */
export const tourSteps = [
  'cases',
  'sources',
  'reports',
  'claims',
  'timeline',
  'map',
  'publications',
  'exchange',
  'help',
] as const satisfies readonly ViewTarget[]
