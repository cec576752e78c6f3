import type { CustodyChain } from '../../../shared/custody.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import type { Store } from '../../store/types.ts'

const exportsIn = ({ lines }: CustodyChain): number =>
  lines.filter((line) => 'seq' in line && line.kind === 'record.exported').length

/**
 * Who exported a record to somebody else than us, by their own chains. A file never carries the line of
 * its own export, so of a holder's lines one for each file of theirs that came here is ours, but for
 * the newest. To whom the others went no chain says.
 *
 * @param us the key of this vault, whose own chain may have come back.
 */
export const exportedElsewhere = (
  { custody }: Pick<Store, 'custody'>,
  us: AuthorKey,
  subject: RecordId,
): ReadonlySet<AuthorKey> => {
  const received = custody.received(subject).filter(({ holder }) => holder !== us)
  if (received.length === 0) return new Set()
  const arrivals = custody.arrivals(subject)
  const toUs = (holder: AuthorKey): number =>
    Math.max(0, arrivals.filter(({ sender }) => sender === holder).length - 1)
  return new Set(
    received.filter((chain) => exportsIn(chain) > toUs(chain.holder)).map(({ holder }) => holder),
  )
}
