/** Seconds of their tests, 2026-11-29, three lots at once on two cores, without the long run. */
const lengths: Readonly<Record<string, number>> = {
  access: 30,
  axe: 30,
  canary: 40,
  'canary-fields': 25,
  cleaning: 12,
  'closed-lists': 40,
  consent: 12,
  copies: 8,
  'core-dumps': 5,
  duress: 32,
  ends: 48,
  everyday: 32,
  fuzz: 20,
  'hand-over': 15,
  identities: 20,
  input: 14,
  keyboard: 25,
  lint: 22,
  launcher: 10,
  'lint-pause': 20,
  'lock-ends-all': 12,
  memory: 15,
  network: 45,
  packaged: 25,
  'page-given': 3,
  'page-load': 3,
  'pdf-pages': 30,
  probes: 9,
  'public-record': 12,
  publication: 16,
  'recovery-at-the-desk': 40,
  'screen-lock': 25,
  senders: 1,
  smoke: 3,
  'three-vaults': 70,
  traces: 4,
  window: 6,
}

/**
 * How long a file of end-to-end tests takes, about. Nothing but how evenly the lots share the time
 * depends on it.
 */
export const lengthOf = (file: string): number => lengths[file.replace('.test.ts', '')] ?? 50
