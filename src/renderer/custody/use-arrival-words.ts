import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { useHolderName } from './use-holder-name.ts'

/** In whose file a record came here, when it was exported there and taken in here, in a sentence. */
export const useArrivalWords = (): ((arrival: Out<'custody.of'>['arrivals'][number]) => string) => {
  const text = useText()
  const format = useFormat()
  const nameOf = useHolderName()
  return (arrival) => {
    const days = { exported: format.day(arrival.exported), received: format.day(arrival.received) }
    return arrival.from.state === 'us'
      ? text('custody.cameBack', days)
      : text('custody.came', { ...days, name: nameOf(arrival) })
  }
}
