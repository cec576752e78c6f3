import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Secret } from '../../src/crypto/secret.ts'
import { createIdentityKeyPair, openIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { identityKeyText } from '../../src/main/vault/sealed-identities/identity-keys.ts'
import type { Identity } from '../../src/shared/identity.ts'
import type { SourceId } from '../../src/shared/ids.ts'
import type { Source } from '../../src/shared/records.ts'
import { failureOf, openTestVault, passphrase, sourceContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

const own = 'five other words for identities'
const someone: Identity = {
  name: '박서연',
  otherNames: ['Pak Sŏ-yŏn', '朴瑞姸'],
  contact: '+86 138 0013 8000',
  note: 'Call after eight.',
}
const another: Identity = { ...someone, name: '최민호', otherNames: [], contact: '' }

let place: ReturnType<typeof temporaryFolder>
let time = 0
let desk: TestVault
beforeEach(async () => {
  place = temporaryFolder()
  time = Date.UTC(2024, 3, 9)
  desk = await made('desk')
})
afterEach(() => {
  desk.controller.close()
  place.remove()
})

const made = async (name: string): Promise<TestVault> => {
  const opened = openTestVault(`${place.path}/${name}`, () => time)
  await opened.controller.create({ passphrase, keyFile: null, pseudonym: 'Heron', language: 'en' })
  return opened
}
const session = (of = desk) => {
  const open = of.controller.session()
  if (open === null) throw new Error('closed')
  return open
}
const createKey = (of = desk) =>
  of.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
const openKey = (of = desk) =>
  of.handlers['identity.openKey']({ passphrase: own, reason: 'To check names' })
const newSource = async (identity: Identity | null, name = 'Quiet Harbor', of = desk) =>
  of.handlers['sources.save']({ id: null, rev: 0, content: sourceContent(name), identity })
const again = async ({ id }: Source, identity: Identity | null = null, of = desk) => {
  const { rev, content } = await of.handlers['sources.get']({ id })
  return of.handlers['sources.save']({ id, rev, content, identity })
}
const read = (sourceId: SourceId, of = desk, words = own) =>
  of.handlers['identity.read']({ sourceId, passphrase: words, reason: 'To call back' })
const newestSeal = (id: SourceId, of = desk): Uint8Array =>
  session(of).store.sources.seals(id)[0]?.bytes ?? new Uint8Array()

describe('a sealed identity', () => {
  it('is read back with the passphrase and a reason, after any number of saves without it', async () => {
    await createKey()
    const source = await newSource(someone)
    await again(source)
    await again(source)
    expect(await read(source.id)).toEqual({ identities: [someone], seconds: 60 })
    await again(source, another)
    await again(source)
    expect((await read(source.id)).identities).toEqual([another])
  })

  it('is journaled with its reason before it is shown, and not at all with a wrong passphrase', async () => {
    await createKey()
    const source = await newSource(someone)
    const before = session().store.journal.tail().seq
    expect(await failureOf(() => read(source.id, desk, 'not the right words'))).toBe(
      'wrong-passphrase',
    )
    expect(session().store.journal.tail().seq).toBe(before)
    await read(source.id)
    const { lines } = session().store.journal.list(source.id, null, 1)
    expect(lines).toMatchObject([{ kind: 'identity.opened', reason: 'To call back' }])
    const verified = await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(verified.faults).toEqual([])
  })

  it('cannot be entered where there is no desk to seal it to, nor when it is too long', async () => {
    expect(await failureOf(() => newSource(someone))).toBe('invalid')
    const source = await newSource(null)
    expect(source.sealBytes).toBe(8848)
    await createKey()
    const long = { ...someone, note: '가'.repeat(1000), contact: '나'.repeat(1000) }
    expect(await failureOf(() => again(source, long))).toBe('too-big')
    expect((await read(source.id)).identities).toEqual([])
  })

  it('goes, with the reasons for opening it, when the source is purged', async () => {
    await createKey()
    const source = await newSource(someone)
    await read(source.id)
    const { store } = session()
    store.records.remove(source.id as never, source.rev)
    store.records.purgeRemoved()
    expect(JSON.stringify(store.journal.list(null, null, 50))).not.toContain('To call back')
    const verified = await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(verified.faults).toEqual([])
  })
})

describe('a field vault', () => {
  it('seals to the desk, and with all that it holds opens nothing', async () => {
    await createKey()
    const theirs = await desk.handlers['identity.ownPublicKey']({})
    const field = await made('field')
    await field.handlers['identity.addRecipient']({ key: theirs?.key ?? '', label: 'Desk' })
    const source = await newSource(someone, 'Quiet Harbor', field)
    expect(await field.handlers['identity.status']({})).toMatchObject({
      ownKey: false,
      recipients: [{ label: 'Desk', own: false }],
    })
    expect(await failureOf(() => read(source.id, field))).toBe('not-found')
    const { store } = session(field)
    const seal = newestSeal(source.id, field)
    for (const kind of ['author', 'age-hybrid', 'age-x25519', 'identity-recipients']) {
      const { publicKey, secretKey } = store.keyring.get(kind)
      for (const bytes of [publicKey, secretKey]) {
        for (let at = 0; at + 32 <= bytes.length; at++) {
          const key = Secret.take(Uint8Array.from(bytes.subarray(at, at + 32)))
          const attempt = () => openIdentity(seal, key, Buffer.from(source.id, 'hex'))
          expect(await failureOf(attempt)).toBe('not-for-us')
          if (at > 40) break
        }
      }
    }
    field.controller.close()
  })
})

describe('the desk’s keys', () => {
  it('are four at most, each once', async () => {
    await createKey()
    const add = (publicKey: Uint8Array) =>
      desk.handlers['identity.addRecipient']({ key: identityKeyText(publicKey), label: 'Other' })
    const keys = Array.from({ length: 4 }, () => createIdentityKeyPair().publicKey)
    for (const key of keys.slice(0, 3)) await add(key)
    expect(await failureOf(() => add(keys[0] ?? new Uint8Array()))).toBe('exists')
    expect(await failureOf(() => add(keys[3] ?? new Uint8Array()))).toBe('invalid')
    const status = await desk.handlers['identity.status']({})
    const { fingerprint } = status.recipients[1] ?? { fingerprint: '' }
    const left = await desk.handlers['identity.removeRecipient']({ fingerprint })
    expect(left.recipients).toHaveLength(3)
  })

  it('let a second editor read what was sealed before, once the first opens the key', async () => {
    await createKey()
    const source = await newSource(someone)
    await again(source)
    const second = createIdentityKeyPair()
    const reads = () =>
      openIdentity(newestSeal(source.id), second.secretKey, Buffer.from(source.id, 'hex'))
    await openKey()
    await desk.handlers['identity.addRecipient']({
      key: identityKeyText(second.publicKey),
      label: 'Second editor',
    })
    expect(new TextDecoder().decode(reads())).toContain('박서연')
    expect((await read(source.id)).identities).toEqual([someone])
  })

  it('are rotated with the key open, and lose nothing', async () => {
    await createKey()
    const source = await newSource(someone)
    expect(await failureOf(() => createKey())).toBe('exists')
    await openKey()
    const before = await desk.handlers['identity.ownPublicKey']({})
    await createKey()
    const after = await desk.handlers['identity.ownPublicKey']({})
    expect(after?.fingerprint).not.toBe(before?.fingerprint)
    expect((await desk.handlers['identity.status']({})).recipients).toHaveLength(1)
    await desk.handlers['identity.closeKey']({})
    expect((await read(source.id)).identities).toEqual([someone])
  })

  it('take a new passphrase and forget the old one', async () => {
    await createKey()
    const source = await newSource(someone)
    const next = 'six entirely new words this time'
    await desk.handlers['identity.changePassphrase']({ current: own, next })
    expect(await failureOf(() => read(source.id))).toBe('wrong-passphrase')
    expect((await read(source.id, desk, next)).identities).toEqual([someone])
  })
})

describe('protected names', () => {
  it('are known for ten minutes after they were sealed, and while the key is open', async () => {
    await createKey()
    await newSource(someone)
    expect(session().identity.names()).toEqual(['박서연', 'Pak Sŏ-yŏn', '朴瑞姸'])
    time += 10 * 60_000
    expect(session().identity.names()).toEqual([])
    await openKey()
    expect(session().identity.names()).toContain('朴瑞姸')
    await desk.handlers['identity.closeKey']({})
    expect(session().identity.names()).toEqual([])
    await openKey()
    time += 10 * 60_000
    expect(session().identity.names()).toEqual([])
    expect((await desk.handlers['identity.status']({})).keyOpenUntil).toBeNull()
  })

  it('propose sources of one origin only while the key is open', async () => {
    await createKey()
    const [one, two] = [await newSource(someone), await newSource(another, 'Copper Lantern')]
    const three = await newSource(
      { name: '朴瑞姸 ', otherNames: [], contact: '138-0013-8000', note: '' },
      'Amber Willow',
    )
    expect(await failureOf(() => desk.handlers['sources.proposeOrigins']({}))).toBe('not-for-us')
    await openKey()
    const groups = await desk.handlers['sources.proposeOrigins']({})
    expect(groups).toEqual([[one.id, three.id].sort()])
    expect(groups.flat()).not.toContain(two.id)
  })
})
