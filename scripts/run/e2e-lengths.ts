/** Seconds of their tests, 2026-11-28, two lots at once on two slow cores. */
const lengths: Readonly<Record<string, number>> = {
  access: 59,
  axe: 110,
  canary: 126,
  'canary-fields': 42,
  cleaning: 20,
  consent: 18,
  copies: 18,
  'core-dumps': 2,
  duress: 59,
  ends: 71,
  everyday: 55,
  fuzz: 66,
  'hand-over': 31,
  identities: 43,
  input: 28,
  keyboard: 44,
  lint: 49,
  'lint-pause': 50,
  'lock-ends-all': 22,
  memory: 84,
  network: 122,
  packaged: 19,
  'page-given': 3,
  'page-load': 2,
  'pdf-pages': 43,
  probes: 8,
  'public-record': 14,
  publication: 22,
  'recovery-at-the-desk': 86,
  'screen-lock': 25,
  senders: 1,
  smoke: 4,
  'three-vaults': 111,
  traces: 4,
  window: 4,
}

/**
 * How long a file of end-to-end tests takes, about. Nothing but how evenly the lots share the time
 * depends on it.
 */
export const lengthOf = (file: string): number => lengths[file.replace('.test.ts', '')] ?? 50
