/** Sizes and counts that every layer agrees on. Characters are UTF-16 code units. */
export const limits = {
  passphraseMin: 10,
  passphraseMax: 1024,
  recoveryCodeMax: 128,
  title: 300,
  caseTitle: 200,
  caseQuestion: 2_000,
  /** One text of a report, some 120 pages (ADR 0048). */
  body: 250_000,
  /** Canonical JSON of a record's content, in a revision and in the vault: all its texts together. */
  revisionContent: 500_000,
  /** Words of a report, and different ones, in the sense of the search index (ADR 0052). */
  words: 280_000,
  differentWords: 9_000,
  note: 4_000,
  name: 200,
  pseudonym: 80,
  reviewers: 8,
  tag: 60,
  tags: 40,
  /** Spelling preferences of a vault, alternative spellings of each, and the length of one. */
  spellings: 300,
  spellingVariants: 20,
  spelling: 80,
  /** Records that a vault pins. */
  pinned: 50,
  /** Compromised sources whose checklist a vault keeps. */
  exposed: 100,
  /** Records in one list of the page Today. */
  overview: 8,
  /** Revisions that one revision replaces at most. */
  parents: 16,
  /** Of one record. */
  heads: 256,
  revisions: 5_000,
  sources: 20,
  translations: 8,
  place: 200,
  edtf: 64,
  language: 35,
  reason: 1_000,
  query: 500,
  /** Places of a search's words in one report. */
  searchPlaces: 1_000,
  /** Notices in one file; the rest goes with the next file. */
  notices: 10_000,
  /** Journal lines about one record that are exported with it. */
  custodyLines: 20_000,
  /** Lines and arrivals in one answer about a record: more would block the vault and the window. */
  custodyShown: 21_000,
  /** Unknown vaults whose accounts of one record are kept. */
  custodyStrangers: 50,
  /** Diverging accounts of one holder. */
  custodyForks: 8,
  /** Lines in the account of an unknown vault. */
  custodyStrangerLines: 2_000,
  /** Exported lines about the files that brought a record to one vault. */
  custodyArrivals: 1_000,
  /** Pieces of a sheet for paper. */
  paperBlocks: 200_000,
  pictureShapes: 20_000,
  /** Characters of one path: the coasts of the earth take 900,000. */
  picturePath: 2_000_000,
  /** How far a shape may reach, in pixels: a map that is near goes far beyond its window. */
  pictureReach: 10_000_000,
  page: 200,
  /** Claims in one answer: a larger answer would block the window. */
  claimPage: 500,
  /** Rows of a list that one request passes over. */
  skip: 10_000_000,
  recipients: 20,
  recipientText: 4_000,
  exportReports: 10_000,
  exportOverrides: 50_000,
  /** Records that one choice of an import names; a bundle has no more objects. */
  importRecords: 100_000,
  consents: 20,
  risks: 20,
  phrases: 40,
  overrides: 500,
  attachments: 50,
  attachmentName: 200,
  /** Largest file that is attached, in bytes. */
  attachmentBytes: 2 * 1024 * 1024 * 1024,
  /** Largest file that is pasted, in bytes: it goes through the window, and in one piece. */
  pastedBytes: 32 * 1024 * 1024,
  /** Largest image that is cleaned, in bytes; a cleaned copy may not be larger either. */
  imageBytes: 100 * 1024 * 1024,
  /** Most pixels of an image that is cleaned. */
  imagePixels: 64_000_000,
  /** Longest side of one, in pixels: what Chromium's image decoder can have. */
  imageSide: 32_767,
  /** Pictures in one file that are counted. */
  imageFrames: 100_000,
  /** Longest side of the small picture that a window shows, in pixels. */
  previewSide: 320,
  /** Most pixels of the large picture that a window shows: 4096 by 3072, 48 MiB with four channels. */
  viewPixels: 12_582_912,
  /** Longest side of one, in pixels. */
  viewSide: 16_384,
  /** Boxes that are burned into a picture at once. */
  redactionBoxes: 100,
  /** Largest PDF whose pages are looked at, in bytes. */
  pdfBytes: 100 * 1024 * 1024,
  /** Most pages of one. */
  pdfPages: 500,
  /** Longest side of a page, in points: as much as the format allows. */
  pdfSide: 14_400,
  /** Largest number of people that a pool is estimated at. */
  pool: 1_000_000_000,
  statement: 2_000,
  links: 100,
  publicationClaims: 500,
  publicationReports: 200,
  publicationOverrides: 5_000,
  /** Characters of a file that a preview shows and checks. */
  publicationShown: 1_000_000,
  redactions: 5_000,
  identityLabel: 60,
  /** Size of a contact card file, in bytes; keys make up most of a card. */
  cardBytes: 16 * 1024,
  /** Keys that a card may name as desks. */
  desks: 16,
  /** Files of unknown senders that a vault keeps at once. */
  quarantine: 200,
  /** Largest file that an export writes and an import reads: what a stick with FAT32 can hold. */
  bundleBytes: 4 * 1024 * 1024 * 1024 - 1,
  /** Part of the bundle that is held in memory, in bytes: everything except attachments. */
  bundleRecordBytes: 256 * 1024 * 1024,
  /** age identities as text: a hybrid one has under a hundred characters. */
  identityText: 10_000,
  keyFileBytes: 16 * 1024 * 1024,
} as const

/** No file, and nothing in a file, has a later date: such a clock is wrong. */
export const lastDay = '2099-12-31'
