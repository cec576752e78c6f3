/** Steps after a source was compromised, the most urgent first. */
export const footprintSteps = [
  'sources.foundStep.contact',
  'sources.foundStep.people',
  'sources.foundStep.copies',
  'sources.foundStep.print',
  'sources.foundStep.phrases',
] as const
