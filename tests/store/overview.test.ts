import { expect, it } from 'vitest'
import type { RecordRow } from '../../src/main/store/record-state.ts'
import { ClaimId, RecordId, SourceId } from '../../src/shared/ids.ts'
import type { CaseId, ReportId } from '../../src/shared/ids.ts'
import { claimContent } from '../vault/protected-content.ts'
import {
  asRecord,
  caseContent,
  makeRevision,
  newId,
  runVerify,
  settings,
  sourceContent,
  testVault,
} from './test-vault.ts'
import type { TestVault } from './test-vault.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

const idOf = ({ id }: RecordRow): RecordId => id

const claimOf = (vault: TestVault, reportId: ReportId, caseId: CaseId): void => {
  const id = newId()
  const content = { ...claimContent(reportId), caseId }
  vault.store.claims.save({
    id: ClaimId.parse(id),
    rev: 0,
    content,
    revision: makeRevision(id, 'claim', content),
  })
}

it('counts are those of what is listed, whatever was done in between', () => {
  const vault = testVault()
  const counts = (of: CaseId | null = null) => vault.store.overview.counts(of)
  expect(counts()).toMatchObject({ cases: 0, sources: 0, reports: 0, drafts: 0, conflicts: 0 })
  const winter = vault.saveCase(caseContent('Winter'))
  const summer = vault.saveCase(caseContent('Summer'))
  const filed = vault.filed({ caseId: winter })
  const draft = vault.draft({ caseId: summer })
  vault.saveSource()
  claimOf(vault, filed.id, winter)
  expect(counts()).toEqual({
    cases: 2,
    sources: 1,
    reports: 2,
    drafts: 1,
    claims: 1,
    publications: 0,
    conflicts: 0,
  })
  expect(counts(winter)).toMatchObject({ reports: 1, drafts: 0, claims: 1 })
  expect(counts(summer)).toMatchObject({ reports: 1, drafts: 1, claims: 0 })

  // A draft of a filed report, another case, a filed draft, a deleted and a restored report.
  vault.draft({ caseId: summer, body: 'More.' }, filed.id)
  expect(counts()).toMatchObject({ reports: 2, drafts: 2 })
  expect(counts(summer)).toMatchObject({ reports: 2, drafts: 2 })
  vault.fileDraft(draft.id)
  expect(counts(summer)).toMatchObject({ reports: 2, drafts: 1 })
  const { store } = vault
  const rev = (id: string): number => store.revisions.heads(asRecord(id))?.rev ?? 0
  store.records.remove(asRecord(draft.id), rev(draft.id))
  expect(counts()).toMatchObject({ reports: 1, drafts: 1 })
  expect(counts(summer)).toMatchObject({ reports: 1 })
  store.records.restore(asRecord(draft.id))
  expect(counts(summer)).toMatchObject({ reports: 2 })
  store.records.remove(asRecord(draft.id), rev(draft.id))
  store.records.purgeRemoved()
  expect(counts()).toMatchObject({ reports: 1, drafts: 1 })
  // From the beginning, without what was kept.
  const kept = counts()
  vault.reopen()
  expect(counts()).toEqual(kept)
})

it('what changes between two steps of the counts is counted as it is then', () => {
  const vault = testVault()
  const winter = vault.saveCase(caseContent('Winter'))
  const summer = vault.saveCase(caseContent('Summer'))
  const filed = vault.filed({ caseId: winter })
  for (let i = 0; i < 6; i += 1) claimOf(vault, filed.id, i % 2 === 0 ? winter : summer)
  vault.reopen()
  const { store } = vault
  let steps = 0
  for (const _ of store.overview.readCounts(winter)) {
    // One more, one fewer, one that moves, and a draft of a filed report.
    claimOf(vault, filed.id, winter)
    const [first, second] = store.claims.list().reverse()
    if (first === undefined || second === undefined) throw new Error('none')
    const id = second.id
    const content = { ...second.content, caseId: steps % 2 === 0 ? winter : summer }
    const parents = store.revisions.heads(asRecord(id))?.heads ?? []
    const revision = makeRevision(id, 'claim', content, parents, `2024-05-${String(10 + steps)}`)
    store.claims.save({ id, rev: second.rev, content, revision })
    store.records.remove(asRecord(first.id), first.rev)
    vault.draft({ caseId: winter, body: `Body ${String(steps)}` })
    steps += 1
    if (steps > 12) break
  }
  expect(steps).toBeGreaterThan(4)
  const counted = [winter, summer, null].map((of) => store.overview.counts(of))
  vault.reopen()
  expect([winter, summer, null].map((of) => vault.store.overview.counts(of))).toEqual(counted)
  expect(counted[0]).toMatchObject({
    claims: expect.any(Number),
    drafts: steps,
    reports: steps + 1,
  })
})

