import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { failureOf } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { cardOf } from './cards.ts'
import { nextTask, session } from './test-vault.ts'
import { inside, sentBy } from './three-vaults.ts'
import { knows } from './meet.ts'
import { build, person, sample } from './sample.ts'
import { readWords } from './second-reader-words.ts'
import { committed, fill, preview, refused, state, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { fileFrom } from './by-hand.ts'
import { encryptAge } from './whole-age.ts'

let two: Two
let field: TestVault
let desk: TestVault
beforeAll(async () => {
  two = await twoVaults()
  ;({ field, desk } = two)
  return two.end
})

const asideFiles = (of: TestVault): string[] => {
  try {
    return readdirSync(vaultPaths(of.folder).quarantine)
  } catch {
    return []
  }
}

describe('a file', () => {
  it('carries the card of its sender, with the words that people compare, by the document', async () => {
    const { caseId } = await fill(field)
    const path = await sentBy(two, field, caseId, desk)
    const { cards } = await inside(desk, path)
    const { card } = await field.handlers['contacts.self']({})
    expect(cards.map(({ author, pseudonym }) => [author, pseudonym])).toEqual([
      [card.author, 'field'],
    ])
    const [own] = cards
    if (own === undefined) throw new Error('no card')
    expect(readWords(own, english)).toEqual(card.words.en)
    expect(readWords(own, korean)).toEqual(card.words.ko)
  })

  it('with a card that its author did not sign, or by an author outside the file, is refused whole', async () => {
    const [by, other] = [person(), person()]
    knows(desk, by)
    const wrong = [
      [{ ...cardOf(by), pseudonym: 'Crane' }, 'bad-signature'],
      [cardOf({ ...other, author: by.author }), 'bad-signature'],
      [cardOf(other), 'malformed'],
    ] as const
    for (const [card, code] of wrong) {
      const path = await fileFrom(two, by, desk, { ...sample(by), cards: [card] })
      expect(await refused(desk, path)).toBe(code)
    }
  })

  it('from a contact shows its name, and one from an unknown sender can only be quarantined', async () => {
    const { caseId } = await fill(field, 'Grey Lantern')
    expect((await preview(desk, await sentBy(two, field, caseId, desk))).from).toEqual({
      state: 'verified',
      pseudonym: 'field',
    })
    const stranger = person()
    const path = await fileFrom(two, stranger, desk)
    const before = state(desk)
    const { from: sender, exportId, items } = await preview(desk, path)
    expect(sender).toEqual({ state: 'unknown', pseudonym: '' })
    expect(items.length).toBeGreaterThan(0)
    const commit = () => committed(desk, exportId)
    expect(await failureOf(commit)).toBe('unknown-sender')
    expect(state(desk)).toEqual(before)
    expect(asideFiles(desk)).toEqual([])
    expect(session(desk).store.contacts.cards(stranger.author)).toEqual([])

    await desk.handlers['quarantine.setAside']({ exportId })
    const [kept, ...others] = await desk.handlers['quarantine.list']({})
    expect(others).toEqual([])
    expect(kept).toMatchObject({ contact: null, bytes: statSync(path).size })
    expect(asideFiles(desk)).toEqual([kept?.id])
    expect({ ...state(desk), seq: before.seq }).toEqual(before)

    // The same file again is not kept twice.
    const again = await preview(desk, path)
    await desk.handlers['quarantine.setAside']({ exportId: again.exportId })
    expect(asideFiles(desk)).toHaveLength(1)

    const look = () =>
      desk.handlers['quarantine.preview']({
        task: nextTask(),
        id: kept?.id ?? '',
        passphrase: null,
      })
    expect(await look()).toMatchObject({ isSetAside: true, from: { state: 'unknown' } })
    expect(await failureOf(commit)).toBe('unknown-sender')
    knows(desk, stranger)
    expect(await look()).toMatchObject({
      from: { state: 'unverified', pseudonym: expect.stringContaining('Heron') },
    })
    expect(await commit()).toMatchObject({ added: 4, refused: 0 })
    expect(await desk.handlers['quarantine.list']({})).toEqual([])
    expect(asideFiles(desk)).toEqual([])
  })

  it('of a revoked contact is set aside, and discarded without a trace of what was inside', async () => {
    const by = person()
    knows(desk, by)
    await desk.handlers['contacts.revoke']({ author: by.author })
    const { from: sender, exportId } = await preview(desk, await fileFrom(two, by, desk))
    expect(sender.state).toBe('revoked')
    const commit = () => committed(desk, exportId)
    expect(await failureOf(commit)).toBe('unknown-sender')
    await desk.handlers['quarantine.setAside']({ exportId })
    const [kept] = await desk.handlers['quarantine.list']({})
    expect(kept?.contact?.state).toBe('revoked')
    const path = join(vaultPaths(desk.folder).quarantine, kept?.id ?? '')
    const bytes = readFileSync(path)
    bytes[100] = (bytes[100] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const look = () =>
      desk.handlers['quarantine.preview']({
        task: nextTask(),
        id: kept?.id ?? '',
        passphrase: null,
      })
    expect(await failureOf(look)).toBe('tampered')
    await desk.handlers['quarantine.discard']({ id: kept?.id ?? '' })
    expect(asideFiles(desk)).toEqual([])
    expect(await desk.handlers['quarantine.list']({})).toEqual([])
  })

  it('to a passphrase obeys the same rule', async () => {
    const by = person()
    const words = 'copper stair 여섯 thaw'
    const { plaintext } = build(by, ['scrypt'])
    const path = two.written(await encryptAge(plaintext, { kind: 'passphrase', passphrase: words }))
    const { from: sender, exportId } = await preview(desk, path, words)
    expect(sender.state).toBe('unknown')
    expect(await failureOf(() => committed(desk, exportId))).toBe('unknown-sender')
  })
})
