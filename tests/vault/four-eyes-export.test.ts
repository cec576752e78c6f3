import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyCosignature } from '../../src/main/vault/reviewers/cosignature.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { session } from '../exchange/test-vault.ts'
import {
  cosignatures,
  embargoed,
  exportCase,
  fourEyesVault,
  kindsOf,
  refusedAs,
  words,
} from './four-eyes-vault.ts'
import type { FourEyesVault } from './four-eyes-vault.ts'
import { reportContent } from './harness.ts'
import { holdsElsewhere } from './second-reader.ts'

let at: FourEyesVault
beforeEach(async () => {
  at = await fourEyesVault()
})
afterEach(() => at.close())

describe('with four eyes an export', () => {
  it('in which nothing was let pass is written by one alone', async () => {
    const saved = await at.desk.handlers['reports.save']({
      id: null,
      rev: 0,
      content: reportContent('Rice was dear.', 'Prices'),
    })
    await at.desk.handlers['reports.file']({ id: saved.id, rev: saved.rev })
    await exportCase(at, null, [], { kind: 'reports', reportIds: [saved.id] })
    expect((await at.desk.handlers['exports.list']({}))[0]?.cosigned).toBeNull()
  })

  it('with an override needs the second reader, whose key signs its manifest', async () => {
    const overrides = await embargoed(at)
    expect(overrides.length).toBeGreaterThan(0)
    await refusedAs(at, 'cosign-needed', () => exportCase(at, null, overrides))
    await refusedAs(at, 'wrong-passphrase', () =>
      exportCase(at, { ...at.egret, passphrase: words + ' ' }, overrides),
    )
    const exportId = await exportCase(at, at.egret, overrides)
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
    await exportCase(at, at.egret, await embargoed(at))
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
