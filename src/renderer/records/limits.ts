import type { limits as shared } from '../../shared/limits.ts'

/**
 * Limits on typed input. The numbers are those of src/shared/limits.ts: the window imports only
 * types from there, and a number that differs does not compile.
 */
export const limits = {
  title: 300,
  statement: 2_000,
  links: 100,
  pool: 1_000_000_000,
  pinned: 50,
  exposed: 100,
  caseTitle: 200,
  caseQuestion: 2_000,
  body: 250_000,
  revisionContent: 500_000,
  words: 280_000,
  differentWords: 9_000,
  note: 4_000,
  name: 200,
  tag: 60,
  tags: 40,
  spellings: 300,
  spellingVariants: 20,
  spelling: 80,
  sources: 20,
  translations: 8,
  attachments: 50,
  attachmentName: 200,
  pastedBytes: 33_554_432,
  place: 200,
  edtf: 64,
  reason: 1_000,
  query: 500,
  page: 200,
  claimPage: 500,
  consents: 20,
  risks: 20,
  recipients: 20,
  recipientText: 4_000,
  identityLabel: 60,
  passphraseMin: 10,
} satisfies Partial<typeof shared>
