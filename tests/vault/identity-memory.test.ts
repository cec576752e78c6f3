import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../src/shared/canonical.ts'
import { utf8 } from '../../src/crypto/bytes.ts'
import { createIdentityKeyPair, sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import {
  identityKeyText,
  readIdentityRecipients,
} from '../../src/main/vault/sealed-identities/identity-keys.ts'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import { createLintClient } from '../../src/main/vault/lint/lint-client.ts'
import type { Identity } from '../../src/shared/identity.ts'
import { RecordId, SourceId } from '../../src/shared/ids.ts'
import type { RevisionId } from '../../src/shared/ids.ts'
import { identityText } from '../exchange/cards.ts'
import { longestWait } from '../exchange/cpu-time.ts'
import { compared, knows } from '../exchange/meet.ts'
import { id, person } from '../exchange/sample.ts'
import { several } from '../in-full.ts'
import { receiveAt } from './from-elsewhere.ts'
import { failureOf, openTestVault, passphrase, sourceContent, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { watchThreads } from './watch-threads.ts'
import { ownLintWorker } from './worker-paths.ts'

const own = 'five other words for identities'
const someone: Identity = { name: '박서연', otherNames: [], contact: '', note: '' }
const tenMinutes = 10 * 60_000
setFlagsFromString('--expose-gc')

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

describe('beside many sources, each with a sealed identity', () => {
  /** Names that the checks do not take for one another. */
  const nameOf = (i: number): string => `김${String.fromCharCode(0xac00 + i)}`

  const stored = (n: number): void => {
    const open = session()
    const keys = readIdentityRecipients(open.store).map(({ publicKey }) => publicKey)
    const content = sourceContent('Quiet Harbor')
    const one = (i: number): void => {
      const source = SourceId.parse(id(1_000_000 + i))
      const identity = { ...someone, name: nameOf(i) }
      const seal = sealIdentity(utf8(canonicalJson({ identity })), keys, Buffer.from(source, 'hex'))
      const subject = RecordId.parse(source)
      const revision = signRevision(open, { subject, kind: 'source', content, seal })
      open.store.sources.save({ id: source, rev: 0, content, revision, seal })
    }
    open.store.together(() => {
      for (let i = 0; i < n; i += 1) one(i)
    })
  }

  const addDesk = (): Promise<unknown> => {
    const key = identityKeyText(createIdentityKeyPair().publicKey)
    return Promise.resolve(desk.handlers['identity.addRecipient']({ key, label: 'Second desk' }))
  }

  it('the first text that is checked with the open key lets no request wait for more than 200 ms', async () => {
    const n = several(300, 10_000)
    stored(n)
    await openKey()
    const last = nameOf(n - 1)
    let found: string[] = []
    const wait = await longestWait(async () => {
      found = await namesIn(`어제 ${last} 씨를 만났다.`)
    })
    expect(found).toEqual([last])
    expect(wait).toBeLessThan(200)
    expect(session().identity.names()).toHaveLength(n)
  })

  it('proposing sources of one person lets no request wait for more than 200 ms', async () => {
    const n = several(300, 10_000)
    stored(n)
    const twin = await make('Copper Lantern', { ...someone, name: nameOf(n - 1) })
    await openKey()
    let found: string[][] = []
    const wait = await longestWait(async () => {
      found = await desk.handlers['sources.proposeOrigins']({})
    })
    expect(found).toEqual([[id(1_000_000 + n - 1), twin.id].sort()])
    expect(wait).toBeLessThan(200)
  })

  /** A source whose seals no key here opens, and its state. */
  const sealedElsewhere = (count: number) => {
    const open = session()
    const source = SourceId.parse(id(77))
    const subject = RecordId.parse(source)
    const content = sourceContent('Quiet Harbor')
    const keys = [createIdentityKeyPair().publicKey]
    const plain = utf8(canonicalJson({ identity: someone }))
    const sealed = (parents?: readonly RevisionId[]) => {
      const seal = sealIdentity(plain, keys, Buffer.from(source, 'hex'))
      const of = { subject, kind: 'source' as const, content, seal, ...(parents && { parents }) }
      return { seal, revision: signRevision(open, of) }
    }
    open.store.together(() => {
      for (let rev = 0; rev < count; rev += 1) {
        open.store.sources.save({ id: source, rev, content, ...sealed() })
      }
    })
    return { source, subject, content, rev: count, sealed }
  }

  it('hundreds of seals of one source that no key here opens let no request wait for more than 200 ms', async () => {
    const { source } = sealedElsewhere(several(400, 5_000))
    await openKey()
    const waits = [
      await longestWait(() => desk.handlers['sources.proposeOrigins']({})),
      await longestWait(() =>
        desk.handlers['identity.read']({ sourceId: source, passphrase: own, reason: 'To ask' }),
      ),
    ]
    await desk.handlers['identity.closeKey']({})
    await openKey()
    waits.push(await longestWait(() => namesIn('어제 만났다.')), await longestWait(addDesk))
    expect(Math.max(...waits)).toBeLessThan(200)
  })

  it('neither the saving nor the merging of such a source lets a request wait for more than 200 ms', async () => {
    const { source, subject, content, rev, sealed } = sealedElsewhere(several(400, 4_000))
    const reopened = async (): Promise<void> => {
      await desk.handlers['identity.closeKey']({})
      await openKey()
    }
    await openKey()
    const save = () => desk.handlers['sources.save']({ id: source, rev, content, identity: null })
    const waits = [await longestWait(save)]
    const parents = session().store.revisions.list(subject).at(-1)?.revision.parents ?? []
    const other = sealed(parents)
    receiveAt(desk, other.revision, other.seal)
    await reopened()
    const seen = await desk.handlers['records.versions']({ id: subject })
    expect(seen.heads).toHaveLength(2)
    const merge = () =>
      desk.handlers['records.merge']({ id: subject, rev: seen.rev, heads: seen.heads, content })
    waits.push(await longestWait(merge))
    expect((await desk.handlers['records.versions']({ id: subject })).heads).toHaveLength(1)
    expect(Math.max(...waits)).toBeLessThan(200)
  })

  it('a save of such a source is a conflict if another is saved while its seals are opened', async () => {
    const { source, content, rev } = sealedElsewhere(50)
    await openKey()
    const save = async (identity: Identity | null) =>
      desk.handlers['sources.save']({ id: source, rev, content, identity })
    const slow = failureOf(() => save(null))
    await save({ ...someone, name: '최민호' })
    expect(await slow).toBe('conflict')
    expect(session().store.sources.get(source).rev).toBe(rev + 1)
    expect(session().identity.names()).toEqual(['최민호'])
  })

  it('a lock while the seals are opened ends the save', async () => {
    const { source, content, rev } = sealedElsewhere(50)
    await openKey()
    const slow = failureOf(() =>
      desk.handlers['sources.save']({ id: source, rev, content, identity: null }),
    )
    desk.controller.close()
    expect(await slow).toBe('locked')
  })

  it('proposals end with the key, and with the vault', async () => {
    stored(50)
    const propose = (): Promise<unknown> =>
      Promise.resolve(desk.handlers['sources.proposeOrigins']({}))
    const meanwhile = async (act: () => unknown): Promise<unknown> => {
      await openKey()
      const proposed = failureOf(propose)
      await new Promise((resolve) => setImmediate(resolve))
      await act()
      return proposed
    }
    expect(await meanwhile(() => desk.handlers['identity.closeKey']({}))).toBe('not-for-us')
    expect(await meanwhile(() => desk.controller.close())).toBe('locked')
  })

  const revs = (): number[] =>
    session()
      .store.sources.list()
      .map(({ rev }) => rev)

  it('a change of the desks lets no request wait for more than 200 ms, and reseals all', async () => {
    stored(300)
    await openKey()
    const wait = await longestWait(addDesk)
    expect(wait).toBeLessThan(200)
    expect(new Set(revs())).toEqual(new Set([2]))
    expect(session().identity.names()).toHaveLength(300)
  })

  it('a source that is saved while the seals are made is resealed as it is then', async () => {
    stored(50)
    await openKey()
    const added = addDesk()
    await new Promise((resolve) => setImmediate(resolve))
    const at = SourceId.parse(id(1_000_049))
    const { rev, content } = session().store.sources.get(at)
    await desk.handlers['sources.save']({ id: at, rev, content, identity: someone })
    const late = await make('Copper Lantern', { ...someone, name: '최민호' })
    await added
    expect(session().store.sources.get(at).rev).toBe(3)
    expect(session().store.sources.get(late.id).rev).toBe(2)
    expect(session().identity.read(at)?.identities).toEqual([someone])
  })

  it('if the key is closed while the seals are made, no desk and no seal changes', async () => {
    stored(50)
    await openKey()
    const added = failureOf(addDesk)
    await new Promise((resolve) => setImmediate(resolve))
    await desk.handlers['identity.closeKey']({})
    expect(await added).toBe('conflict')
    expect((await desk.handlers['identity.status']({})).recipients).toHaveLength(1)
    expect(new Set(revs())).toEqual(new Set([1]))
  })

  /** A contact, and the end of sealing to it, which takes several turns more. */
  const sealingToContact = async () => {
    stored(50)
    const by = person()
    knows(desk, by, { serial: 1, identity: identityText() })
    await compared(desk, by.author)
    await openKey()
    const added = failureOf(() => desk.handlers['contacts.sealTo']({ author: by.author }))
    await new Promise((resolve) => setImmediate(resolve))
    return { by, added }
  }

  it('a contact that is revoked while the seals are made receives none', async () => {
    const { by, added } = await sealingToContact()
    await desk.handlers['contacts.revoke']({ author: by.author })
    expect(await added).toBe('revoked')
    expect((await desk.handlers['identity.status']({})).recipients).toHaveLength(1)
    expect(new Set(revs())).toEqual(new Set([1]))
  })

  it('a contact whose key changes while the seals are made receives none to either key', async () => {
    const { by, added } = await sealingToContact()
    knows(desk, by, { serial: 2, identity: identityText() })
    await compared(desk, by.author)
    expect(await added).toBe('conflict')
    expect((await desk.handlers['identity.status']({})).recipients).toHaveLength(1)
    expect(new Set(revs())).toEqual(new Set([1]))
  })

  it('a key that is closed while names are read leaves none behind', async () => {
    stored(50)
    await openKey()
    const read = session().identity.readNames()
    read.next()
    session().identity.close()
    expect([...read]).toEqual([])
    expect(session().identity.names()).toEqual([])
  })

  it('a key that is closed in any pause of reading names leaves no name in memory', async () => {
    const { store, author, today } = session()
    const source = SourceId.parse(id(77))
    const subject = RecordId.parse(source)
    const content = sourceContent('Quiet Harbor')
    const [ours] = readIdentityRecipients(store).map(({ publicKey }) => publicKey)
    const sealed = (key: Uint8Array | undefined) => {
      const plain = utf8(canonicalJson({ identity: someone }))
      const seal = sealIdentity(plain, key === undefined ? [] : [key], Buffer.from(source, 'hex'))
      const revision = signRevision(session(), { subject, kind: 'source', content, seal })
      return { revision, seal }
    }
    // Two heads, and the walk begins with the later id: ours is opened, then a pause for the other.
    const other = sealed(createIdentityKeyPair().publicKey)
    let first = sealed(ours)
    while (first.revision.id < other.revision.id) first = sealed(ours)
    store.sources.save({ id: source, rev: 0, content, ...first })
    const file = {
      ...{ exportId: 'ab'.repeat(16), sender: author, pair: 'cd'.repeat(32), seq: 1 },
      ...{ hash: 'ef'.repeat(32), previous: null, day: today() },
    }
    const { revision, seal } = other
    const heads = [revision.id, first.revision.id]
    const seals = new Map([[revision.id, seal]])
    store.exchange.commitImport(file, [
      { subject, kind: 'source', revisions: [revision], heads, seals },
    ])
    const collect = runInNewContext('gc') as () => void
    // Read once, so that every run has the same pauses.
    store.sources.known()
    /** Holds the name itself in no variable. */
    const closedAfter = (pauses: number) => {
      const { identity } = session()
      const name = new WeakRef(identity.read(source)?.identities[0] ?? {})
      const read = identity.readNames()
      const steps = Array.from({ length: pauses }, () => read.next().done === true)
      identity.close()
      expect(Array.from(read).length).toBeLessThan(2)
      return { name, isOver: steps.at(-1) === true }
    }
    let pauses = 0
    for (let isEnd = false; !isEnd; pauses += 1) {
      await openKey()
      const { name, isOver } = closedAfter(pauses)
      await new Promise((resolve) => setImmediate(resolve))
      collect()
      expect(name.deref()).toBe(undefined)
      isEnd = isOver
    }
    expect(pauses).toBeGreaterThan(2)
  })

  it('a source that is saved while names are read has its new name', async () => {
    stored(50)
    await openKey()
    const read = session().identity.readNames()
    read.next()
    const at = SourceId.parse(id(1_000_049))
    const { rev, content } = session().store.sources.get(at)
    await desk.handlers['sources.save']({ id: at, rev, content, identity: someone })
    expect([...read]).not.toEqual([])
    expect(session().identity.names()).toContain(someone.name)
    expect(session().identity.names()).not.toContain(nameOf(49))
  })
})
