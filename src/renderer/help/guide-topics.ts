/** The pages of docs/guide, in their order. In the help, the list of all shortcuts follows `keys`. */
export const guideTopics = [
  'about',
  'before',
  'start',
  'sources',
  'reports',
  'files',
  'claims',
  'exchange',
  'publish',
  'pressure',
  'backup',
  'faults',
  'keys',
] as const
export type GuideTopic = (typeof guideTopics)[number]
