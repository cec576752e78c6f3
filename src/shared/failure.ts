/**
 * Every way in which a request can fail, as one closed list. Only the code crosses the bridge:
 * messages and stacks would carry content.
 */
export const failureCodes = [
  // state of the vault
  'locked', // nothing is open
  'no-vault', // the folder holds no vault
  'exists', // the folder already holds one, or is not empty
  'busy', // another process has this vault open
  'newer', // written by a newer version: left untouched
  'outdated', // written by a development version before the first release: left untouched
  'damaged', // neither header copy, or the database, can be read
  'broken-attachment', // a file in `blobs/` is missing, cut short or changed
  'not-cleanable', // not an image of a type that can be cleaned
  'broken-image', // its pixels cannot be read
  'image-process', // the process that reads images ended, or took too long
  'broken-pdf', // not a PDF, or a page cannot be drawn completely
  'encrypted-pdf', // needs a password to open
  'pdf-process', // the process that reads PDFs ended, or took too long
  'tampered', // authentic parts that do not fit together
  'read-only', // rescue mode: nothing may be written
  // credentials and sender
  'wrong-passphrase', // no slot opens; a wrong key file looks the same
  'bad-code', // a recovery code with a typing mistake: its checksum fails
  'same-credential', // equal to another credential of this vault, or only a typing mistake away
  'denied', // the sender is not the main frame of our window
  // the request
  'invalid', // the input does not fit its schema; `fields` says where
  'kdf-bounds', // Argon2id parameters outside the permitted range
  'too-big',
  'too-many-versions', // of one record
  'not-found',
  'conflict', // `rev` is older than what is stored
  'not-draft', // a filed report changes only by a new revision
  'in-use', // other records refer to it
  'unfinished', // the record has a draft, which no file would carry
  'only-copy', // no hand-over or backup was made here, and the user did not accept the loss
  'held', // a legal hold covers it or a record that it belongs to
  'withheld', // the review has open issues; `fields` names them
  'cosign-needed', // four eyes are required: a second reader has to sign
  // authorship and contacts
  'not-author', // this vault did not write the record and is not a desk on its author's card
  'unverified', // keys never compared: a recipient's, without consent, or a second reader's
  'revoked', // an export to a contact that was revoked
  'unknown-sender', // a file of an unknown or revoked sender: it can only be quarantined
  'no-desk', // no verified contact has an identity key that this vault seals to
  // exchange
  'not-for-us', // no identity or passphrase of ours opens it
  'malformed', // not a bundle, or its parts do not fit together
  'unsupported', // an unknown version or algorithm
  'bad-signature',
  'wrong-recipients', // signed for other recipients than it is encrypted to
  'truncated',
  'rolled-back', // two histories of one sequence from the same sender
  'mixed-recipients', // post-quantum and classic recipients in one file
  // a release of the app
  'other-product', // a manifest of another product
  'too-few-signatures', // fewer than two release keys of this build signed it
  'revoked-key', // signed with a key that was revoked
  'wrong-package', // no file of the release: changed, incomplete, or of another release
  'from-future', // dated after today, or an index that no release can have yet; `fields` says which
  'wrong-clock', // the clock is before the day on which this build was made
  // the machine
  'storage', // cannot write to the disk: full, read-only, failing
  'import-unfinished', // decided, and not applied completely: the next opening continues it; no backup until then
  'in-doubt', // the disk failed at the very end: only the next opening shows whether it was saved
  'printing', // the printer or the printing system refused
  'cancelled',
  'internal',
] as const

export type FailureCode = (typeof failureCodes)[number]

/**
 * Is it unknown whether the failed write was saved? Then files outside the database must stay:
 * undoing them could undo half of a change that was saved.
 */
export const isInDoubt = (cause: unknown): boolean =>
  cause instanceof Failure && cause.code === 'in-doubt'

/**
 * The project's one error class. Its message is its code, so that no log, crash report or dialog
 * can carry content, names, paths or keys. `fields` holds schema paths (our own key names).
 */
export class Failure extends Error {
  readonly code: FailureCode
  readonly fields: readonly string[]

  constructor(code: FailureCode, options?: ErrorOptions & { fields?: readonly string[] }) {
    super(code, options)
    this.name = 'Failure'
    this.code = code
    this.fields = options?.fields ?? []
  }
}
