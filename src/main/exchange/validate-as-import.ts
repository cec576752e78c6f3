import { Failure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'
import type { ByteSource } from './frames.ts'
import { NamedRevisions, PackedRevisions } from './held-revisions.ts'
import type { Pace } from './pace.ts'
import { planned } from './plan.ts'
import type { RecordsToExport, RecordsToMerge } from './ports.ts'
import { verifyBundle } from './verify-bundle.ts'

/** An empty vault: it knows only the cards in the file itself. */
const emptyShelf: RecordsToMerge = {
  contacts: { cards: () => [] },
  revisions: {
    list: () => {
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
 * Runs a bundle through the importer's own code while it is written, and plans it against an empty
 * vault: an unreadable export is detected before the file exists. Attached files and chains are
 * streamed, not kept.
 *
 * @param source the plaintext, before encryption.
 * @param openedAs one of the recipients in the manifest.
 * @param revisions the origin of its revisions, so that they are not kept either.
 * @throws Failure 'tampered' when an import would refuse the file or a record; 'too-big'; errors of
 * `source` and `pace`.
 */
export const validateAsImport = async (
  source: ByteSource,
  openedAs: string,
  pace: Pace,
  revisions?: RecordsToExport['revisions'],
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
    const held =
      revisions === undefined
        ? new PackedRevisions()
        : new NamedRevisions((id) => revisions.get(id).revision)
    const keeping = { revisions: held, chains: false }
    const bundle = await verifyBundle(watched(), openedAs, pace, keeping)
    for await (const { effect } of planned(bundle, emptyShelf, pace)) {
      if (effect === 'refused') throw new Failure('malformed')
    }
  } catch (cause) {
    if (!isBroken && cause instanceof Failure && ofTheBundle.has(cause.code)) {
      throw new Failure('tampered', { cause })
    }
    throw cause
  }
}