it('the records changed last come first, without deleted ones and those of other cases', () => {
  const vault = testVault()
  const winter = vault.saveCase(caseContent('Winter'))
  const source = vault.saveSource(sourceContent({ codeName: 'Grey Lantern' }))
  const first = vault.draft({ caseId: winter, sourceIds: [source], title: 'First' })
  const second = vault.draft({ title: 'Second' })
  const recent = (of: CaseId | null, most = 8): string[] =>
    runAtOnce(vault.store.overview.readRecent(of, most, idOf)())
  expect(recent(null)).toEqual([second.id, first.id, source, winter])
  vault.draft({ caseId: winter, sourceIds: [source], title: 'First again' }, first.id)
  expect(recent(null, 2)).toEqual([first.id, second.id])
  expect(recent(winter)).toEqual([first.id, source, winter])
  vault.store.records.remove(asRecord(second.id), second.rev)
  expect(recent(null)).not.toContain(second.id)
})

it('opening a record does not make it a recent one, and writes nothing', () => {
  const vault = testVault()
  const first = vault.draft({ title: 'First' })
  const second = vault.draft({ title: 'Second' })
  const tail = vault.store.journal.tail()
  vault.store.reports.get(first.id)
  expect(runAtOnce(vault.store.overview.readRecent(null, 8, idOf)())).toEqual([second.id, first.id])
  expect(vault.store.journal.tail()).toEqual(tail)
})

it('a purge takes the checklist of a compromised source with it, and no other', () => {
  const vault = testVault()
  const kept = vault.saveSource(sourceContent({ codeName: 'Grey Lantern' }))
  const going = vault.saveSource(sourceContent({ codeName: 'True Mint' }))
  const exposed = [kept, going].map((id) => ({
    id: RecordId.parse(id),
    done: ['contact' as const],
  }))
  vault.store.settings.set({ ...settings, exposed })
  vault.store.records.remove(RecordId.parse(going), 1)
  // Until the purge it can be restored, and its ticks with it.
  expect(vault.store.settings.get().exposed).toHaveLength(2)
  vault.store.records.purgeRemoved()
  vault.reopen()
  expect(vault.store.settings.get().exposed).toEqual([exposed[0]])
  expect(runVerify(vault.store).faults).toEqual([])
})

it('a purge unpins what it erases, and the vault still verifies', () => {
  const vault = testVault()
  const kept = vault.saveSource(sourceContent({ codeName: 'Grey Lantern' }))
  const going = vault.draft({ title: 'Pinned' })
  const pinned = [kept, going.id].map((id) => RecordId.parse(id))
  vault.store.settings.set({ ...settings, pinned })
  const shown = (): string[] =>
    runAtOnce(vault.store.overview.readOf(vault.store.settings.get().pinned, idOf)())
  expect(shown()).toEqual([kept, going.id])
  vault.store.records.remove(asRecord(going.id), going.rev)
  expect(shown()).toEqual([kept])
  // Until the purge it can be restored, and is pinned then.
  expect(vault.store.settings.get().pinned).toHaveLength(2)
  vault.store.records.purgeRemoved()
  expect(vault.store.settings.get().pinned).toEqual([SourceId.parse(kept)])
  vault.reopen()
  expect(vault.store.settings.get().pinned).toEqual([SourceId.parse(kept)])
  expect(runVerify(vault.store).faults).toEqual([])
})
