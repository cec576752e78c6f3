import { Failure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'
import type { Revision } from '../../shared/records.ts'
import type { HoldRevision } from './bundle-contents.ts'
import type { ByteSource } from './frames.ts'
import type { Pace } from './pace.ts'
import { effectsOf } from './plan.ts'
import type { RecordsToExport, RecordsToMerge } from './ports.ts'
import { alsoHolds, holds } from './revision.ts'
import { verifyBundle } from './verify-bundle.ts'

/** An empty vault: it knows only the cards in the file itself. */
const emptyVault: RecordsToMerge = {
  contacts: { cards: () => [] },
  revisions: {
    each: () => {
      throw new Failure('not-found')
    },
    heads: () => null,
  },
  records: { wasPurged: () => false },
}

/** Faults that a bundle of ours can have only if the vault is inconsistent. */
const ofTheBundle: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'malformed',
  'truncated',
  'unsupported',
  'bad-signature',
  'wrong-recipients',
])

/**
 * A valid revision with its content read from the vault on each access: the texts of an export are
 * not held. The id is a digest, which the vault checks, so it is the same content.
 */
const withContentFrom =
  (revisions: RecordsToExport['revisions']): HoldRevision =>
  (revision) => {
    // Held as it is: the plan refuses it.
    if (!holds(revision)) return revision
    const { content: _, ...rest } = revision
    const held: Revision = {
      ...rest,
      get content() {
        return revisions.get(rest.id).revision.content
      },
    }
    alsoHolds(held)
    return held
  }

/**
 * Runs a bundle through the importer's own code while it is written, and plans it against an empty
 * vault: an unreadable export is detected before the file exists. Attached files are
 * streamed, not kept.
 *
 * @param source the plaintext, before encryption.
 * @param openedAs one of the recipients in the manifest.
 * @param revisions where the contents of its revisions can be read again.
 * @param checked digests of its objects that are revisions which were found to hold.
 * @throws Failure 'tampered' when an import would refuse the file or a record; 'too-big'; errors of
 * `source` and `pace`.
 */
export const validateAsImport = async (
  source: ByteSource,
  openedAs: string,
  pace: Pace,
  revisions?: RecordsToExport['revisions'],
  checked?: ReadonlySet<string>,
): Promise<void> => {
  let isBroken = false
  // Errors of the source, such as a broken file on the disk, are rethrown unchanged.
  const watched = async function* (): AsyncGenerator<Uint8Array, void, void> {
    try {
      yield* source
    } catch (cause) {
      isBroken = true
      throw cause
    }
  }
  try {
    const hold = revisions === undefined ? undefined : withContentFrom(revisions)
    const bundle = await verifyBundle(watched(), openedAs, pace, hold, checked)
    for await (const { effect } of effectsOf(bundle, emptyVault, pace)) {
      if (effect === 'refused') throw new Failure('malformed')
    }
  } catch (cause) {
    if (!isBroken && cause instanceof Failure && ofTheBundle.has(cause.code)) {
      throw new Failure('tampered', { cause })
    }
    throw cause
  }
}
