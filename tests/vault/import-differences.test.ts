import { beforeAll, describe, expect, it } from 'vitest'
import { differencesOf } from '../../src/main/vault/merge/import-differences.ts'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { ReportId } from '../../src/shared/ids.ts'
import type { RecordId, RevisionId } from '../../src/shared/ids.ts'
import type { ReportContent, Revision } from '../../src/shared/records.ts'
import { session } from '../exchange/test-vault.ts'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { receiveAt } from './from-elsewhere.ts'
import { vaultOfOneTest, failureOf, reportContent } from './harness.ts'
import type { TestVault } from './harness.ts'
import { mergingIn } from './merging-in.ts'

takeFastKdf()

let desk: TestVault
beforeAll(async () => {
  const made = await vaultOfOneTest()
  ;({ desk } = made)
  return made.end
})

const { headOf, file } = mergingIn(() => desk)

describe('the differences of a file in one record', () => {
  const bring = (subject: RecordId, ...revisions: Revision[]) =>
    differencesOf(
      session(desk),
      {
        manifest: { objects: revisions.map(({ kind, subject }) => ({ kind, subject })) },
        revisions,
        seals: new Map(),
        cards: [],
      } as unknown as Parameters<typeof differencesOf>[1],
      subject,
    )
  /** A revision as a second copy of this vault would sign it. */
  const theirs = (subject: RecordId, body: string, ...parents: RevisionId[]): Revision =>
    signRevision(session(desk), {
      subject,
      kind: 'report',
      content: reportContent(body) as unknown as Canonical,
      parents,
    })
  const seen = (found: Awaited<ReturnType<typeof bring>>) =>
    found.versions.map(({ before, after }) => [
      (before as ReportContent | null)?.body ?? null,
      (after as ReportContent).body,
    ])

  it('are each version that would be newest, beside its parent version', async () => {
    const id = await file('here')
    const base = headOf(id)
    const later = theirs(id, 'later', base)
    const latest = theirs(id, 'latest', later.id)
    const other = theirs(id, 'other', base)
    const found = await bring(id, later, latest, other)
    expect(found).toMatchObject({ subject: id, kind: 'report' })
    expect(new Set(seen(found).map((one) => one.join()))).toEqual(
      new Set(['here,latest', 'here,other']),
    )
    const [version] = found.versions
    expect([latest, other].map(({ day }) => day)).toContain(version?.day)
    expect([latest.id, other.id]).toContain(version?.revision)
    expect(version?.author).not.toBe('')
  })

  it('have no other side for a new record, and are none for a known one', async () => {
    const strange = '7'.repeat(32) as RecordId
    const first = theirs(strange, 'first')
    expect(seen(await bring(strange, first, theirs(strange, 'second', first.id)))).toEqual([
      [null, 'second'],
    ])
    const id = await file('here')
    const { revision } = session(desk).store.revisions.get(headOf(id))
    expect(seen(await bring(id, revision))).toEqual([])
    expect(await failureOf(() => bring(strange, revision))).toBe('not-found')
    expect(await failureOf(() => bring(id, first))).toBe('not-found')
  })

  it('are beside the parent version here, where there are several', async () => {
    const id = await file('before')
    const base = headOf(id)
    await file('mine', ReportId.parse(id))
    const beside = theirs(id, 'theirs', base)
    receiveAt(desk, beside)
    expect(seen(await bring(id, theirs(id, 'on theirs', beside.id)))).toEqual([
      ['theirs', 'on theirs'],
    ])
    expect(seen(await bring(id, theirs(id, 'on mine', headOf(id))))).toEqual([['mine', 'on mine']])
    // A revision of both, or of neither, is compared with the version shown here.
    expect(seen(await bring(id, theirs(id, 'both', beside.id, headOf(id))))).toEqual([
      ['mine', 'both'],
    ])
    expect(seen(await bring(id, theirs(id, 'third', base)))).toEqual([['mine', 'third']])
  })

  it('are none where the record is refused', async () => {
    const id = await file('here')
    const forged = { ...theirs(id, 'forged', headOf(id)), content: '{}' }
    expect((await bring(id, forged)).versions).toEqual([])
    const { rev } = await desk.handlers['reports.get']({ id: ReportId.parse(id) })
    const next = theirs(id, 'next', headOf(id))
    await desk.handlers['records.remove']({ id, rev })
    expect((await bring(id, next)).versions).toEqual([])
  })
})
