import type { Identity } from '../../../shared/identity.ts'
import { areSimilar, comparedName } from './name-similarity.ts'
import type { ComparedName } from './name-similarity.ts'
import { connectedComponents } from '../session/connected-components.ts'

/** Numbers, addresses and accounts in a contact field, each as one word. */
const reached = (contact: string): readonly string[] => {
  const text = contact.normalize('NFKC').toLowerCase()
  const numbers = (text.match(/\+?\d[\d\s().-]{5,30}\d/g) ?? []).map((found) =>
    found.replace(/\D/g, ''),
  )
  const accounts = text.match(/[\w.+-]{1,64}@[\w.-]{1,128}|@[\w.]{3,64}/g) ?? []
  // The last eight digits, since country and trunk prefixes vary.
  return [
    ...numbers.filter((digits) => digits.length >= 7).map((digits) => digits.slice(-8)),
    ...accounts,
  ]
}

type KnownOrigin<Id> = {
  readonly id: Id
  readonly names: readonly ComparedName[]
  readonly reached: ReadonlySet<string>
}

const alike = <Id>(a: KnownOrigin<Id>, b: KnownOrigin<Id>): boolean =>
  [...a.reached].some((each) => b.reached.has(each)) ||
  a.names.some((name) => b.names.some((other) => areSimilar(name, other)))

/**
 * Groups of two or more sources whose identities share a name (in any script), a number, an address
 * or an account. Only a suggestion that the user must confirm, since different people share names.
 * Nothing is stored.
 */
export const suggestedOrigins = <Id extends string>(
  identities: readonly { readonly id: Id; readonly identity: Identity }[],
): Id[][] => {
  const known = identities.map(({ id, identity: { name, otherNames, contact } }) => ({
    id,
    names: [name, ...otherNames].map(comparedName),
    reached: new Set(reached(contact)),
  }))
  const pairs = known.flatMap((a, i) =>
    known
      .slice(i + 1)
      .filter((b) => a.id !== b.id && alike(a, b))
      .map((b) => [a.id, b.id] as const),
  )
  return connectedComponents([...new Set(known.map(({ id }) => id))], pairs)
    .filter((members) => members.length > 1)
    .map((members) => [...members].sort())
}
