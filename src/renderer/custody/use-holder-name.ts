import type { Out } from '../../shared/contract.ts'
import { useContactName } from '../contacts/use-contact-name.ts'
import { useText } from '../i18n/use-text.ts'

type Who = Pick<Out<'custody.of'>['holders'][number], 'from' | 'author'>

/** The owner of a key in this vault; the fingerprint of an unknown key. */
export const useHolderName = (): ((who: Who) => string) => {
  const text = useText()
  const nameOf = useContactName()
  return ({ from, author }) => {
    if (from.state === 'us') return text('custody.us')
    return from.state === 'unknown' ? text('custody.stranger', { key: author }) : nameOf(from)
  }
}
