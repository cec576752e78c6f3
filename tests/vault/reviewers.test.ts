import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newKdfParams, kdfBounds } from '../../src/crypto/kdf.ts'
import { fingerprint } from '../../src/crypto/fingerprint.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { wrapIdentitySecrets } from '../../src/crypto/v1/identity-wrap.ts'
import { unwrapReviewerSeed, wrapReviewerSeed } from '../../src/crypto/v1/reviewer-wrap.ts'
import { readReviewers, writeReviewers } from '../../src/main/vault/reviewers/reviewers.ts'
import type { Reviewer } from '../../src/shared/cosign.ts'
import { session } from '../exchange/test-vault.ts'
import { failureOf, newVault, reopen, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

const words = 'egret reads it all twice'
const other = 'plover reads it all once'

let place: ReturnType<typeof temporaryFolder>
let folder: string
let desk: TestVault
beforeEach(async () => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
  const made = newVault(folder)
  desk = made.desk
  await made.made
})
afterEach(() => {
  desk.controller.close()
  place.remove()
})

const add = async (name = 'Egret', passphrase = words): Promise<Reviewer> => {
  const { reviewers } = await desk.handlers['reviewers.add']({ name, passphrase })
  return reviewers.at(-1)!
}
const kinds = async (): Promise<string[]> =>
  (await desk.handlers['journal.list']({ subject: 'vault', before: null, limit: 20 })).lines.map(
    ({ kind }) => kind,
  )

describe('a second reader', () => {
  it('is added with a key of their own, which the journal tells, and four eyes are in force', async () => {
    expect(await desk.handlers['reviewers.list']({})).toEqual({ reviewers: [], inForce: false })
    const egret = await add('  Egret ')
    expect(egret.name).toBe('Egret')
    expect(egret.fingerprint).toBe(fingerprint(Buffer.from(egret.key, 'hex')))
    expect(await kinds()).toEqual(['reviewer.added', 'vault.created'])
    await add('Plover', other)
    desk.controller.close()
    desk = await reopen(folder)
    const { reviewers, inForce } = await desk.handlers['reviewers.list']({})
    expect([reviewers.map(({ name }) => name), inForce]).toEqual([['Egret', 'Plover'], true])
    expect(new Set(reviewers.map(({ key }) => key)).size).toBe(2)
  })

  it('has a name that is unique in the vault', async () => {
    await add()
    expect(await failureOf(() => add('Egret', other))).toBe('exists')
    expect(await kinds()).toEqual(['reviewer.added', 'vault.created'])
  })

  it('is one of eight at most', async () => {
    await add()
    const { store } = session(desk)
    const [first] = readReviewers(store)
    const eight = Array.from({ length: 8 }, (_, i) => ({ ...first!, name: `Reader ${i}` }))
    writeReviewers(store, eight, 'reviewer.added')
    expect(await failureOf(() => add('Ninth', other))).toBe('too-big')
  })

  it('changes their passphrase with the old one, and keeps their key', async () => {
    const { key } = await add()
    const change = (current: string, next: string) =>
      desk.handlers['reviewers.changePassphrase']({ reviewer: key, current, next })
    const { seq } = session(desk).store.journal.tail()
    expect(await failureOf(() => change('not the right one', other))).toBe('wrong-passphrase')
    expect(session(desk).store.journal.tail().seq).toBe(seq)
    await change(words, other)
    expect((await kinds())[0]).toBe('reviewer.passphrase')
    expect(await failureOf(() => change(words, 'something else again'))).toBe('wrong-passphrase')
    await change(other, words)
    expect((await desk.handlers['reviewers.list']({})).reviewers[0]?.key).toBe(key)
  })

  it('is not asked for after removal; removing the last one turns four eyes off', async () => {
    const egret = await add()
    const plover = await add('Plover', other)
    const first = await desk.handlers['reviewers.remove']({ reviewer: egret.key })
    expect(first).toMatchObject({ reviewers: [{ name: 'Plover' }], inForce: true })
    const last = await desk.handlers['reviewers.remove']({ reviewer: plover.key })
    expect(last).toEqual({ reviewers: [], inForce: false })
    expect((await kinds()).slice(0, 2)).toEqual(['reviewer.removed', 'reviewer.removed'])
    const again = () => desk.handlers['reviewers.remove']({ reviewer: plover.key })
    expect(await failureOf(again)).toBe('not-found')
    expect((await desk.handlers['settings.get']({})).fourEyes).toBe(true)
  })

  it('is not asked for while four eyes are off', async () => {
    await add()
    const settings = await desk.handlers['settings.get']({})
    await desk.handlers['settings.set']({ ...settings, fourEyes: false })
    expect((await desk.handlers['reviewers.list']({})).inForce).toBe(false)
    expect((await kinds())[0]).toBe('vault.four-eyes')
  })

  it('leaves a vault whole', async () => {
    await add()
    const verified = await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(verified).toMatchObject({ faults: [] })
  })
})

describe('the key of a second reader', () => {
  it('lies under its own passphrase, as 104 bytes that open with no other public key', () => {
    const [root, seed] = [Secret.random(), Secret.random()]
    const kdf = newKdfParams(kdfBounds.floor)
    const publicKey = Buffer.alloc(32, 7)
    const wrapped = wrapReviewerSeed(root, kdf, seed, publicKey)
    expect([wrapped.length, Buffer.from(wrapped.subarray(0, 6)).toString('latin1')]).toEqual([
      104,
      'USRK\u0001\u0000',
    ])
    expect(unwrapReviewerSeed(root, wrapped, publicKey).equals(seed)).toBe(true)
    expect(() => unwrapReviewerSeed(root, wrapped, Buffer.alloc(32, 8))).toThrow('wrong-passphrase')
    for (let at = 8; at < wrapped.length; at++) {
      const changed = wrapped.slice()
      changed[at]! ^= 1
      expect(() => unwrapReviewerSeed(root, changed, publicKey)).toThrow('wrong-passphrase')
    }
  })

  it('is no identity key, though both are wrapped alike', () => {
    const [root, seed] = [Secret.random(), Secret.random()]
    const publicKey = Buffer.alloc(32, 7)
    const wrapped = wrapIdentitySecrets(root, newKdfParams(kdfBounds.floor), [seed], publicKey)
    expect(() => unwrapReviewerSeed(root, wrapped, publicKey)).toThrow('wrong-passphrase')
  })

  it('lies nowhere in the vault folder in clear', async () => {
    await add()
    const { wrapped, key } = readReviewers(session(desk).store)[0]!
    desk.controller.close()
    const file = readFileSync(join(folder, 'notes.db'))
    for (const part of [wrapped.subarray(0, 16), Buffer.from(key, 'hex'), 'Egret']) {
      expect(file.includes(Buffer.from(part as string))).toBe(false)
    }
  })
})
