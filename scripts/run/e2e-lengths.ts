/** Seconds of their tests, 2026-11-29, three lots at once on two cores. */
const lengths: Readonly<Record<string, number>> = {
  access: 30,
  axe: 76,
  canary: 107,
  'canary-fields': 32,
  cleaning: 26,
  consent: 10,
  copies: 7,
  'core-dumps': 2,
  wipe: 28,
  ends: 45,
  everyday: 40,
  'file-dialogs': 30,
  fuzz: 19,
  'hand-over': 18,
  identities: 24,
  input: 16,
  kept: 15,
  'key-change': 12,
  keyboard: 29,
  launcher: 27,
  lint: 22,
  'lint-pause': 17,
  'lock-ends-all': 14,
  memory: 14,
  network: 1,
  packaged: 25,
  'page-given': 2,
  'page-load': 1,
  'pdf-pages': 46,
  probes: 9,
  'public-record': 34,
  publication: 17,
  'recovery-at-the-desk': 88,
  'screen-lock': 18,
  senders: 1,
  smoke: 3,
  'three-vaults': 84,
  traces: 6,
  'whole-day': 60,
  window: 4,
}

/**
 * Approximate duration of a file of end-to-end tests. Only the balance of the lots depends on it.
 */
export const lengthOf = (file: string): number =>
  lengths[file.replace(/(\.long)?\.test\.ts$/, '')] ?? 50
