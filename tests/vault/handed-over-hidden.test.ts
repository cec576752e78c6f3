import { expect, test } from 'vitest'
import { shownAdvisories } from '../../src/main/vault/custody/advisories.ts'
import { retentionHandlers } from '../../src/main/vault/records/retention-handlers.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import { collect } from '../../src/rescue/collect.ts'
import type { Notice } from '../../src/shared/custody.ts'
import { Day } from '../../src/shared/ids.ts'
import { runAtOnce } from '../../src/shared/steps.ts'
import { asRecord, sourceContent, testVault } from '../store/test-vault.ts'

/** A vault with a report and its source that were handed over and are not erased yet. */
const handedOver = () => {
  const d = testVault()
  const { store } = d
  const source = d.saveSource(sourceContent({ codeName: 'zqname' }))
  const gone = d.filed({ title: 'zqtitle', body: 'zqbody', sourceIds: [source] }).id
  const stays = d.filed({ title: 'zqstays' }).id
  const eraseAfter = Day.parse('2024-01-01')
  const keep = (id: string, reason: string): void =>
    store.retention.set({ subject: asRecord(id), eraseAfter, hold: false, reason })
  keep(gone, 'zqreason')
  keep(stays, 'because')
  const going = [gone, source].map((id) => ({
    subject: asRecord(id),
    heads: store.revisions.heads(asRecord(id))?.heads ?? [],
  }))
  store.records.handOver(runAtOnce(store.records.checkHandOver(going)))
  const days = () => ({ earlier: '2025-01-01', later: '2025-01-01' })
  const session = { store, author: 'x', days, emit: () => undefined } as unknown as Session
  return { d, session, gone, stays, source }
}

test('what was handed over and is not erased yet is not due, and nothing is said of how long it is kept', async () => {
  const { session, gone, stays } = handedOver()
  const handlers = retentionHandlers(() => session)
  const { said, removed } = await handlers['retention.list']({})
  expect(said).toMatchObject([{ subject: stays, kind: 'report', name: 'zqstays', due: true }])
  expect(removed).toEqual([])
  const of = (id: string) => handlers['retention.of']({ id: asRecord(id) })
  await expect(of(gone)).rejects.toMatchObject({ code: 'not-found' })
  expect(await of(stays)).toMatchObject([{ reason: 'because' }])
})

test('what was handed over and is not erased yet is named in no notice', () => {
  const { session, gone, stays } = handedOver()
  const about = (subject: string) =>
    ({
      ...{ subject, subjectKind: 'report', kind: 'correction', day: '2024-01-01' },
      ...{ revision: null, text: '', uses: [], author: 'ab'.repeat(32) },
    }) as unknown as Notice
  const shown = runAtOnce(shownAdvisories(session, [about(gone), about(stays)]))
  expect(shown.map(({ name }) => name)).toEqual(['', 'zqstays'])
})

test('the code name of a source that was handed over is free again', () => {
  const { d } = handedOver()
  expect(d.store.sources.codeNames()).toEqual([])
})

test('what was handed over and is not erased yet is not rescued', () => {
  const { d, stays } = handedOver()
  const rescued = collect({ stored: { store: d.store, rescue: null }, headerCopies: [] } as never)
  expect(rescued).toMatchObject({ reports: [{ id: stays }], sources: [] })
  const { reports, sources, verification } = rescued
  const all = JSON.stringify({ reports, sources, verification })
  expect(all).toContain('zqstays')
  for (const word of ['zqtitle', 'zqbody', 'zqname']) expect(all).not.toContain(word)
})
