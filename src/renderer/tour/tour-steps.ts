import type { NavArea } from '../app/view-state.ts'

/** The way through the window on a first day: a view, and what is said of it. */
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
] as const satisfies readonly NavArea[]
