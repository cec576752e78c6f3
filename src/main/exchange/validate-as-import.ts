import { Failure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'
import type { ByteSource } from './frames.ts'
import { NamedRevisions, PackedRevisions } from './held-revisions.ts'
import type { Pace } from './pace.ts'
import { planned } from './plan.ts'
import type { RecordsToExport, RecordsToMerge } from './ports.ts'
import { verifyBundle } from './verify-bundle.ts'

/** A vault that holds nothing and knows nobody but by the cards of the file itself. */
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

/** What a bundle of ours cannot be unless something of the vault does not fit together. */
const ofTheBundle: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'malformed',
  'truncated',
  'unsupported',
  'bad-signature',
  'wrong-recipients',
])

/**
 * Reads a bundle that is being written as whoever receives it will, with the very same code, and
 * plans it against a vault that holds nothing: so a file that nobody could take in is found while
 * there is none yet. Attached files and chains go by and are not held.
 *
 * @param source the plaintext, on its way into the encryption.
 * @param openedAs one of the recipients in the manifest.
 * @param revisions where those in it come from, so that they need not be held either.
 * @throws Failure 'tampered' when it would be refused, or a record in it; 'too-big'; what `source`
 * and `pace` throw.
 */
export const validateAsImport = async (
  source: ByteSource,
  openedAs: string,
  pace: Pace,
  revisions?: RecordsToExport['revisions'],
): Promise<void> => {
  let isBroken = false
  // What ails the source, as a file that is broken on the disk, is told as it is.
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
