import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as korean } from '@scure/bip39/wordlists/korean.js'
import { wordlist as chinese } from '@scure/bip39/wordlists/simplified-chinese.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Secret } from '../../src/crypto/secret.ts'
import { signingKeyPairFromSeed } from '../../src/crypto/sign.ts'
import { wrapSeed } from '../../src/main/vault/reviewers/reviewer-key.ts'
import {
  keyBytes,
  readReviewers,
  writeReviewers,
} from '../../src/main/vault/reviewers/reviewers.ts'
import type { StoredReviewer } from '../../src/main/vault/reviewers/reviewers.ts'
import type { Reviewer } from '../../src/shared/cosign.ts'
import { AuthorKey } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import { failureOf, newVault, reopen, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'
import { addReader, compareReader, heardOf } from './readers.ts'
import { readerWords } from './second-reader.ts'

const words = 'egret reads it all twice'
const other = 'plover reads it all once'

let place: ReturnType<typeof temporaryFolder>
let folder: string
let desk: TestVault
let egret: Reviewer
beforeEach(async () => {
  place = temporaryFolder()
  folder = join(place.path, 'vault')
  const made = newVault(folder)
  desk = made.desk
  await made.made
  egret = await addReader(desk, 'Egret', words)
})
afterEach(() => {
  vi.restoreAllMocks()
  desk.controller.close()
  place.remove()
})

const listed = async (): Promise<Reviewer> => {
  const [first] = (await desk.handlers['reviewers.list']({})).reviewers
  if (first === undefined) throw new Error('nobody')
  return first
}
const kinds = async (): Promise<string[]> =>
  (await desk.handlers['journal.list']({ subject: 'vault', before: null, limit: 20 })).lines.map(
    ({ kind }) => kind,
  )
/** Replaces Egret's entry in the keyring, as an attacker with the vault could. */
const putBeside = (change: Partial<StoredReviewer>): void => {
  const { store } = session(desk)
  const reviewers = readReviewers(store).map((one) => ({ ...one, ...change }))
  writeReviewers(store, reviewers, 'reviewer.added')
}
const verify = (over: Partial<Parameters<TestVault['handlers']['reviewers.verify']>[0]> = {}) =>
  desk.handlers['reviewers.verify']({
    reviewer: egret.key,
    ...heardOf(egret.words),
    passphrase: words,
    ...over,
  })
/** Expects a refusal that changes neither the reader nor the journal. */
const refusedAs = async (code: string, act: () => unknown): Promise<void> => {
  const before = [readReviewers(session(desk).store), session(desk).store.journal.tail()]
  expect(await failureOf(act)).toBe(code)
  const after = [readReviewers(session(desk).store), session(desk).store.journal.tail()]
  expect(after).toEqual(before)
}

describe('the words of a second reader', () => {
  it('are those that the document says, in each language', () => {
    expect(egret.words).toEqual({
      en: readerWords(egret.key, english),
      ko: readerWords(egret.key, korean),
      zh: readerWords(egret.key, chinese),
    })
  })

  it('stay the same while name, day and passphrase change', async () => {
    await desk.handlers['reviewers.changePassphrase']({
      reviewer: egret.key,
      current: words,
      next: other,
    })
    putBeside({ name: 'Little Egret', day: '2020-01-01' as never })
    expect((await listed()).words).toEqual(egret.words)
    await compareReader(desk, egret, other)
    expect((await listed()).verified).not.toBeNull()
  })

  it('differ for a key that was substituted under the same name, and the slip reveals it', async () => {
    const seed = Secret.random()
    const { publicKey } = signingKeyPairFromSeed(seed)
    const key = AuthorKey.parse(Buffer.from(publicKey).toString('hex'))
    // The attacker knows the passphrase and marks the words as compared.
    const wrapped = await wrapSeed(session(desk), words, seed, publicKey)
    putBeside({ key, wrapped, verified: '2026-01-01' as never })
    const shown = await listed()
    expect([shown.name, shown.key]).toEqual(['Egret', key])
    for (const language of ['en', 'ko', 'zh'] as const) {
      expect(shown.words[language]).not.toEqual(egret.words[language])
    }
    await refusedAs('invalid', () => verify({ reviewer: key }))
  })
})

describe('comparing the words of a second reader', () => {
  it('has not happened when the reader is added', async () => {
    expect(egret.verified).toBeNull()
    expect(await desk.handlers['reviewers.list']({})).toMatchObject({
      reviewers: [{ verified: null }],
      inForce: true,
    })
  })

  it('with slip and passphrase counts from that day, is journaled, and persists after a lock', async () => {
    const { reviewers, inForce } = await verify()
    const { today } = session(desk)
    expect([reviewers, inForce]).toEqual([[{ ...egret, verified: today() }], true])
    expect(await kinds()).toEqual(['reviewer.verified', 'reviewer.added', 'vault.created'])
    desk.controller.close()
    desk = await reopen(folder)
    expect(await listed()).toEqual({ ...egret, verified: today() })
    expect(await desk.handlers['vault.verify']({ task: 'a'.repeat(16) })).toMatchObject({
      faults: [],
    })
  })

  it('takes a word in any language and spelling of the keyboard', async () => {
    for (const language of ['en', 'zh'] as const) await verify(heardOf(egret.words, language))
    const { heard } = heardOf(egret.words)
    const typed = heard.map(({ at, word }) => ({ at, word: ` ${word.normalize('NFD')} ` }))
    await verify({ heard: typed })
    expect((await kinds()).filter((kind) => kind === 'reviewer.verified')).toHaveLength(3)
  })

  it('fails at one wrong word, with any passphrase, and writes nothing', async () => {
    const { heard } = heardOf(egret.words)
    for (const wrong of [0, 1]) {
      const typed = heard.map((one, i) => (i === wrong ? { ...one, word: '없는말' } : one))
      await refusedAs('invalid', () => verify({ heard: typed }))
      await refusedAs('invalid', () => verify({ heard: typed, passphrase: other }))
    }
    // The right words, in a language other than the given one.
    await refusedAs('invalid', () => verify({ language: 'en' }))
  })

  it('fails at a wrong passphrase, also with the slip in hand, and writes nothing', async () => {
    await refusedAs('wrong-passphrase', () => verify({ passphrase: other }))
    expect((await listed()).verified).toBeNull()
  })

  it('fails at a passphrase that opens the seed of another key under the listed one', async () => {
    const seed = Secret.random()
    putBeside({ wrapped: await wrapSeed(session(desk), other, seed, keyBytes(egret.key)) })
    await refusedAs('tampered', () => verify({ passphrase: other }))
    await refusedAs('tampered', () =>
      desk.handlers['reviewers.changePassphrase']({
        reviewer: egret.key,
        current: other,
        next: words,
      }),
    )
  })

  it('is for readers of this vault only', async () => {
    await refusedAs('not-found', () => verify({ reviewer: 'ab'.repeat(32) as never }))
  })

  it('has no effect when the reader is removed meanwhile', async () => {
    const comparing = verify()
    await desk.handlers['reviewers.remove']({ reviewer: egret.key })
    const { seq } = session(desk).store.journal.tail()
    expect(await failureOf(() => comparing)).toBe('not-found')
    expect(session(desk).store.journal.tail().seq).toBe(seq)
  })

  it('is refused in a vault that is open for reading only', async () => {
    desk.controller.close()
    rmSync(join(folder, 'anchor'))
    desk = await reopen(folder)
    expect(desk.controller.status().state).toBe('rescue')
    await refusedAs('read-only', () => verify())
  })

  it('stays when the passphrase changes', async () => {
    await verify()
    const { verified } = await listed()
    const change = { reviewer: egret.key, current: words, next: other }
    await desk.handlers['reviewers.changePassphrase'](change)
    expect(verified).not.toBeNull()
    expect((await listed()).verified).toBe(verified)
  })

  it('leaves no secret open, whether it fits or not', async () => {
    const taken = vi.spyOn(Secret, 'take')
    await verify()
    expect(await failureOf(() => verify({ passphrase: other }))).toBe('wrong-passphrase')
    const secrets = taken.mock.results.map(({ value }) => value as Secret)
    expect(secrets.length).toBeGreaterThanOrEqual(6)
    expect(secrets.filter(({ wiped }) => !wiped)).toEqual([])
  })
})

describe('an entry from before words were compared', () => {
  it('reads as not compared, and can be compared', async () => {
    const { store } = session(desk)
    const { publicKey, secretKey } = store.keyring.get('reviewers')
    const [{ verified, ...older }] = JSON.parse(new TextDecoder().decode(publicKey)) as [
      Record<string, unknown>,
    ]
    expect(verified).toBeNull()
    expect(Object.keys(older)).toEqual(['day', 'key', 'name'])
    store.keyring.set(
      [{ kind: 'reviewers', publicKey: Buffer.from(JSON.stringify([older])), secretKey }],
      'reviewer.added',
    )
    expect(await listed()).toEqual(egret)
    expect((await desk.handlers['reviewers.list']({})).inForce).toBe(true)
    await verify()
    expect((await listed()).verified).not.toBeNull()
  })
})
