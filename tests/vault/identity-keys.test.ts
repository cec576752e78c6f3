import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Secret } from '../../src/crypto/secret.ts'
import { createIdentityKeyPair, openIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { identityKeyText } from '../../src/main/vault/sealed-identities/identity-keys.ts'
import type { Identity } from '../../src/shared/identity.ts'
import type { SourceId } from '../../src/shared/ids.ts'
import { several } from '../in-full.ts'
import { openVaultOf, failureOf, reopen, sourceContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

const own = 'five other words for identities'
const reason = 'To change keys'
const times = several(2, 20)
const identity = (name: string): Identity => ({ name, otherNames: [], contact: '', note: '' })

let place: ReturnType<typeof temporaryFolder>
let folder: string
let desk: TestVault
beforeEach(async () => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
  desk = await openVaultOf(folder)
})
afterEach(() => {
  desk.controller.close()
  place.remove()
})

const store = () => {
  const open = desk.controller.session()
  if (open === null) throw new Error('closed')
  return open.store
}
const createKey = (words = own) =>
  desk.handlers['identity.createKey']({ passphrase: words, label: 'Desk' })
const openKey = () => desk.handlers['identity.openKey']({ passphrase: own, reason })
const make = async (name: string): Promise<SourceId> =>
  (
    await desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: sourceContent(`Code ${name}`),
      identity: identity(name),
    })
  ).id
const read = async (sourceId: SourceId, words = own) =>
  (await desk.handlers['identity.read']({ sourceId, passphrase: words, reason })).identities.map(
    ({ name }) => name,
  )
const newest = (id: SourceId): Uint8Array => store().sources.seals(id)[0]?.bytes ?? new Uint8Array()
const opensWith = (key: Secret, id: SourceId): boolean => {
  try {
    openIdentity(newest(id), key, Buffer.from(id, 'hex'))
    return true
  } catch {
    return false
  }
}

describe('two changes of the own key at once', () => {
  it('leave a usable key, never one without its secret half', async () => {
    const results = await Promise.allSettled([createKey(), createKey()])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await desk.handlers['identity.status']({})).recipients).toHaveLength(1)
    expect(await read(await make('박서연'))).toEqual(['박서연'])
  })

  it('do not undo a rotation by a change of passphrase', async () => {
    await createKey()
    const id = await make('박서연')
    await openKey()
    const next = 'six entirely new words this time'
    const changed = failureOf(() =>
      desk.handlers['identity.changePassphrase']({ current: own, next }),
    )
    const rotated = failureOf(() => createKey())
    expect([await changed, await rotated].sort()).toEqual(['conflict', 'none'])
    const words = (await changed) === 'none' ? next : own
    expect(await read(id, words)).toEqual(['박서연'])
    expect(await read(await make('최민호'), words)).toEqual(['최민호'])
  })
})

describe('a change of recipients with the key open', () => {
  it('is one transaction: the key, and a new seal for every source', async () => {
    await createKey()
    const ids = [await make('박서연'), await make('최민호'), await make('한지우')]
    await openKey()
    const before = store().journal.tail().seq
    const second = createIdentityKeyPair()
    await desk.handlers['identity.addRecipient']({
      key: identityKeyText(second.publicKey),
      label: 'Second',
    })
    const { lines } = store().journal.list(null, null, 10)
    const written = lines.filter(({ seq }) => seq > before)
    expect(written.map(({ kind }) => kind).reverse()).toEqual([
      'identity.keys',
      ...ids.map(() => 'record.saved'),
    ])
    expect(new Set(written.map(({ time }) => time)).size).toBe(1)
    expect(ids.map((id) => opensWith(second.secretKey, id))).toEqual([true, true, true])
    const { faults } = await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(faults).toEqual([])
  })

  it('is not made at all when one source cannot be sealed', async () => {
    await createKey()
    const id = await make('박서연')
    await openKey()
    const session = desk.controller.session()
    if (session === null) throw new Error('closed')
    const before = [store().journal.tail().seq, store().sources.seals(id).length]
    // Signing is impossible now: the first of the new revisions is refused.
    session.signing.secretKey.wipe()
    const second = createIdentityKeyPair()
    const add = () =>
      desk.handlers['identity.addRecipient']({
        key: identityKeyText(second.publicKey),
        label: 'Second',
      })
    await expect(Promise.resolve().then(add)).rejects.toThrow()
    expect([store().journal.tail().seq, store().sources.seals(id).length]).toEqual(before)
    expect((await desk.handlers['identity.status']({})).recipients).toHaveLength(1)
  })

  it(`survives kill -9: all seals are to the old recipients or all to the new (${times} times)`, async () => {
    await createKey()
    const names = ['박서연', '최민호', '한지우', '조은별', '서하늘', '윤가람']
    const ids: SourceId[] = []
    for (const name of names) ids.push(await make(name))
    for (let round = 0; round < times; round++) {
      desk.controller.close()
      const second = createIdentityKeyPair()
      const child = spawn(
        process.execPath,
        [
          join(import.meta.dirname, 'kill-child.ts'),
          'recipient',
          folder,
          own,
          identityKeyText(second.publicKey),
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      const first = once(child.stdout, 'data')
      await Promise.race([first, once(child, 'exit')])
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60))
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      desk = await reopen(folder)
      expect(desk.controller.status().state).toBe('open')
      const { recipients } = await desk.handlers['identity.status']({})
      const added = recipients.filter((each) => !each.own)
      expect(ids.map((id) => opensWith(second.secretKey, id))).toEqual(
        ids.map(() => added.length > 0),
      )
      for (const { fingerprint } of added) {
        await desk.handlers['identity.removeRecipient']({ fingerprint })
      }
    }
    expect(await read(ids[0] ?? ('' as SourceId))).toEqual(['박서연'])
  })

  it('reseals every identity when an editor is removed with the key open', async () => {
    await createKey()
    const second = createIdentityKeyPair()
    const status = await desk.handlers['identity.addRecipient']({
      key: identityKeyText(second.publicKey),
      label: 'Second',
    })
    const ids = [await make('박서연'), await make('최민호')]
    await desk.handlers['identity.openKey']({ passphrase: own, reason: 'An editor leaves' })
    const fingerprint = status.recipients.find((each) => !each.own)?.fingerprint ?? ''
    await desk.handlers['identity.removeRecipient']({ fingerprint })
    expect(ids.map((id) => opensWith(second.secretKey, id))).toEqual([false, false])
    expect(await read(ids[0]!)).toEqual(['박서연'])
    expect(await read(ids[1]!)).toEqual(['최민호'])
  })

  it('gives a removed editor no access to identities that are saved afterwards', async () => {
    await createKey()
    const second = createIdentityKeyPair()
    const status = await desk.handlers['identity.addRecipient']({
      key: identityKeyText(second.publicKey),
      label: 'Second',
    })
    const id = await make('박서연')
    expect(opensWith(second.secretKey, id)).toBe(true)
    const fingerprint = status.recipients.find((each) => !each.own)?.fingerprint ?? ''
    await desk.handlers['identity.removeRecipient']({ fingerprint })
    const { rev, content } = await desk.handlers['sources.get']({ id })
    await desk.handlers['sources.save']({ id, rev, content, identity: identity('최민호') })
    expect(opensWith(second.secretKey, id)).toBe(false)
    expect(await read(id)).toEqual(['최민호'])
  })
})
