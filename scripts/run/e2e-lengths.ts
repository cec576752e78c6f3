/** Seconds of their tests, 2026-11-28, three lots at once on two cores. */
const lengths: Readonly<Record<string, number>> = {
  access: 49,
  axe: 109,
  canary: 105,
  'canary-fields': 49,
  cleaning: 19,
  'closed-lists': 100,
  consent: 15,
  copies: 10,
  'core-dumps': 1,
  duress: 49,
  ends: 62,
  everyday: 52,
  fuzz: 59,
  'hand-over': 27,
  identities: 34,
  input: 23,
  keyboard: 34,
  lint: 32,
  'lint-pause': 20,
  'lock-ends-all': 28,
  memory: 107,
  network: 100,
  packaged: 25,
  'page-given': 2,
  'page-load': 3,
  'pdf-pages': 40,
  probes: 9,
  'public-record': 13,
  publication: 19,
  'recovery-at-the-desk': 87,
  'screen-lock': 32,
  senders: 1,
  smoke: 3,
  'three-vaults': 113,
  traces: 3,
  window: 4,
}

/**
 * How long a file of end-to-end tests takes, about. Nothing but how evenly the lots share the time
 * depends on it.
 */
export const lengthOf = (file: string): number => lengths[file.replace('.test.ts', '')] ?? 50
