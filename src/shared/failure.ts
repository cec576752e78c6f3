/**
 * Every way in which a request can fail, as one closed list.
 * A code is all that crosses the bridge: messages and stacks would carry content.
 */
export const failureCodes = [
  // state of the vault
  'locked', // nothing is open
  'no-vault', // the folder holds no vault
  'exists', // the folder already holds one, or is not empty
  'busy', // another process has this vault open
  'newer', // written by a newer version: left untouched
  'damaged', // neither header copy, or the database, can be read
  'broken-attachment', // a file in `blobs/` is missing, cut short or changed
  'not-cleanable', // no image of a kind that is cleaned
  'broken-image', // its pixels cannot be read
  'image-process', // the process that reads images ended, or took too long
  'broken-pdf', // no PDF, or one whose page cannot be drawn whole
  'encrypted-pdf', // it opens with a password only
  'pdf-process', // the process that reads PDFs ended, or took too long
  'tampered', // authentic parts that do not fit together
  'read-only', // rescue mode: nothing may be written
  // who asks
  'wrong-passphrase', // no slot opens; a wrong key file looks the same
  'bad-code', // a recovery code with a typing mistake: its checksum fails
  'same-credential', // another credential of this vault is the same, or a slip of the hand away
  'denied', // the sender is not the main frame of our window
  // what is asked
  'invalid', // the input does not fit its schema; `fields` says where
  'kdf-bounds', // Argon2id parameters outside the permitted range
  'too-big',
  'not-found',
  'conflict', // `rev` is older than what is stored
  'not-draft', // a filed report changes only by a new revision
  'in-use', // other records refer to it
  'unfinished', // a draft lies on it that no file would carry
  'only-copy', // nothing was handed over or backed up here, and nobody said that it may be lost
  'held', // a legal hold is on it, or on what it belongs to
  'withheld', // items of a review are open; `fields` names them
  'cosign-needed', // four eyes are on: a second reader has to sign
  // authorship and contacts
  'not-author', // neither wrote the record nor is a desk that its author's card names
  'unverified', // keys that nobody compared: of an export, unless somebody said so; of a second reader
  'revoked', // an export to a contact that was revoked
  'unknown-sender', // a file of no contact, or of a revoked one: it can only be set aside
  'no-desk', // no verified contact has an identity key that this vault seals to
  // exchange
  'not-for-us', // no identity or passphrase of ours opens it
  'malformed', // not a bundle, or one whose parts do not fit
  'unsupported', // a version or algorithm that we do not know
  'bad-signature',
  'wrong-recipients', // signed for other recipients than it is encrypted to
  'truncated',
  'rolled-back', // one sequence of a sender with two histories
  'mixed-recipients', // post-quantum and classic recipients in one file
  // the machine
  'storage', // the disk refused: full, read-only, failing
  'in-doubt', // the disk failed at the very end: only the next opening says whether it was kept
  'printing', // the printer, or the system before it, refused
  'cancelled',
  'internal',
] as const

export type FailureCode = (typeof failureCodes)[number]

/**
 * May what failed have been kept all the same? What lies outside of the database stays as it is then:
 * whoever undid it would undo half of something that is there.
 */
export const isInDoubt = (cause: unknown): boolean =>
  cause instanceof Failure && cause.code === 'in-doubt'

/**
 * The one error class of the project. Its message is its code, so that no log, crash report or
 * dialog can carry content, names, paths or keys. `fields` holds schema paths (our own key names).
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
