import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/shared/canonical.ts'
import { utf8 } from '../../src/crypto/bytes.ts'
import { sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { readIdentityRecipients } from '../../src/main/vault/sealed-identities/identity-keys.ts'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import { createLintClient } from '../../src/main/vault/lint/lint-client.ts'
import type { Identity } from '../../src/shared/identity.ts'
import { RecordId } from '../../src/shared/ids.ts'
import { openTestVault, passphrase, sourceContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { watchThreads } from './watch-threads.ts'
import { ownLintWorker } from './worker-paths.ts'

const own = 'five other words for identities'
const someone: Identity = { name: '박서연', otherNames: [], contact: '', note: '' }
const tenMinutes = 10 * 60_000

let place: ReturnType<typeof temporaryFolder>
let time = 0
let desk: TestVault
beforeEach(async () => {
  place = temporaryFolder()
  time = Date.UTC(2024, 3, 9)
  desk = openTestVault(`${place.path}/vault`, () => time)
  await desk.controller.create({ passphrase, keyFile: null, pseudonym: 'Heron', language: 'en' })
  await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
})
afterEach(() => {
  desk.controller.close()
  place.remove()
})

const session = () => {
  const open = desk.controller.session()
  if (open === null) throw new Error('closed')
  return open
}
const openKey = () =>
  desk.handlers['identity.openKey']({ passphrase: own, reason: 'To check names' })
const make = (codeName: string, identity: Identity | null) =>
  desk.handlers['sources.save']({ id: null, rev: 0, content: sourceContent(codeName), identity })
const namesIn = async (text: string): Promise<string[]> =>
  (await desk.handlers['lint.check']({ text, language: 'ko', subject: null })).findings
    .filter(({ family }) => family === 'name')
    .map(({ start, end }) => text.slice(start, end))

describe('names in memory', () => {
  it('are warned of for ten minutes, and then by no thread any more', async () => {
    await make('Quiet Harbor', someone)
    expect(await namesIn('어제 박서연 씨를 만났다.')).toEqual(['박서연'])
    time += tenMinutes
    expect(await namesIn('어제 박서연 씨를 만났다.')).toEqual([])
  })

  it('end with the worker that received them, once they are no longer known', async () => {
    let known: readonly string[] = ['박서연']
    const lint = createLintClient(ownLintWorker, () => known)
    const check = () => lint.check({ text: '박서연', language: 'ko', subject: null })
    const threads = watchThreads()
    expect(await check()).toHaveLength(1)
    const running = lint.check({ text: '박서연', language: 'ko', subject: null })
    known = []
    lint.forget()
    // A text that was being checked is still answered.
    expect(await running).toHaveLength(1)
    await expect.poll(() => threads.ended).toBe(1)
    expect(await check()).toEqual([])
    lint.end()
  })

  it('are read again when a source was saved, and stay as they are otherwise', async () => {
    const { id, rev, content } = await make('Quiet Harbor', someone)
    await openKey()
    time += 1
    expect(session().identity.names()).toEqual(['박서연'])
    const other = { ...someone, name: '최민호' }
    await desk.handlers['sources.save']({ id, rev, content, identity: other })
    expect(session().identity.names()).toEqual(['최민호'])
    await desk.handlers['identity.closeKey']({})
    time += tenMinutes
    expect(session().identity.names()).toEqual([])
  })
})

describe('a seal that was made to mislead', () => {
  it('hides no earlier identity, and does not prevent reading other sources', async () => {
    const victim = await make('Quiet Harbor', someone)
    const other = await make('Copper Lantern', { ...someone, name: '최민호' })
    const open = session()
    const subject = RecordId.parse(victim.id)
    const keys = readIdentityRecipients(open.store).map(({ publicKey }) => publicKey)
    const bad = [utf8('not json at all'), utf8(canonicalJson({ identity: 'somebody' }))]
    let rev = victim.rev
    for (const plain of bad) {
      const seal = sealIdentity(plain, keys, Buffer.from(victim.id, 'hex'))
      const { content } = victim
      const revision = signRevision(open, { subject, kind: 'source', content, seal })
      rev = open.store.sources.save({ id: victim.id, rev, content, revision, seal }).rev
    }
    time += tenMinutes
    await openKey()
    expect([...session().identity.names()].sort()).toEqual(['박서연', '최민호'])
    const read = await desk.handlers['identity.read']({
      sourceId: victim.id,
      passphrase: own,
      reason: 'To call back',
    })
    expect(read.identities).toEqual([someone])
    // In doubt, a save carries nothing forward over it.
    const { rev: last, content } = await desk.handlers['sources.get']({ id: victim.id })
    await desk.handlers['sources.save']({ id: victim.id, rev: last, content, identity: null })
    expect(session().identity.read(victim.id)?.notForUs).toBe(2)
    expect(other.sealBytes).toBe(victim.sealBytes)
  })
})
