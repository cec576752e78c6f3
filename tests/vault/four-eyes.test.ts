import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Secret } from '../../src/crypto/secret.ts'
import { verifyCosignature } from '../../src/main/vault/reviewers/cosignature.ts'
import { readReviewers } from '../../src/main/vault/reviewers/reviewers.ts'
import { sha256 } from '../../src/publication/items.ts'
import { collect } from '../../src/rescue/collect.ts'
import type { Day } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import {
  cosignatures,
  fourEyesVault,
  kindsOf,
  publish,
  refusedAs,
  settle,
} from './four-eyes-vault.ts'
import type { FourEyesVault } from './four-eyes-vault.ts'
import { failureOf } from './harness.ts'
import { holdsElsewhere } from './second-reader.ts'
import { reviewOf } from '../exchange/decided.ts'

let at: FourEyesVault
beforeEach(async () => {
  at = await fourEyesVault()
})
afterEach(() => {
  vi.restoreAllMocks()
  at.close()
})

describe('the limits for phrases', () => {
  it('are those of the settings', async () => {
    const pool = async () =>
      (await reviewOf(at.ours, at.publication.id)).items.find(({ kind }) => kind === 'pool')?.state
    expect(await pool()).toBe('warns')
    await settle(at, { poolBlockUnder: 8 })
    expect(await pool()).toBe('blocks')
    expect(await failureOf(() => publish(at, at.egret))).toBe('withheld')
    await settle(at, { poolBlockUnder: 2, poolWarnUnder: 7 })
    expect(await pool()).toBe('ok')
  })
})

describe('with four eyes a publication', () => {
  it('is not written without a second reader, or with a wrong passphrase, and leaves no trace', async () => {
    await refusedAs(at, 'cosign-needed', () => publish(at, null))
    await refusedAs(at, 'wrong-passphrase', () =>
      publish(at, { ...at.egret, passphrase: 'not hers at all' }),
    )
    await refusedAs(at, 'not-found', () =>
      publish(at, { ...at.egret, reviewer: 'ab'.repeat(32) as never }),
    )
  })

  it('is signed by the second reader: these bytes, and nothing else', async () => {
    const { files } = await publish(at, at.egret)
    const [cosignature] = cosignatures(at)
    const { statement } = cosignature!
    expect(statement).toMatchObject({
      what: 'publication',
      subject: at.publication.id,
      by: 'Egret',
      overrides: [],
    })
    expect(statement.files).toEqual(
      files.map(({ name }) => ({
        name: name.split('/').at(-1),
        digest: `sha256:${sha256(readFileSync(join(at.out, name)))}`,
      })),
    )
    expect([verifyCosignature(cosignature!), holdsElsewhere(cosignature!)]).toEqual([true, true])
    for (const changed of [
      { ...cosignature!, statement: { ...statement, day: '2020-01-01' as Day } },
      { ...cosignature!, statement: { ...statement, by: 'Plover' } },
      { ...cosignature!, statement: { ...statement, files: statement.files.slice(1) } },
      { ...cosignature!, key: session(at.desk).author },
    ]) {
      expect([verifyCosignature(changed), holdsElsewhere(changed)]).toEqual([false, false])
    }
  })

  it('leaves no secret of the second reader open, signed or refused', async () => {
    const taken = vi.spyOn(Secret, 'take')
    await publish(at, at.egret)
    expect(await failureOf(() => publish(at, { ...at.egret, passphrase: 'not hers' }))).not.toBe(
      'none',
    )
    await settle(at, { poolBlockUnder: 10 })
    expect(await failureOf(() => publish(at, at.egret))).toBe('withheld')
    const secrets = taken.mock.results.map(({ value }) => value as Secret)
    // For each use, the derived root and its key; twice the seed; once its key pair.
    expect(secrets.length).toBeGreaterThanOrEqual(9)
    expect(secrets.filter(({ wiped }) => !wiped)).toEqual([])
  })

  it('names the signer, in the journal too, also after a lock', async () => {
    await publish(at, at.egret)
    expect(await kindsOf(at, at.publication.id)).toContain('review.cosigned')
    await at.lock()
    const { cosigned } = await at.desk.handlers['publications.get']({ id: at.publication.id })
    expect(cosigned).toMatchObject([{ name: 'Egret', holds: true }])
    const verified = await at.desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(verified).toMatchObject({ faults: [] })
    const { lines } = await at.desk.handlers['journal.list']({
      subject: null,
      before: null,
      limit: 200,
    })
    expect(lines.filter(({ reason }) => reason !== null)).toEqual([])
  })

  it('is signed together with the reasons for overrides', async () => {
    await settle(at, { poolBlockUnder: 10 })
    const { items } = await reviewOf(at.ours, at.publication.id)
    const item = items.find(({ kind, state }) => kind === 'pool' && state === 'blocks')!.item
    at.publication = await at.ours['publications.save']({
      id: at.publication.id,
      rev: at.publication.rev,
      content: {
        ...at.publication.content,
        overrides: [{ item, reason: 'All of them have left', day: '2026-01-01' as Day }],
      },
    })
    await publish(at, at.egret)
    expect(cosignatures(at)[0]?.statement.overrides).toEqual([
      { item, subject: at.phrase.id, reason: 'All of them have left' },
    ])
  })

  it('needs no second signature when four eyes are off, or no reader is left', async () => {
    await settle(at, { fourEyes: false })
    await publish(at, null)
    await settle(at, { fourEyes: true })
    expect(await failureOf(() => publish(at, null))).toBe('cosign-needed')
    await at.desk.handlers['reviewers.remove']({ reviewer: at.egret.reviewer })
    await publish(at, null)
    expect(cosignatures(at)).toEqual([])
    expect(readdirSync(at.out)).toEqual(['public-record', 'public-record-2'])
  })

  it('keeps its signature when the second reader is removed', async () => {
    await publish(at, at.egret)
    await at.desk.handlers['reviewers.remove']({ reviewer: at.egret.reviewer })
    const { cosigned } = await at.ours['publications.get']({ id: at.publication.id })
    expect(cosigned).toMatchObject([{ name: 'Egret', holds: true }])
  })
})

describe('the rescue tool', () => {
  it('returns co-signatures, and no key of a second reader', async () => {
    await publish(at, at.egret)
    const { store } = session(at.desk)
    const { wrapped } = readReviewers(store)[0]!
    const told = collect({
      stored: { store, rescue: null, close: () => undefined },
      headerCopies: 'both',
    } as never)
    expect(told['cosignatures']).toMatchObject([{ statement: { by: 'Egret' } }])
    const text = JSON.stringify(told)
    for (const form of ['hex', 'base64', 'base64url'] as const) {
      expect(text).not.toContain(Buffer.from(wrapped).toString(form).slice(0, 40))
    }
  })
})
