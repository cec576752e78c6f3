import { useText } from '../i18n/use-text.ts'

/** The pseudonym of a contact, or a note that it has none. */
export const useContactName = (): ((who: { readonly pseudonym: string }) => string) => {
  const text = useText()
  return ({ pseudonym }) => (pseudonym.trim() === '' ? text('contacts.unnamed') : pseudonym)
}
