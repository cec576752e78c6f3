import type { CustodyChain } from '../../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { recipientsKey } from '../../exchange/build-export.ts'
import type { Session } from '../session/session.ts'

/** Other holders of an imported record, and whether unknown people may have it too. */
export type OtherHolders = { readonly who: ReadonlySet<AuthorKey>; readonly isOpen: boolean }

const exportsIn = ({ lines }: CustodyChain): number =>
  lines.filter((line) => 'seq' in line && line.kind === 'record.exported').length

/**
 * The senders of a record, and whether they exported it to others too: a file with it had other
 * recipients, or a chain lists more exports than files arrived here. A file never carries the line
 * of its own export. So of a holder's export lines, one per file of theirs that arrived here,
 * except the newest, belongs to this vault. If a holder's accounts diverge, none is counted as
 * ours. A chain doesn't name the recipients of the other exports.
 */
export const otherHolders = ({
  store: { custody, exchange },
  age,
  author: us,
}: Pick<Session, 'store' | 'age' | 'author'>): ((subject: RecordId) => OtherHolders) => {
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
  return (subject) => {
    const arrivals = custody.arrivals(subject).filter(({ sender }) => sender !== us)
    const chains = custody.received(subject).filter(({ holder }) => holder !== us)
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
        chains.some((chain) => exportsIn(chain) > toUs(chain.holder)) ||
        arrivals.some(({ sender, exportId }) => isShared(sender, exportId)),
    }
  }
}
