import { plainDigest } from '../../crypto/digest.ts'
import { sign, verify } from '../../crypto/sign.ts'
import type { SigningKeyPair } from '../../crypto/sign.ts'
import { Notice } from '../../shared/custody.ts'
import { Failure } from '../../shared/failure.ts'
import { hex, unhex } from './revision.ts'
import { boundsOf } from './json-bounds.ts'
import { canonicalBytes, parseCanonicalBytes } from './strict-json.ts'

/*
 * A signed notice to recipients of a record: a withdrawal of consent, or a correction of the
 * record. docs/FORMAT-EXCHANGE.md, "Notices".
 */

const bounds = boundsOf(Notice)

type NoticeText = Omit<Notice, 'signature'>

const signedBytes = ({
  author,
  day,
  kind,
  revision,
  subject,
  subjectKind,
  text,
  uses,
}: NoticeText): Uint8Array =>
  canonicalBytes({ author, day, kind, revision, subject, subjectKind, text, uses })

/** @param told everything except the signature; `author` is the signing key. */
export const signNotice = (told: NoticeText, signing: SigningKeyPair): Notice => ({
  ...told,
  signature: hex(sign('notice', signedBytes(told), signing.secretKey)),
})

export const noticeBytes = (notice: Notice): Uint8Array => canonicalBytes(notice)

const ids = new WeakMap<Notice, string>()

/** The name of a notice: BLAKE2b-256 of its exported bytes. Computed once for each object. */
export const noticeId = (notice: Notice): string => {
  const id = ids.get(notice) ?? hex(plainDigest(noticeBytes(notice)))
  ids.set(notice, id)
  return id
}

/** A withdrawal names uses of a source; a correction names its revision. */
const isWhole = ({ kind, revision, subjectKind, uses }: Notice): boolean =>
  kind === 'withdrawal'
    ? subjectKind === 'source' && revision === null && uses.length > 0
    : revision !== null && uses.length === 0

/** Does a reader take it? False if it says 'malformed'; what else it throws is thrown on. */
const isReadable = (read: () => unknown): boolean => {
  try {
    read()
    return true
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'malformed') return false
    throw cause
  }
}

/** Would `readNotice` accept it? The stored notice may have been changed since it arrived. */
export const isNoticeAuthentic = (notice: Notice): boolean => {
  return isReadable(() => readNotice(noticeBytes(notice)))
}

/** @throws Failure 'malformed' for any other object, or without a valid signature of its author. */
export const readNotice = (bytes: Uint8Array): Notice => {
  const parsed = Notice.safeParse(parseCanonicalBytes(bytes, bounds))
  if (!parsed.success || !isWhole(parsed.data)) throw new Failure('malformed')
  const notice = parsed.data
  const isSigned = verify(
    'notice',
    signedBytes(notice),
    unhex(notice.signature),
    unhex(notice.author),
  )
  if (!isSigned) throw new Failure('malformed')
  return notice
}
