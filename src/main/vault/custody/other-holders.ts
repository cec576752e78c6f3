import type { CustodyChain } from '../../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { recipientsKey } from '../../exchange/build-export.ts'
import type { Session } from '../session/session.ts'

/** Other holders of an imported record, and whether unknown people may have it too. */
export type OtherHolders = { readonly who: ReadonlySet<AuthorKey>; readonly isOpen: boolean }

/** A chain of another holder, without its lines. */
type ForeignChain = { readonly holder: AuthorKey; readonly exports: number }

const exportsIn = ({ lines }: CustodyChain): number =>
  lines.filter((line) => 'seq' in line && line.kind === 'record.exported').length

/**
 * The senders of a record, and whether they exported it to others too: a file with it had other
 * recipients, or a chain lists more exports than files arrived here. A file never carries the line
 * of its own export. So of a holder's export lines, one per file of theirs that arrived here,
 * except the newest, belongs to this vault. If a holder's accounts diverge, none is counted as
 * ours. A chain doesn't name the recipients of the other exports.
 *
 * Each record is looked up once, and its chains are read one at a time: yields between two.
 */
export const otherHolders = ({
  store: { custody, exchange },
  age,
  author: us,
}: Pick<Session, 'store' | 'age' | 'author'>): ((
  subject: RecordId,
) => Generator<undefined, OtherHolders, void>) => {
  const known = new Map<RecordId, OtherHolders>()
  const ours = new Set([age.hybrid, age.classic].map(({ recipient }) => recipientsKey([recipient])))
  let shared: Set<string> | null = null
  const name = (sender: string, exportId: string) => `${sender} ${exportId}`
  /** Files that had other recipients too. */
  const isShared = (sender: string, exportId: string): boolean => {
    shared ??= new Set(
      exchange
        .imports()
        .filter(({ pair }) => !ours.has(pair))
        .map((file) => name(file.sender, file.exportId)),
    )
    return shared.has(name(sender, exportId))
  }
  const foreignChains = function* (subject: RecordId): Generator<undefined, ForeignChain[], void> {
    const found: ForeignChain[] = []
    for (const key of custody.keys(subject)) {
      if (key.holder === us) continue
      const chain = custody.at(subject, key)?.chain ?? null
      if (chain !== null) found.push({ holder: key.holder, exports: exportsIn(chain) })
      yield
    }
    return found
  }
  const lookedUp = function* (subject: RecordId): Generator<undefined, OtherHolders, void> {
    const arrivals = custody.arrivals(subject).filter(({ sender }) => sender !== us)
    const chains = yield* foreignChains(subject)
    const toUs = (holder: AuthorKey): number =>
      chains.filter((chain) => chain.holder === holder).length > 1
        ? 0
        : Math.max(0, arrivals.filter(({ sender }) => sender === holder).length - 1)
    return {
      who: new Set([
        ...arrivals.map(({ sender }) => sender),
        ...chains.map(({ holder }) => holder),
      ]),
      isOpen:
        chains.some(({ holder, exports }) => exports > toUs(holder)) ||
        arrivals.some(({ sender, exportId }) => isShared(sender, exportId)),
    }
  }
  return function* (subject) {
    const found = known.get(subject) ?? (yield* lookedUp(subject))
    known.set(subject, found)
    return found
  }
}
