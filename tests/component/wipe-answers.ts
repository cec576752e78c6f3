/** The content of the canned vault. */
export const inventory = {
  records: { case: 3, source: 6, report: 14, claim: 9, attribution: 4, publication: 1 },
  drafts: 2,
  attachments: { count: 5, bytes: 48_234_496 },
  identities: 5,
  hasIdentityKey: true,
  contacts: 2,
  setAside: 1,
  journalLines: 240,
  bytes: 51_380_224,
  opens: { passphrases: 1, recoveryCodes: 1 },
  handedOver: 0,
  lastBackup: null,
}

/** Canned answers of a vault without a wipe passphrase. */
export const wipeAnswers = {
  'wipe.status': () => ({ wipe: null }),
  'wipe.set': () => ({}),
  'wipe.remove': () => ({}),
  'wipe.inventory': () => inventory,
  'wipe.dryRun': () => inventory,
  'wipe.destroy': () => ({}),
}
