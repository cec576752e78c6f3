import type { Identity } from '../../shared/identity.ts'

/** Letters and digits only, in one form: what is left of a name however it was typed. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')

/** Numbers, addresses and accounts in a contact, each as one word. */
const reached = (contact: string): readonly string[] => {
  const text = contact.normalize('NFKC').toLowerCase()
  const numbers = (text.match(/\+?\d[\d\s().-]{5,30}\d/g) ?? []).map((found) =>
    found.replace(/\D/g, ''),
  )
  const accounts = text.match(/[\w.+-]{1,64}@[\w.-]{1,128}|@[\w.]{3,64}/g) ?? []
  // The last eight digits: country and trunk prefixes come and go.
  return [
    ...numbers.filter((digits) => digits.length >= 7).map((digits) => digits.slice(-8)),
    ...accounts,
  ]
}

const marks = ({ name, otherNames, contact }: Identity): readonly string[] => [
  ...[name, ...otherNames].map(bare).filter((word) => word !== ''),
  ...reached(contact),
]

/**
 * Groups of two and more whose identities share a name, a number, an address or an account. A
 * proposal: people share names, so somebody has to confirm it. Nothing is stored.
 */
export const alikeOrigins = <Id extends string>(
  identities: readonly { readonly id: Id; readonly identity: Identity }[],
): Id[][] => {
  const group = new Map<Id, Set<Id>>()
  const first = new Map<string, Id>()
  for (const { id, identity } of identities) {
    if (!group.has(id)) group.set(id, new Set([id]))
    for (const mark of marks(identity)) {
      const other = first.get(mark)
      if (other === undefined) {
        first.set(mark, id)
        continue
      }
      const [into, from] = [group.get(other), group.get(id)]
      if (into === undefined || from === undefined || into === from) continue
      for (const member of from) {
        into.add(member)
        group.set(member, into)
      }
    }
  }
  return [...new Set(group.values())]
    .filter((members) => members.size > 1)
    .map((members) => [...members].sort())
}
