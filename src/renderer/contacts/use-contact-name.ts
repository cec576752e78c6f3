import { useText } from '../i18n/use-text.ts'

/** How somebody is called here: their pseudonym, or that they have none. */
export const useContactName = (): ((who: { readonly pseudonym: string }) => string) => {
  const text = useText()
  return ({ pseudonym }) => (pseudonym.trim() === '' ? text('contacts.unnamed') : pseudonym)
}
