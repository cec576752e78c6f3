import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isSealedIdentity } from '../../src/crypto/v1/identity-seal.ts'
import type { Identity } from '../../src/shared/identity.ts'
import type { SourceId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { failureOf, newVault, sourceContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

const own = 'five other words for identities'
const someone: Identity = { name: '박서연', otherNames: [], contact: '', note: '' }

let folder: { readonly path: string; readonly remove: () => void }
let desk: TestVault
beforeEach(async () => {
  folder = temporaryFolder()
  const { desk: opened, made } = newVault(join(folder.path, 'vault'))
  await made
  desk = opened
})
afterEach(() => {
  desk.controller.close()
  folder.remove()
})

const seals = (id: SourceId): readonly Uint8Array[] =>
  session(desk)
    .store.sources.seals(id)
    .map(({ bytes }) => bytes)
const kinds = (id: SourceId): string[] =>
  session(desk)
    .store.journal.list(id, null, 50)
    .lines.map(({ kind }) => kind)
const save = async (
  id: SourceId,
  more: Partial<ReturnType<typeof sourceContent>> = {},
  identity: Identity | null = null,
): Promise<void> => {
  const { rev, content } = await desk.handlers['sources.get']({ id })
  await desk.handlers['sources.save']({ id, rev, content: { ...content, ...more }, identity })
}

it('every save of a protected source leaves one fresh seal of one size and one line of one kind', async () => {
  const { id } = await desk.handlers['sources.save']({
    id: null,
    rev: 0,
    content: sourceContent('Quiet Heron'),
    identity: null,
  })
  await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  await save(id, { note: 'A note' })
  await save(id, {}, someone)
  await save(id, {}, null)
  await save(id, { doNotContact: true }, { ...someone, name: '최민호' })
  await desk.handlers['identity.openKey']({ passphrase: own, reason: 'To check names' })
  await save(id, { reliability: 'B' })
  await save(id, { consents: [] }, someone)
  const found = seals(id)
  expect(found).toHaveLength(7)
  expect(found.every((seal) => seal.length === 8848 && isSealedIdentity(seal))).toBe(true)
  expect(new Set(found.map((seal) => Buffer.from(seal).toString('hex'))).size).toBe(7)
  expect(kinds(id)).toEqual(found.map(() => 'record.saved'))
})

it('a save that is refused seals nothing, remembers no name and leaves no line', async () => {
  await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  const { id, content } = await desk.handlers['sources.save']({
    id: null,
    rev: 0,
    content: sourceContent('Quiet Heron'),
    identity: null,
  })
  const late = () => desk.handlers['sources.save']({ id, rev: 7, content, identity: someone })
  expect(await failureOf(late)).toBe('conflict')
  expect(seals(id)).toHaveLength(1)
  expect(kinds(id)).toEqual(['record.saved'])
  expect(session(desk).identity.names()).toEqual([])
})

it('no failure tells anything of what was typed', async () => {
  const heard: unknown[] = []
  const hear = async (act: () => unknown): Promise<void> => {
    try {
      await act()
    } catch (cause) {
      heard.push(cause)
    }
  }
  const content = sourceContent('Quiet Heron')
  const long = { ...someone, note: '박'.repeat(1000), contact: '연'.repeat(1000) }
  await hear(() => desk.handlers['sources.save']({ id: null, rev: 0, content, identity: someone }))
  await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
  await hear(() => desk.handlers['sources.save']({ id: null, rev: 0, content, identity: long }))
  await hear(() => desk.handlers['sources.save']({ id: null, rev: 3, content, identity: someone }))
  expect(heard).toHaveLength(3)
  for (const cause of heard as Error[]) {
    const said = [cause.message, cause.stack, JSON.stringify(cause), String(cause.cause)].join()
    expect(said).not.toMatch(/박|연/)
  }
})
