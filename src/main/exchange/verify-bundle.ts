import { plainDigest, PlainDigester } from '../../crypto/digest.ts'
import { verify } from '../../crypto/sign.ts'
import type { Card } from '../../shared/contacts.ts'
import type { CustodyChain, Notice } from '../../shared/custody.ts'
import type { Escrow } from '../../shared/escrow.ts'
import { Failure } from '../../shared/failure.ts'
import { joined } from '../../shared/joined.ts'
import type { RevisionId } from '../../shared/ids.ts'
import type { Revision } from '../../shared/records.ts'
import { decodeBundle } from './decode-bundle.ts'
import type { BundleHead, Manifest } from './manifest.ts'
import { emptyContents, matched, takeObject } from './bundle-contents.ts'
import type { HoldRevision } from './bundle-contents.ts'
import type { ByteSource } from './frames.ts'
import { passphraseMarker } from './manifest.ts'
import { formOf } from './object-kinds.ts'
import { runPaced } from './pace.ts'
import type { Pace } from './pace.ts'
import { hex, unhex } from './revision.ts'

/** A bundle with verified sender, recipients and objects; its revisions are not verified yet. */
export type VerifiedBundle = {
  readonly manifest: Manifest
  /** BLAKE2b-256 of the manifest: the sender's next bundle names it as `previous`. */
  readonly hash: string
  /** Each signed by its author: the sender of the bundle or the signer of a revision in it. */
  readonly cards: readonly Card[]
  /** In the order of the file. */
  readonly revisions: readonly Revision[]
  /** By the revision that names them; each of these revisions has one. */
  readonly seals: ReadonlyMap<RevisionId, Uint8Array>
  /** Each signed by its holder, about a record of the bundle. */
  readonly chains: readonly CustodyChain[]
  /**
   * Each signed by its author, which may not be authorised for the record; the record may be in no
   * bundle.
   */
  readonly notices: readonly Notice[]
  /**
   * The sender's own recovery code, sealed and signed by the sender; null: the file carries none.
   */
  readonly escrow: Escrow | null
}

/**
 * Verifies a decrypted bundle while it is read, and reports the first fault in this order: form,
 * the sender's signature, that it was signed for the recipient that opened it, each object's
 * digest, that the objects match their entries, and that each card was signed by its author.
 *
 * @param openedAs our own recipient whose identity opened the file, or `scrypt` for a passphrase. A
 * bundle that another recipient re-encrypted for us names other recipients.
 * @param pace called with the objects' bytes so far and in all.
 * @param hold gives the form in which each revision is held.
 * @param checked digests of objects that the caller knows as revisions which hold.
 * @throws Failure as `decodeBundle`; 'bad-signature', 'wrong-recipients', 'malformed',
 * 'too-many-versions'; errors of
 * source and pace.
 */
export const verifyBundle = async (
  source: ByteSource,
  openedAs: string,
  pace: Pace,
  hold: HoldRevision = (revision) => revision,
  checked: ReadonlySet<string> = new Set(),
): Promise<VerifiedBundle> => {
  const contents = emptyContents(hold, checked)
  // Keeps only the parts of the head that are used again: its bytes are as long as all entries.
  let head: Pick<VerifiedBundle, 'manifest' | 'hash'> | null = null
  let wrong: Failure | null = null
  let done = 0
  let total = 0
  await decodeBundle(source, {
    head: (first) => {
      head = { manifest: first.manifest, hash: hex(plainDigest(first.manifestBytes)) }
      wrong = wrongWith(first, openedAs)
      for (const { length } of first.manifest.objects) total += length
    },
    object: async (entry, pieces) => {
      const digester = formOf(entry.kind).held ? null : new PlainDigester()
      const parts: Uint8Array[] = []
      for await (const piece of pieces) {
        if (digester !== null) digester.update(piece)
        else if (wrong === null) parts.push(piece.slice())
        done += piece.length
        await pace(done, total)
      }
      // Reported at the end: a fault of form further on takes precedence.
      if (wrong !== null) return undefined
      const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : joined(parts)
      const digest = hex(digester?.digest() ?? plainDigest(bytes))
      wrong = await runPaced(
        wrongIn(function* () {
          if (digest !== entry.digest) throw new Failure('malformed')
          yield* takeObject(contents, entry, bytes)
        }),
        () => pace(done, total),
      )
      return undefined
    },
  })
  if (wrong !== null) throw wrong as Failure
  const { manifest, hash } = head ?? absent()
  const lastly = (): Promise<void> => pace(done, total)
  const { escrow, seals } = await runPaced(matched(manifest, contents), lastly)
  await lastly()
  return {
    manifest,
    hash,
    cards: contents.cards,
    revisions: contents.revisions,
    seals,
    chains: [...contents.chains.values()],
    notices: [...contents.notices.values()],
    escrow,
  }
}

const absent = (): never => {
  throw new Failure('malformed')
}

const wrongWith = ({ manifest, manifestBytes, signature }: BundleHead, openedAs: string) => {
  if (!verify('bundle', manifestBytes, signature, unhex(manifest.sender))) {
    return new Failure('bad-signature')
  }
  const { recipients } = manifest
  const alone = openedAs !== passphraseMarker || recipients.length === 1
  return recipients.includes(openedAs) && alone ? null : new Failure('wrong-recipients')
}

/** Runs work to its end; errors of the pace between its steps are not its faults. */
const wrongIn = function* (
  work: () => Generator<undefined, void, void>,
): Generator<undefined, Failure | null, void> {
  try {
    yield* work()
    return null
  } catch (cause) {
    if (cause instanceof Failure) return cause
    throw cause
  }
}
