import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyCosignature } from '../../src/main/vault/cosignature.ts'
import type { Cosign } from '../../src/shared/cosign.ts'
import type { In } from '../../src/shared/contract.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { nextTask, session, tokenFor } from '../exchange/desk-kit.ts'
import { prepared } from '../exchange/two-desks.ts'
import { cosignatures, fourEyesDesk, kindsOf, refusedAs, words } from './four-eyes-desk.ts'
import type { FourEyesDesk } from './four-eyes-desk.ts'
import { reportContent } from './harness.ts'
import { holdsElsewhere } from './second-reader.ts'

let at: FourEyesDesk
beforeEach(async () => {
  at = await fourEyesDesk()
})
afterEach(() => at.close())

describe('with four eyes an export', () => {
  const send = async (
    cosign: Cosign | null,
    overrides: { item: string; reason: string }[] = [],
    choice: In<'exports.write'>['choice'] = { kind: 'case', caseId: at.caseId },
  ): Promise<string> =>
    (
      await at.desk.handlers['exports.write']({
        task: nextTask(),
        choice: choice as never,
        target: { kind: 'passphrase', passphrase: 'four words for a file' },
        overrides,
        purpose: '',
        folder: tokenFor(at.desk, at.out),
        cosign,
      })
    ).exportId
  const embargo = async (): Promise<{ item: string; reason: string }[]> => {
    const { rev, content } = await at.desk.handlers['reports.get']({ id: at.reportId })
    const handling = { level: 'embargo', note: '', until: '2999' } as const
    const saved = await at.desk.handlers['reports.save']({
      id: at.reportId,
      rev,
      content: { ...content, handling },
    })
    await at.desk.handlers['reports.file']({ id: at.reportId, rev: saved.rev })
    const { items } = await prepared(at.desk, { kind: 'case', caseId: at.caseId })
    return items
      .filter(({ state }) => state === 'blocks')
      .map(({ item }) => ({ item, reason: 'Kim Chol-su agreed to it' }))
  }

  it('in which nothing was let pass is written by one alone', async () => {
    const saved = await at.desk.handlers['reports.save']({
      id: null,
      rev: 0,
      content: reportContent('Rice was dear.', 'Prices'),
    })
    await at.desk.handlers['reports.file']({ id: saved.id, rev: saved.rev })
    await send(null, [], { kind: 'reports', reportIds: [saved.id] })
    expect((await at.desk.handlers['exports.list']({}))[0]?.cosigned).toBeNull()
  })

  it('in which something was let pass needs the second reader, who signs its manifest', async () => {
    const overrides = await embargo()
    expect(overrides.length).toBeGreaterThan(0)
    await refusedAs(at, 'cosign-needed', () => send(null, overrides))
    await refusedAs(at, 'wrong-passphrase', () =>
      send({ ...at.egret, passphrase: words + ' ' }, overrides),
    )
    const exportId = await send(at.egret, overrides)
    const [cosignature] = cosignatures(at)
    const [entry] = session(at.desk).store.exchange.exports()
    expect(cosignature?.statement).toMatchObject({
      what: 'export',
      subject: exportId,
      by: 'Egret',
      files: [{ name: 'manifest', digest: `blake2b-256:${entry?.hash}` }],
    })
    expect(cosignature?.statement.overrides).toHaveLength(overrides.length)
    expect([verifyCosignature(cosignature!), holdsElsewhere(cosignature!)]).toEqual([true, true])
    const [row] = await at.desk.handlers['exports.list']({})
    expect(row).toMatchObject({ exportId, cosigned: { name: 'Egret', holds: true } })
    expect(await kindsOf(at, 'vault')).toContain('review.cosigned')
  })

  it('loses its co-signature, which holds reasons, when a record in it is purged', async () => {
    await send(at.egret, await embargo())
    await at.ours['publications.get']({ id: at.publication.id })
    for (const id of [
      at.publication.id,
      at.publication.content.claims[0]!.claimId,
      at.phrase.id,
      at.reportId,
    ]) {
      const { rev } = session(at.desk).store.revisions.heads(id as string as RecordId)!
      await at.desk.handlers['records.remove']({ id: id as string as RecordId, rev })
    }
    expect(cosignatures(at)).toHaveLength(1)
    await at.lock()
    expect(cosignatures(at)).toEqual([])
    expect(await kindsOf(at, 'vault')).toContain('review.cosigned')
    const verified = await at.desk.handlers['vault.verify']({ task: 'a'.repeat(16) })
    expect(verified).toMatchObject({ faults: [] })
  })
})
