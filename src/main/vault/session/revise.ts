import { utf8 } from '../../../crypto/bytes.ts'
import { plainDigest } from '../../../crypto/digest.ts'
import { sign, verify } from '../../../crypto/sign.ts'
import { sodium } from '../../../crypto/sodium.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import type { Canonical } from '../../../shared/canonical.ts'
import { Failure } from '../../../shared/failure.ts'
import { RevisionId } from '../../../shared/ids.ts'
import type { RecordId } from '../../../shared/ids.ts'
import type { Revision } from '../../../shared/records.ts'
import { revisionForm } from '../../../shared/revision-form.ts'
import { assertMayRevise } from './may-revise.ts'
import type { Session } from './session.ts'
import { isWithinLimits } from '../../exchange/revision.ts'

const hex = (bytes: Uint8Array): string => sodium.to_hex(bytes)
const unhex = (text: string): Uint8Array => sodium.from_hex(text)

/**
 * The next revision of a record, signed with this vault's key. Its parent is the head that the
 * working content is based on; other heads, for example from an import, stay until merged.
 *
 * @throws Failure 'not-author' for a record that this vault may not revise; 'too-big' for content
 *   above the limit of readers; 'tampered'.
 */
export const signRevision = (
  session: Session,
  record: {
    readonly subject: RecordId
    readonly kind: Revision['kind']
    readonly content: Canonical
    /** The identity sealed with it; only for protected sources. */
    readonly seal?: Uint8Array | null
    /** Parent revisions, if different from the draft's base. */
    readonly parents?: readonly RevisionId[]
  },
): Revision => {
  assertMayRevise(session, record.subject)
  const head = session.store.revisions.heads(record.subject)?.head ?? null
  const seal = record.seal ?? null
  const content = canonicalJson(record.content)
  if (!isWithinLimits({ kind: record.kind, content })) throw new Failure('too-big')
  const unsigned = {
    subject: record.subject,
    kind: record.kind,
    parents: record.parents === undefined ? (head === null ? [] : [head]) : [...record.parents],
    author: session.author,
    day: session.today(),
    content,
    seal: seal === null ? null : hex(plainDigest(seal)),
  }
  const form = utf8(revisionForm(unsigned))
  return {
    id: RevisionId.parse(hex(plainDigest(form))),
    ...unsigned,
    signature: hex(sign('revision', form, session.signing.secretKey)),
  }
}

/** Whether the revision matches its id and is signed by its author. */
export const isAuthentic = (revision: Revision): boolean => {
  const form = utf8(revisionForm(revision))
  return (
    hex(plainDigest(form)) === revision.id &&
    verify('revision', form, unhex(revision.signature), unhex(revision.author))
  )
}
