import type { CustodyChain } from '../../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { recipientsKey } from '../../exchange/build-export.ts'
import type { Session } from '../session/session.ts'

/** Who else has a record that came here, and whether somebody may have it whom nobody here knows. */
export type OtherHolders = { readonly who: ReadonlySet<AuthorKey>; readonly isOpen: boolean }

const exportsIn = ({ lines }: CustodyChain): number =>
  lines.filter((line) => 'seq' in line && line.kind === 'record.exported').length

/**
 * Who sent a record here, and whether it went from there to others too: a file of it was not for us
 * alone, or a chain tells of more exports than files came here. A file never carries the line of its
 * own export, so of a holder's lines one for each file of theirs that came here is ours, but for the
 * newest; where their accounts go apart, none is counted as ours. To whom the others went no chain says.
 */
export const otherHolders = ({
  store: { custody, exchange },
  age,
  author: us,
}: Pick<Session, 'store' | 'age' | 'author'>): ((subject: RecordId) => OtherHolders) => {
  const ours = new Set([age.hybrid, age.classic].map(({ recipient }) => recipientsKey([recipient])))
  let shared: Set<string> | null = null
  const name = (sender: string, exportId: string) => `${sender} ${exportId}`
  /** Files that others could read as well. */
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
