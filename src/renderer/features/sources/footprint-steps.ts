/** What to do when a source was found out, the most pressing first. */
export const footprintSteps = [
  'sources.foundStep.contact',
  'sources.foundStep.people',
  'sources.foundStep.copies',
  'sources.foundStep.print',
  'sources.foundStep.phrases',
] as const
