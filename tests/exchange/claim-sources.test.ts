import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { referencesOf } from '../../src/main/exchange/plan.ts'
import { withNeeded } from '../../src/renderer/features/exchange/chosen.ts'
import { unpackLists } from '../../src/renderer/features/exchange/unpack-lists.ts'
import type { CaseId, ClaimId, ReportId, SourceId } from '../../src/shared/ids.ts'
import { sourceContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { claimContent } from '../vault/protected-content.ts'
import { session } from './test-vault.ts'
import {
  committed,
  fill,
  hybridOf,
  neededIn,
  preview,
  taken,
  toShare,
  twoVaults,
} from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

let two: Two
let field: TestVault
let desk: TestVault
let caseId: CaseId
let reportId: ReportId
let first: SourceId
let second: SourceId
beforeEach(async () => {
  two = await twoVaults()
  ;({ field, desk } = two)
  ;({ caseId, reportId, sourceId: first } = await fill(field))
  const content = { ...sourceContent('Copper Lantern'), consents: [toShare] }
  second = (await field.handlers['sources.save']({ id: null, rev: 0, content, identity: null })).id
  await names([first, second])
})
afterEach(() => two.end())

/** Files the report again with these sources. */
const names = async (sourceIds: SourceId[]): Promise<void> => {
  const { rev, content } = await field.handlers['reports.get']({ id: reportId })
  const saved = await field.handlers['reports.save']({
    id: reportId,
    rev,
    content: { ...content, sourceIds },
  })
  await field.handlers['reports.file']({ id: reportId, rev: saved.rev })
}
const saidBy = async (...sourceIds: SourceId[]): Promise<ClaimId> => {
  const content = claimContent(reportId, { caseId, sourceIds })
  return (await field.handlers['claims.save']({ id: null, rev: 0, content })).id
}
const sent = async (): Promise<string> =>
  two.exported(field, caseId, { kind: 'keys', recipients: [await hybridOf(desk)] })

describe('the speakers of a claim', () => {
  it('are exported with it, and count there as they do here', async () => {
    const id = await saidBy(second)
    await taken(desk, await sent())
    expect((await desk.handlers['claims.get']({ id })).content.sourceIds).toEqual([second])
    const here = await field.handlers['claims.corroboration']({ caseId })
    const there = await desk.handlers['claims.corroboration']({ caseId })
    expect(there.origins).toEqual(here.origins)
    expect(there.claims[0]).toMatchObject({ supportedBy: [0], maySupport: [] })
  })

  it('are exported when the claim alone is chosen', async () => {
    const id = await saidBy(second)
    const path = await sent()
    const shown = await preview(desk, path)
    const needs = neededIn(shown)
    expect(needs.get(id)).toEqual([reportId, caseId, second])
    expect(needs.get(reportId)).toEqual([caseId, first, second])
    const listed = shown.items.find(({ subject }) => String(subject) === id)
    expect(listed).toMatchObject({ caseId, under: reportId, sources: [] })
    // The window shows what the vault will import.
    const chosen = new Set([id])
    expect(withNeeded(shown.items, unpackLists(shown.needs), chosen).along).toEqual(
      new Set([reportId, caseId, first, second]),
    )
    expect(await committed(desk, shown.exportId, [id])).toMatchObject({ added: 5, left: 0 })
  })

  it('are among what a claim refers to, even if its report does not name them', () => {
    const content = claimContent(reportId, { caseId, sourceIds: [second] })
    expect(referencesOf('claim', content)).toEqual([reportId, caseId, second])
    expect(referencesOf('claim', claimContent(reportId))).toEqual([reportId])
  })

  it('may be unknown to the file and the vault: the claim is imported, and they count for nothing', async () => {
    const id = await saidBy(first, second)
    const alone = await saidBy(second)
    await names([first])
    const path = await sent()
    const { items } = await preview(desk, path)
    expect(items.map(({ effect }) => effect)).not.toContain('refused')
    expect(items.map(({ subject }) => String(subject))).not.toContain(second)
    await taken(desk, path)
    const claim = await desk.handlers['claims.get']({ id })
    expect(claim.content.sourceIds).toEqual([first, second])
    const { origins, claims } = await desk.handlers['claims.corroboration']({ caseId })
    expect(origins.map(({ sources }) => sources)).toEqual([[first]])
    const counted = new Map(claims.map((row) => [row.claim.id, row.supportedBy.length]))
    expect([counted.get(id), counted.get(alone)]).toEqual([1, 0])
    const kept = runAtOnce(session(desk).store.records.keptBy([reportId as never])())
    expect(kept.get(reportId as never)?.by).toHaveLength(2)
  })
})
