/** Seconds, 2026-11-27, two lots at once on two slow cores. */
const lengths: Readonly<Record<string, number>> = {
  access: 69,
  axe: 190,
  canary: 175,
  'canary-fields': 70,
  cleaning: 23,
  consent: 31,
  copies: 37,
  'core-dumps': 2,
  duress: 77,
  ends: 102,
  everyday: 72,
  fuzz: 95,
  'hand-over': 25,
  identities: 51,
  input: 25,
  keyboard: 79,
  lint: 77,
  'lint-pause': 76,
  'lock-ends-all': 53,
  memory: 157,
  network: 180,
  packaged: 38,
  'page-given': 2,
  'page-load': 4,
  'pdf-pages': 49,
  probes: 8,
  'public-record': 15,
  publication: 20,
  'recovery-at-the-desk': 135,
  'screen-lock': 48,
  senders: 1,
  smoke: 6,
  'three-vaults': 164,
  traces: 8,
  window: 9,
}

/**
 * How long a file of end-to-end tests takes, about. Nothing but how evenly the lots share the time
 * depends on it.
 */
export const lengthOf = (file: string): number => lengths[file.replace('.test.ts', '')] ?? 50
