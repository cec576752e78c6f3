import type { Identity } from '../../../shared/identity.ts'
import { charactersIn, comparedName, latinIn, soundsOf, spellingsOf } from './name-similarity.ts'
import type { ComparedName } from './name-similarity.ts'
import { readComponents } from '../session/connected-components.ts'

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

type KnownName<Id> = { readonly id: Id; readonly name: ComparedName }

/** Links each source with the first one that has the same key, so that no two are compared. */
const createLinks = <Id>(pairs: [Id, Id][]) => {
  const first = new Map<string, Id>()
  return {
    add: (key: string, id: Id): void => {
      const known = first.get(key)
      if (known === undefined) first.set(key, id)
      else if (known !== id) pairs.push([known, id])
    },
    get: (key: string): Id | undefined => first.get(key),
  }
}

/** Links names that sound alike: in a group of one sound, one in Hangul is similar to all. */
const readAlikeBySound = function* <Id>(
  names: readonly KnownName<Id>[],
  pairs: [Id, Id][],
): Generator<undefined, void, void> {
  const sounds = createLinks(pairs)
  for (const { id, name } of names) {
    if (name.script === 'hangul') for (const key of soundsOf(name)) sounds.add(key, id)
    yield
  }
  for (const { id, name } of names) {
    if (name.script !== 'han') continue
    for (const key of soundsOf(name)) {
      const known = sounds.get(key)
      if (known !== undefined) pairs.push([known, id])
    }
    yield
  }
}

/** Links each name with the Latin names that are among its spellings. */
const readAlikeBySpelling = function* <Id>(
  names: readonly KnownName<Id>[],
  pairs: [Id, Id][],
): Generator<undefined, void, void> {
  const written = new Map<string, Set<Id>>()
  for (const { id, name } of names) {
    for (const key of latinIn(name)) {
      const known = written.get(key)
      if (known === undefined) written.set(key, new Set([id]))
      else known.add(id)
    }
    yield
  }
  if (written.size === 0) return
  for (const { id, name } of names) {
    for (const key of spellingsOf(name)) {
      const known = written.get(key)
      if (known === undefined) continue
      for (const other of known) if (other !== id) pairs.push([other, id])
      // They are one group from here on, and one of them stands for all.
      if (known.size > 1) written.set(key, new Set([id]))
    }
    yield
  }
}

/**
 * Groups of two or more sources whose identities share a name (in any script), a number, an address
 * or an account. Only a suggestion that the user must confirm, since different people share names.
 * Nothing is stored. Takes time in proportion to the names; yields after each.
 */
export const readSuggestedOrigins = function* <Id extends string>(
  identities: readonly { readonly id: Id; readonly identity: Identity }[],
): Generator<undefined, Id[][], void> {
  const pairs: [Id, Id][] = []
  const places = createLinks(pairs)
  const texts = createLinks(pairs)
  const bare = createLinks(pairs)
  const characters = createLinks(pairs)
  const names: KnownName<Id>[] = []
  for (const { id, identity } of identities) {
    for (const each of reached(identity.contact)) places.add(each, id)
    for (const text of [identity.name, ...identity.otherNames]) {
      const isKnown = texts.get(text) !== undefined
      const name = isKnown ? null : comparedName(text)
      if (name === null || name.bare !== '') texts.add(text, id)
      if (name !== null && name.bare !== '') {
        bare.add(name.bare, id)
        for (const key of charactersIn(name)) characters.add(key, id)
        names.push({ id, name })
      }
      yield
    }
  }
  yield* readAlikeBySound(names, pairs)
  yield* readAlikeBySpelling(names, pairs)
  const ids = [...new Set(identities.map(({ id }) => id))]
  return (yield* readComponents(ids, pairs))
    .filter((members) => members.length > 1)
    .map((members) => [...members].sort())
}
