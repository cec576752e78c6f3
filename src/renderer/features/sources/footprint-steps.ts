import type { ExposureStep } from '../../../shared/records.ts'

/** Steps after a source was compromised, the most urgent first. */
export const exposureSteps = [
  'contact',
  'people',
  'copies',
  'print',
  'phrases',
] as const satisfies readonly ExposureStep[]
