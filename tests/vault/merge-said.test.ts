import { beforeAll, describe, expect, it } from 'vitest'
import type { Canonical } from '../../src/shared/canonical.ts'
import { RecordId, ReportId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { session } from '../exchange/test-vault.ts'
import { takeFastKdf } from '../faults/fast-kdf.ts'
import { arriveAt } from './from-elsewhere.ts'
import { caseContent, vaultOfOneTest, reportContent, sourceContent } from './harness.ts'
import type { TestVault } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { publicationContent } from './publication-content.ts'
import { mergingIn, refusal } from './merging-in.ts'

takeFastKdf()

let desk: TestVault
beforeAll(async () => {
  const made = await vaultOfOneTest()
  ;({ desk } = made)
  return made.end
})

const { merge, headOf, file } = mergingIn(() => desk)

describe('what a merge may say', () => {
  const day = '2025-03-01'
  const override = (reason: string) => ({ family: 'date', quote: 'x', reason, day })

  it('are the overrides of one of the versions, and no others', async () => {
    const id = await file('before')
    const base = headOf(id)
    await file('mine', ReportId.parse(id))
    const theirs = { ...reportContent('theirs'), overrides: [override('known')] }
    arriveAt(desk, 'report', id, [base], theirs as unknown as Canonical)
    const fields = ['content.overrides']
    for (const overrides of [[override('other')], [override('known'), override('other')]]) {
      const content = { ...reportContent('both'), overrides }
      expect(await refusal(() => merge(id, content))).toEqual(['invalid', fields])
    }
    await merge(id, { ...reportContent('both'), overrides: [override('known')] })
    const { content } = await desk.handlers['reports.get']({ id: ReportId.parse(id) })
    expect(content.overrides).toEqual([override('known')])
  })

  it('is not nothing, but a title alone or a text alone will do', async () => {
    const parted = async () => {
      const id = await file('before')
      const base = headOf(id)
      await file('mine', ReportId.parse(id))
      arriveAt(desk, 'report', id, [base], reportContent('theirs'))
      return id
    }
    const empty = await parted()
    expect(await refusal(() => merge(empty, reportContent(' \n', ' ')))).toEqual([
      'invalid',
      ['content.body'],
    ])
    expect(await refusal(() => merge(empty, caseContent('no report')))).toEqual([
      'invalid',
      ['content'],
    ])
    expect(await refusal(() => merge(empty, reportContent('', 'title')))).toBe('done')
    expect(await refusal(async () => merge(await parted(), reportContent('text', '')))).toBe('done')
  })

  it('keeps a source what it was', async () => {
    const content = sourceContent('Grey Lantern')
    const save = { id: null, rev: 0, content, identity: null }
    const { id: made } = await desk.handlers['sources.save'](save)
    const id = RecordId.parse(made)
    const base = headOf(id)
    const speaker = { ...content, kind: 'on-record' as const, codeName: '', name: 'Ann' }
    arriveAt(desk, 'source', id, [base], { ...content, note: 'a' })
    arriveAt(desk, 'source', id, [base], { ...content, codeName: 'Blue Lantern' })
    arriveAt(desk, 'source', id, [base], speaker)
    expect(await refusal(() => merge(id, speaker))).toEqual(['invalid', ['content.kind']])
    const renamed = { ...content, codeName: 'Red Lantern' }
    expect(await refusal(() => merge(id, renamed))).toEqual(['invalid', ['content.codeName']])
    const asSpeaker = { ...content, codeName: '' }
    expect(await refusal(() => merge(id, asSpeaker))).not.toBe('done')
    expect(await refusal(() => merge(id, { ...content, codeName: 'Blue Lantern' }))).toBe('done')

    const told = await desk.handlers['sources.save']({ ...save, content: speaker })
    const open = RecordId.parse(told.id)
    const before = headOf(open)
    arriveAt(desk, 'source', open, [before], { ...speaker, note: 'a' })
    arriveAt(desk, 'source', open, [before], { ...speaker, note: 'b' })
    expect(await refusal(() => merge(open, { ...speaker, note: 'a and b' }))).toBe('done')
  })

  it('refers to nothing that is not here, in a claim, a phrase and a publication', async () => {
    const { handlers } = desk
    const save = { id: null, rev: 0 }
    const report = ReportId.parse(await file('They crossed at the same time'))
    const elsewhere = '9'.repeat(32)
    const source = await handlers['sources.save']({
      ...save,
      content: sourceContent('Quiet Heron'),
      identity: null,
    })
    const kase = await handlers['cases.save']({ ...save, content: caseContent('Case') })
    const claim = claimContent(report)
    const phrase = attributionContent(source.id)
    const publication = publicationContent(kase.id)
    const apart = (kind: Revision['kind'], made: string, content: object, key: string) => {
      const id = RecordId.parse(made)
      const base = headOf(id)
      for (const said of ['one', 'two']) {
        arriveAt(desk, kind, id, [base], { ...content, [key]: said } as unknown as Canonical)
      }
      return id
    }
    const claimed = await handlers['claims.save']({ ...save, content: claim })
    const claimId = apart('claim', claimed.id, claim, 'act')
    expect(await refusal(() => merge(claimId, { ...claim, caseId: elsewhere }))).toEqual([
      'invalid',
      ['content.caseId'],
    ])
    expect(await refusal(() => merge(claimId, { ...claim, act: 'both' }))).toBe('done')

    const attributed = await handlers['attributions.save']({ ...save, content: phrase })
    const phraseId = apart('attribution', attributed.id, phrase, 'basis')
    expect(await refusal(() => merge(phraseId, { ...phrase, sourceId: elsewhere }))).toEqual([
      'invalid',
      ['content.sourceId'],
    ])
    expect(await refusal(() => merge(phraseId, { ...phrase, basis: 'both' }))).toBe('done')

    const published = await handlers['publications.save']({ ...save, content: publication })
    const publicationId = apart('publication', published.id, publication, 'summary')
    expect(
      await refusal(() => merge(publicationId, { ...publication, caseId: elsewhere })),
    ).not.toBe('done')
    const stop = { family: 'date', quote: 'x', reason: 'y', day, where: 'title' }
    const passing = await refusal(() => merge(publicationId, { ...publication, overrides: [stop] }))
    expect(passing).not.toBe('done')
    expect(await refusal(() => merge(publicationId, { ...publication, summary: 'both' }))).toBe(
      'done',
    )
  })

  it('is told to every window, with the records that are still apart', async () => {
    const id = await file('before')
    const base = headOf(id)
    await file('mine', ReportId.parse(id))
    arriveAt(desk, 'report', id, [base], reportContent('theirs'))
    const told = async () =>
      (await desk.handlers['records.conflicts']({})).filter((one) => one.id === id)
    expect(await told()).toEqual([{ id, kind: 'report', title: 'A report' }])
    const before = desk.events.length
    expect(await merge(id, reportContent('both'))).toEqual({ keptDraft: null })
    expect(desk.events.slice(before)).toContainEqual({ kind: 'changed' })
    expect(await told()).toEqual([])
  })
})

describe('the holders of a record are told the result of a merge', () => {
  const notices = (subject: RecordId) =>
    [...session(desk).store.notices.every()]
      .map(({ notice }) => notice)
      .filter((notice) => notice.subject === subject)
      .map(({ kind, revision, uses }) => [kind, revision, uses])

  it('of a report each time, of a case never', async () => {
    const id = await file('before')
    const base = headOf(id)
    await file('mine', ReportId.parse(id))
    arriveAt(desk, 'report', id, [base], reportContent('theirs'))
    const before = notices(id).length
    await merge(id, reportContent('both'))
    expect(notices(id).slice(before)).toEqual([['correction', headOf(id), []]])

    const save = { id: null, rev: 0, content: caseContent('Case') }
    const kase = RecordId.parse((await desk.handlers['cases.save'](save)).id)
    const first = headOf(kase)
    for (const question of ['a', 'b']) {
      arriveAt(desk, 'case', kase, [first], { ...caseContent('Case'), question })
    }
    await merge(kase, { ...caseContent('Case'), question: 'a and b' })
    expect(notices(kase)).toEqual([])
  })

  it('of a source when one version has a new grade or a withdrawal', async () => {
    const consent = { use: 'share-desk', audience: '', given: '2024-01', withdrawn: '', note: '' }
    const content = { ...sourceContent('Night Jar'), consents: [consent] } as ReturnType<
      typeof sourceContent
    >
    const parted = async (codeName: string, ...changes: object[]): Promise<RecordId> => {
      const save = { id: null, rev: 0, content: { ...content, codeName }, identity: null }
      const id = RecordId.parse((await desk.handlers['sources.save'](save)).id)
      const base = headOf(id)
      for (const change of changes) {
        arriveAt(desk, 'source', id, [base], { ...content, codeName, ...change } as never)
      }
      return id
    }
    const same = await parted('Night Jar', { note: 'a' }, { note: 'b' })
    await merge(same, { ...content, note: 'a and b' })
    expect(notices(same)).toEqual([])

    const graded = await parted('Rock Dove', { note: 'a' }, { reliability: 'B' })
    await merge(graded, { ...content, codeName: 'Rock Dove', reliability: 'B' })
    expect(notices(graded)).toEqual([['correction', headOf(graded), []]])

    const withdrawn = { consents: [{ ...consent, withdrawn: '2024-02' }] }
    const back = await parted('Sand Wren', { note: 'a' }, withdrawn)
    await merge(back, { ...content, codeName: 'Sand Wren', ...withdrawn })
    expect(notices(back)).toEqual([['withdrawal', null, ['share-desk']]])
  })
})
