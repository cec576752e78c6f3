import type { ToldArrival } from '../../../shared/custody.ts'
import type { RecordId } from '../../../shared/ids.ts'
import type { Store } from '../../store/types.ts'

/**
 * The files in which records came here, each with what its signed manifest said; oldest first. What is
 * known of the files is read once, and its digest checked, when the first record is asked for that came
 * in one.
 *
 * @throws Failure 'tampered'.
 */
export function ownArrivals({ custody, exchange }: Store): (subject: RecordId) => ToldArrival[] {
  type File = ReturnType<typeof exchange.imports>[number]
  const name = ({ sender, exportId }: Pick<File, 'sender' | 'exportId'>) => `${sender} ${exportId}`
  let files: Map<string, File> | null = null
  return (subject) =>
    custody.arrivals(subject).flatMap((arrival) => {
      files ??= new Map(exchange.imports().map((file) => [name(file), file]))
      const { sender, received, txn } = arrival
      const file = files.get(name(arrival))
      if (file === undefined) return []
      return [{ exported: file.day, manifest: file.hash, received, sender, txn }]
    })
}
