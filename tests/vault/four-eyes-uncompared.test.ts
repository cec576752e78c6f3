import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wrapSeed } from '../../src/main/vault/reviewers/reviewer-key.ts'
import {
  keyBytes,
  readReviewers,
  writeReviewers,
} from '../../src/main/vault/reviewers/reviewers.ts'
import { Secret } from '../../src/crypto/secret.ts'
import type { StoredReviewer } from '../../src/main/vault/reviewers/reviewers.ts'
import type { Cosign } from '../../src/shared/cosign.ts'
import { session } from '../exchange/test-vault.ts'
import {
  cosignatures,
  embargoed,
  exportCase,
  fourEyesVault,
  publish,
  refusedAs,
  words,
} from './four-eyes-vault.ts'
import type { FourEyesVault } from './four-eyes-vault.ts'
import { failureOf } from './harness.ts'
import { addReader, compareReader } from './readers.ts'

const other = 'plover reads it all once'

let at: FourEyesVault
beforeEach(async () => {
  at = await fourEyesVault()
})
afterEach(() => at.close())

const change = (over: Partial<StoredReviewer>): void => {
  const { store } = session(at.desk)
  const reviewers = readReviewers(store).map((one) => ({ ...one, ...over }))
  writeReviewers(store, reviewers, 'reviewer.added')
}
/** Egret's key counts as compared no more once the work has begun: it ends with nothing written. */
const endedMeanwhile = async (act: () => Promise<unknown>): Promise<void> => {
  const begun = act()
  change({ verified: null })
  const { store } = session(at.desk)
  const before = [readdirSync(at.out), store.journal.tail().seq]
  expect(await failureOf(() => begun)).toBe('unverified')
  expect([readdirSync(at.out), store.journal.tail().seq]).toEqual(before)
  expect(cosignatures(at)).toEqual([])
}

describe('an unverified second reader', () => {
  let plover: Cosign
  beforeEach(async () => {
    plover = { reviewer: (await addReader(at.desk, 'Plover', other)).key, passphrase: other }
  })

  it('signs no publication, with the right passphrase or a wrong one, and leaves no trace', async () => {
    await refusedAs(at, 'unverified', () => publish(at, plover))
    await refusedAs(at, 'unverified', () => publish(at, { ...plover, passphrase: words }))
    expect(cosignatures(at)).toEqual([])
  })

  it('signs no export, and leaves no trace', async () => {
    const overrides = await embargoed(at)
    await refusedAs(at, 'unverified', () => exportCase(at, plover, overrides))
    expect(cosignatures(at)).toEqual([])
  })

  it('signs once they compared', async () => {
    const { reviewers } = await at.desk.handlers['reviewers.list']({})
    await compareReader(at.desk, reviewers[1]!, other)
    await publish(at, plover)
    expect(cosignatures(at)).toMatchObject([{ statement: { by: 'Plover' } }])
  })

  it('does not block a verified one', async () => {
    await publish(at, at.egret)
    expect(cosignatures(at)).toMatchObject([{ statement: { by: 'Egret' } }])
  })
})

describe('with unverified readers only', () => {
  it('four eyes stay in force, and nothing that needs a signature is published or exported', async () => {
    await at.desk.handlers['reviewers.remove']({ reviewer: at.egret.reviewer })
    const { key } = await addReader(at.desk, 'Plover', other)
    expect((await at.desk.handlers['reviewers.list']({})).inForce).toBe(true)
    await refusedAs(at, 'cosign-needed', () => publish(at, null))
    const overrides = await embargoed(at)
    await refusedAs(at, 'cosign-needed', () => exportCase(at, null, overrides))
    const plover = { reviewer: key, passphrase: other }
    await refusedAs(at, 'unverified', () => publish(at, plover))
    await refusedAs(at, 'unverified', () => exportCase(at, plover, overrides))
  })

  it('an entry from before words were compared signs nothing', async () => {
    const { store } = session(at.desk)
    const { publicKey, secretKey } = store.keyring.get('reviewers')
    const [{ day, key, name }] = JSON.parse(new TextDecoder().decode(publicKey)) as [StoredReviewer]
    const older = Buffer.from(JSON.stringify([{ day, key, name }]))
    store.keyring.set([{ kind: 'reviewers', publicKey: older, secretKey }], 'reviewer.added')
    await refusedAs(at, 'unverified', () => publish(at, at.egret))
    await refusedAs(at, 'cosign-needed', () => publish(at, null))
  })
})

describe('a comparison that ends while something is under way', () => {
  it('ends the publication, with no file and no line', async () => {
    await endedMeanwhile(() => publish(at, at.egret))
  })

  it('ends the export, with no file and no line', async () => {
    const overrides = await embargoed(at)
    await endedMeanwhile(() => exportCase(at, at.egret, overrides))
  })

  it('ends the export also after the signature, while the file is written', async () => {
    const overrides = await embargoed(at)
    let lines = 0
    const look = (): void => {
      // The file is begun only when the signature is made.
      if (readdirSync(at.out).length === 0) setImmediate(look)
      else {
        change({ verified: null })
        lines = session(at.desk).store.journal.tail().seq
      }
    }
    look()
    expect(await failureOf(() => exportCase(at, at.egret, overrides))).toBe('unverified')
    expect([readdirSync(at.out), session(at.desk).store.journal.tail().seq]).toEqual([[], lines])
    expect(cosignatures(at)).toEqual([])
  })
})

describe('the seed of another key under a compared one', () => {
  it('signs nothing, even with its passphrase', async () => {
    const wrapped = await wrapSeed(
      session(at.desk),
      other,
      Secret.random(),
      keyBytes(at.egret.reviewer),
    )
    change({ wrapped })
    await refusedAs(at, 'tampered', () => publish(at, { ...at.egret, passphrase: other }))
    expect(cosignatures(at)).toEqual([])
  })
})
