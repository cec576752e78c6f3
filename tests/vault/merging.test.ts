import { beforeEach, describe, expect, it } from 'vitest'
import type { Identity } from '../../src/shared/identity.ts'
import { RecordId, ReportId } from '../../src/shared/ids.ts'
import type { RevisionId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { isAuthentic } from '../../src/main/vault/session/revise.ts'
import { signed } from '../exchange/sample.ts'
import { session } from '../exchange/test-vault.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { arriveAt, stranger } from './from-elsewhere.ts'
import { mergingIn } from './merging-in.ts'
import { publicationContent } from './publication-content.ts'
import { caseContent, vaultOfOneTest, failureOf, reportContent, sourceContent } from './harness.ts'
import type { TestVault } from './harness.ts'

type ArrivalOf = Parameters<typeof arriveAt> extends [TestVault, ...infer Rest] ? Rest : never

let desk: TestVault
beforeEach(async () => {
  const made = await vaultOfOneTest()
  ;({ desk } = made)
  return made.end
})

const { versions, merge, headOf, file } = mergingIn(() => desk)
const arrives = (...args: ArrivalOf) => arriveAt(desk, ...args)
const reportOf = (id: RecordId) => desk.handlers['reports.get']({ id: ReportId.parse(id) })

/** A report that two people revised apart from each other. */
const parted = async (): Promise<{ id: RecordId; theirs: Revision }> => {
  const id = await file('before')
  const base = headOf(id)
  await file('mine', ReportId.parse(id))
  return { id, theirs: arrives('report', id, [base], reportContent('theirs')) }
}

describe('versions of a record', () => {
  it('are shown with their common ancestor', async () => {
    const { id } = await parted()
    const shown = await versions(id)
    expect(shown.bases).toEqual([reportContent('before')])
    expect(shown.sides.map(({ byUs, content }) => [byUs, content])).toEqual([
      [true, reportContent('mine')],
      [false, reportContent('theirs')],
    ])
    expect(await desk.handlers['records.conflicts']({})).toEqual([
      { id, kind: 'report', title: 'A report' },
    ])
  })

  it('are one where nothing happened apart, and none where nothing was filed', async () => {
    const id = await file('alone')
    expect((await versions(id)).sides).toHaveLength(1)
    expect(await failureOf(() => merge(id, reportContent('x')))).toBe('invalid')
    const content = reportContent('draft')
    const draft = await desk.handlers['reports.save']({ id: null, rev: 0, content })
    expect((await versions(RecordId.parse(draft.id))).sides).toEqual([])
    expect(await desk.handlers['records.conflicts']({})).toEqual([])
  })
})

describe('merging', () => {
  it('signs one revision over all heads, and leaves them in the tree', async () => {
    const { id, theirs } = await parted()
    const { heads } = await versions(id)
    expect(await merge(id, reportContent('both'))).toEqual({ keptDraft: null })
    const report = await reportOf(id)
    expect(report).toMatchObject({ state: 'filed', content: { body: 'both' } })
    expect(report.heads).toEqual([report.head])
    const { revisions, journal } = session(desk).store
    const { revision } = revisions.get(report.head as RevisionId)
    expect([...revision.parents].sort()).toEqual([...heads].sort())
    expect(isAuthentic(revision)).toBe(true)
    expect(revisions.has(theirs.id)).toBe(true)
    expect(journal.list(id, null, 1).lines[0]?.kind).toBe('record.merged')
    expect(await desk.handlers['records.conflicts']({})).toEqual([])
  })

  it('is refused once something changed that the person did not see', async () => {
    const { id, theirs } = await parted()
    const seen = await versions(id)
    arrives('report', id, [theirs.id], reportContent('theirs, later'))
    const { rev, heads } = seen
    expect(await failureOf(() => merge(id, reportContent('both'), { rev, heads }))).toBe('conflict')
    expect((await reportOf(id)).heads).toHaveLength(2)
  })

  it('is refused for content that does not fit, or that lets something pass', async () => {
    const { id } = await parted()
    expect(await failureOf(() => merge(id, caseContent('A case')))).toBe('invalid')
    expect(await failureOf(() => merge(id, { ...reportContent(' '), title: '' }))).toBe('invalid')
    const override = { family: 'date', quote: 'x', reason: 'y', day: '2025-03-01' }
    const passing = { ...reportContent('both'), overrides: [override] }
    expect(await failureOf(() => merge(id, passing))).toBe('invalid')
    expect((await reportOf(id)).heads).toHaveLength(2)
  })

  it('works for every kind of record', async () => {
    const { handlers } = desk
    const report = await file('text')
    const kase = await handlers['cases.save']({ id: null, rev: 0, content: caseContent('Case') })
    const speaker = {
      ...sourceContent(''),
      kind: 'on-record' as const,
      name: 'Ann',
      codeName: '',
    }
    const save = { id: null, rev: 0 }
    const open = await handlers['sources.save']({ ...save, content: speaker, identity: null })
    const source = await handlers['sources.save']({
      ...save,
      content: sourceContent('Grey Lantern'),
      identity: null,
    })
    const claim = claimContent(ReportId.parse(report))
    const phrase = attributionContent(source.id)
    const made = [
      ['case', kase.id, caseContent('Case')],
      ['source', open.id, speaker],
      ['source', source.id, sourceContent('Grey Lantern')],
      ['claim', (await handlers['claims.save']({ ...save, content: claim })).id, claim],
      [
        'attribution',
        (await handlers['attributions.save']({ ...save, content: phrase })).id,
        phrase,
      ],
      [
        'publication',
        (await handlers['publications.save']({ ...save, content: publicationContent(kase.id) })).id,
        publicationContent(kase.id),
      ],
    ] as const
    const changed = {
      case: 'question',
      source: 'note',
      claim: 'act',
      attribution: 'basis',
    } as const
    for (const [kind, known, content] of made) {
      const id = RecordId.parse(known)
      const base = headOf(id)
      const key = kind === 'publication' ? 'summary' : changed[kind]
      arrives(kind, id, [base], { ...content, [key]: 'one' })
      const { parents } = signed(stranger(), { subject: id, kind, content, parents: [base] })
      arrives(kind, id, parents, { ...content, [key]: 'two' })
      expect((await versions(id)).sides).toHaveLength(2)
      await merge(id, { ...content, [key]: 'one and two' })
      const { sides, heads } = await versions(id)
      expect(heads).toHaveLength(1)
      expect(sides[0]?.content).toMatchObject({ [key]: 'one and two' })
    }
    const seals = session(desk).store.sources.seals(source.id)
    expect(seals).toHaveLength(4)
    expect(await handlers['records.conflicts']({})).toEqual([])
  })

  it('never turns a protected source into a speaker, nor gives it another code name', async () => {
    const content = sourceContent('Grey Lantern')
    const { id: made } = await desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content,
      identity: null,
    })
    const id = RecordId.parse(made)
    const base = headOf(id)
    const speaker = { ...content, kind: 'on-record' as const, codeName: '', name: 'Ann' }
    arrives('source', id, [base], speaker)
    arrives('source', id, [base], { ...content, note: 'else' })
    expect(await failureOf(() => merge(id, speaker))).toBe('invalid')
    const renamed = { ...content, codeName: 'Blue Lantern' }
    expect(await failureOf(() => merge(id, renamed))).toBe('invalid')
    await merge(id, content)
    expect((await desk.handlers['sources.get']({ id: made })).content).toEqual(content)
  })
})

