import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { useHolderName } from './use-holder-name.ts'

type ArrivalHolder = Out<'custody.of'>['holders'][number]
type Arrival = ArrivalHolder['chains'][number]['arrivals'][number]

/** A sentence about an arrival: the sender of the file, its export date and its import date. */
export const useArrivalWords = (): ((arrival: Arrival, holder: string) => string) => {
  const text = useText()
  const format = useFormat()
  const nameOf = useHolderName()
  return (arrival, holder) => {
    const days = { exported: format.day(arrival.exported), received: format.day(arrival.received) }
    return arrival.sender === holder
      ? text('custody.cameBack', days)
      : text('custody.came', { ...days, name: nameOf(arrival) })
  }
}
