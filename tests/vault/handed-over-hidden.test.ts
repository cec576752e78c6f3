import { expect, test } from 'vitest'
import { shownAdvisories } from '../../src/main/vault/custody/advisories.ts'
import type { Store } from '../../src/main/store/store.ts'
import { retentionHandlers } from '../../src/main/vault/records/retention-handlers.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import { collect } from '../../src/rescue/collect.ts'
import type { Notice } from '../../src/shared/custody.ts'
import { AuthorKey, Day } from '../../src/shared/ids.ts'
import type { RecordId } from '../../src/shared/ids.ts'
import { runAtOnce } from '../../src/shared/steps.ts'
import { asRecord, runVerify, sourceContent, testVault } from '../store/test-vault.ts'

/**
 * A vault with a report and its source that were handed over and are not erased yet.
 *
 * @param before what happens to the report that goes and to one that stays, before that.
 */
const handedOver = (before: (store: Store, ...ids: RecordId[]) => void = () => undefined) => {
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
  before(store, asRecord(gone), asRecord(stays))
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

const author = AuthorKey.parse('ab'.repeat(32))

/** The user's reasons about a record: an override, an export with a purpose, its co-signature, a hold. */
const reasonsAbout = (store: Store, subject: RecordId, word: string, n: number): void => {
  const day = Day.parse('2024-04-02')
  const reason = `${word}override`
  store.journal.noteOverrides([{ subject, reason }])
  const keep = { subject, eraseAfter: '' as const }
  store.retention.set({ ...keep, hold: true, reason: `${word}hold` })
  store.retention.set({ ...keep, hold: false, reason: `${word}release` })
  const exportId = String(n).repeat(32)
  const statement = {
    ...{ what: 'export' as const, subject: exportId, day, by: 'Reader', files: [] },
    overrides: [{ item: 'finding', subject, reason: `${word}cosigned` }],
  }
  store.together(() => {
    store.journal.noteCosigned(null, { key: author, signature: 'cd'.repeat(64), statement })
    store.exchange.recordExport(
      {
        ...{ exportId, day, reports: 1, to: ['passphrase'], bytes: 65_536, seq: n },
        ...{ purpose: `${word}purpose`, pair: 'ab'.repeat(32), hash: 'cd'.repeat(32) },
      },
      [subject],
      [{ subject: null, reason: `${word}quoted` }],
    )
  })
}

test('no reason, purpose or co-signature about what was handed over and is not erased yet is shown or rescued', () => {
  const { d } = handedOver((store, gone, stays) => {
    reasonsAbout(store, gone, 'zqgone', 1)
    reasonsAbout(store, stays, 'zqstays', 2)
  })
  const { journal, exchange } = d.store
  const shown = JSON.stringify([
    journal.list(null, null, 100),
    journal.cosignatures(),
    exchange.exports(),
  ])
  const rescued = JSON.stringify(
    collect({ stored: { store: d.store, rescue: null }, headerCopies: [] } as never),
  )
  const words = ['override', 'hold', 'release', 'cosigned', 'purpose', 'quoted']
  for (const all of [shown, rescued]) {
    expect(words.filter((word) => all.includes(`zqgone${word}`))).toEqual([])
    expect(words.filter((word) => !all.includes(`zqstays${word}`))).toEqual([])
  }
  // The rows are as they were: the digest of the vault covers them until they are erased.
  expect(runVerify(d.store).faults).toEqual([])
})