describe('a draft', () => {
  const overtaken = async (): Promise<RecordId> => {
    const id = await file('before')
    const base = headOf(id)
    const { rev } = await reportOf(id)
    const content = { ...reportContent('my draft'), tags: ['mine'] }
    await desk.handlers['reports.save']({ id: ReportId.parse(id), rev, content })
    arrives('report', id, [base], reportContent('theirs'))
    return id
  }
  const drafts = async () => {
    const filter = { caseId: null, sourceId: null, cursor: null, limit: 10 }
    return (await desk.handlers['reports.list']({ ...filter, state: 'draft' })).rows
  }

  it('on an overtaken revision is one of the versions', async () => {
    const id = await overtaken()
    const { sides, bases, heads } = await versions(id)
    expect(heads).toHaveLength(1)
    expect(bases).toEqual([reportContent('before')])
    expect(sides.map(({ revision, content }) => [revision === null, content])).toEqual([
      [true, { ...reportContent('my draft'), tags: ['mine'] }],
      [false, reportContent('theirs')],
    ])
  })

  it('goes into the merge, and stays as a separate draft where some of its words are left out', async () => {
    const id = await overtaken()
    const { keptDraft } = await merge(id, reportContent('theirs'))
    expect(await reportOf(id)).toMatchObject({ state: 'filed', content: { body: 'theirs' } })
    expect((await drafts()).map((row) => String(row.id))).toEqual([keptDraft])
    expect((await reportOf(keptDraft as RecordId)).content).toMatchObject({
      body: 'my draft',
      tags: ['mine'],
    })
  })

  it('leaves no copy where all of its words are in the merge', async () => {
    const id = await overtaken()
    const content = { ...reportContent('theirs\n\nmy draft'), tags: ['other', 'mine'] }
    expect(await merge(id, content)).toEqual({ keptDraft: null })
    expect(await drafts()).toEqual([])
  })

  it('that went on meanwhile is not merged over', async () => {
    const id = await overtaken()
    const { rev, heads } = await versions(id)
    const content = reportContent('my draft, longer')
    const known = ReportId.parse(id)
    await desk.handlers['reports.save']({ id: known, rev: (await reportOf(id)).rev, content })
    expect(await failureOf(() => merge(id, content, { rev, heads }))).toBe('conflict')
    expect((await reportOf(id)).content.body).toBe('my draft, longer')
  })
})

describe('an identity', () => {
  const own = 'five other words for identities'
  const who = (name: string): Identity => ({ name, otherNames: [], contact: '', note: '' })

  it('stays readable from both lines after a merge, with the key closed or open', async () => {
    await desk.handlers['identity.createKey']({ passphrase: own, label: 'Desk' })
    for (const isOpen of [false, true]) {
      const content = sourceContent(isOpen ? 'Grey Lantern' : 'Quiet Heron')
      const { id: made } = await desk.handlers['sources.save']({
        id: null,
        rev: 0,
        content,
        identity: null,
      })
      const id = RecordId.parse(made)
      const base = headOf(id)
      if (isOpen) await desk.handlers['identity.openKey']({ passphrase: own, reason: 'check' })
      arrives('source', id, [base], { ...content, note: 'a' }, who('박서연'))
      arrives('source', id, [base], { ...content, note: 'b' }, who('金某'))
      await merge(id, { ...content, note: 'a and b' })
      const read = await desk.handlers['identity.read']({
        sourceId: made,
        passphrase: own,
        reason: 'check',
      })
      expect(read.identities.map(({ name }) => name).sort()).toEqual(['金某', '박서연'].sort())
    }
  })
})
