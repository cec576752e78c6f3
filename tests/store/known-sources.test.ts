import { expect, it } from 'vitest'
import type { KnownSource } from '../../src/main/store/known-sources.ts'
import type { SourceContent } from '../../src/shared/records.ts'
import { asRecord, sourceContent, testVault } from './test-vault.ts'
import type { TestVault } from './test-vault.ts'

const named = (codeName: string, change: Partial<SourceContent> = {}): SourceContent =>
  sourceContent({ codeName, ...change })

/** What `known` has to give, found without it. */
const listed = ({ store }: TestVault) =>
  store.sources
    .list()
    .map(({ id, rev, content, sealBytes }) => ({
      ...{ id, rev, name: content.codeName, sameOrigin: content.sameOrigin },
      ...{ hasSeal: sealBytes > 0, isHeldBack: store.journal.heldBack().includes(id) },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

const known = (sources: Iterable<KnownSource>) =>
  [...sources]
    .map(({ id, rev, name, sameOrigin, hasSeal, isHeldBack }) => ({
      ...{ id, rev, name, sameOrigin, hasSeal, isHeldBack },
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))

const expectKnown = (vault: TestVault): void => {
  expect(known(vault.store.sources.known().values())).toEqual(listed(vault))
}

it('known sources are those of the list after every kind of change', () => {
  const vault = testVault()
  const { store } = vault
  expectKnown(vault)
  const [first, second, third] = ['One', 'Two', 'Three'].map((name) =>
    vault.saveSource(named(name)),
  )
  if (first === undefined || second === undefined || third === undefined) throw new Error('none')
  expectKnown(vault)
  const before = store.sources.known().get(first)
  vault.saveSource(named('Two', { sameOrigin: [first] }), second)
  expectKnown(vault)
  // Of the others nothing is read again.
  expect(store.sources.known().get(first)).toBe(before)
  store.journal.noteRecord('source.held-back', asRecord(first))
  expectKnown(vault)
  store.journal.noteRecord('source.let-go', asRecord(first))
  expectKnown(vault)
  store.records.remove(asRecord(third), 1)
  expectKnown(vault)
  store.records.restore(asRecord(third))
  expectKnown(vault)
  store.records.remove(asRecord(third), store.revisions.heads(asRecord(third))?.rev ?? 0)
  store.records.purgeRemoved()
  expectKnown(vault)
  vault.saveSource(named('Four'))
  expectKnown(vault)
})

it('a change between two slices is read, and nothing is taken for tampered', () => {
  const vault = testVault()
  const { store } = vault
  const ids = store.together(() =>
    Array.from({ length: 250 }, (_, i) => vault.saveSource(named(`Name ${String(i)}`))),
  )
  vault.reopen()
  const reading = vault.store.sources.readKnown()
  let turns = 0
  for (; reading.next().done !== true; turns += 1) {
    for (const at of [0, 120, 249]) {
      const id = ids[at]
      if (id !== undefined) vault.saveSource(named(`Name ${String(at)} in ${String(turns)}`), id)
    }
    vault.saveSource(named(`New ${String(turns)}`))
  }
  expect(turns).toBeGreaterThan(2)
  expectKnown(vault)
})

it('a transaction that is undone leaves nothing known', () => {
  const vault = testVault()
  const { store } = vault
  const id = vault.saveSource(named('One'))
  expectKnown(vault)
  const undone = new Error('undone')
  expect(() =>
    store.together(() => {
      vault.saveSource(named('Two'), id)
      expect(store.sources.known().get(id)?.name).toBe('Two')
      throw undone
    }),
  ).toThrow()
  expectKnown(vault)
  // As many lines as were undone.
  vault.saveSource(named('Three'), id)
  expectKnown(vault)
})

it('a transaction that is undone leaves nothing known either where only a part was read in it', () => {
  const vault = testVault()
  const ids = vault.store.together(() =>
    Array.from({ length: 250 }, (_, i) => vault.saveSource(named(`Name ${String(i)}`))),
  )
  vault.reopen()
  const { store } = vault
  store.sources.readKnown().next()
  expect(() =>
    store.together(() => {
      vault.saveSource(named('Undone'), ids[150])
      store.sources.readKnown().next()
      throw new Error('undone')
    }),
  ).toThrow()
  expectKnown(vault)
})
