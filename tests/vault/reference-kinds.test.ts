import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gather } from '../../src/main/exchange/gather.ts'
import { noPace } from '../../src/main/exchange/pace.ts'
import { ownCard } from '../../src/main/vault/contacts/own-card.ts'
import { phrasesAs } from '../../src/main/vault/review/phrases.ts'
import { exportedTexts } from '../../src/main/vault/review/export-findings.ts'
import { newRecordId } from '../../src/main/vault/session/record-id.ts'
import { signRevision } from '../../src/main/vault/session/revise.ts'
import type { ClaimContent, PublicationContent } from '../../src/shared/claims.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import { ReportId } from '../../src/shared/ids.ts'
import type { RecordId, RevisionId } from '../../src/shared/ids.ts'
import type { Revision, SourceContent } from '../../src/shared/records.ts'
import { nextTask, session } from '../exchange/test-vault.ts'
import { prepared } from '../exchange/two-vaults.ts'
import { exportVault } from './export-vault.ts'
import type { ExportVault } from './export-vault.ts'
import { arriveAt, receiveAt } from './from-elsewhere.ts'
import { caseContent, failureOf, reportContent, sourceContent } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { publicationContent } from './publication-content.ts'

type Kind = Revision['kind']
const kinds: readonly Kind[] = ['case', 'source', 'report', 'claim', 'attribution', 'publication']

let at: ExportVault
/** One record of each kind, which no export of these tests has a reason to take. */
let made: Record<Kind, RecordId>
/** The report that claims are of where a test does not name another record. */
let home: ReportId

beforeEach(async () => {
  at = await exportVault()
  const { handlers } = at.desk
  const fresh = { id: null, rev: 0 } as const
  const kase = await handlers['cases.save']({ ...fresh, content: caseContent('Another case') })
  const source = await at.make({ codeName: 'Copper Fern' })
  const report = await at.write({ caseId: null, sourceIds: [source.id] })
  const claim = await handlers['claims.save']({ ...fresh, content: claimContent(report) })
  const attribution = await handlers['attributions.save']({
    ...fresh,
    content: attributionContent(source.id),
  })
  const publication = await handlers['publications.save']({
    ...fresh,
    content: { ...publicationContent(kase.id), summary: 'Call 010-2345-6789' },
  })
  made = {
    case: kase.id,
    source: source.id,
    report,
    claim: claim.id,
    attribution: attribution.id,
    publication: publication.id,
  } as Record<Kind, string> as typeof made
  home = report
})
afterEach(() => at.close())

const headOf = (id: RecordId): RevisionId => {
  const head = session(at.desk).store.revisions.heads(id)?.head ?? null
  if (head === null) throw new Error('never filed')
  return head
}

const save = async (kind: Kind, content: unknown): Promise<unknown> =>
  at.desk.handlers[`${kind as 'claim'}s.save`]({
    id: null,
    rev: 0,
    content,
    ...(kind === 'source' && { identity: null }),
  } as never)

/** A record as a vault can hold it from before references were checked, signed by the vault itself. */
const stored = (kind: Kind, content: Canonical): RecordId => {
  const subject = newRecordId() as RecordId
  receiveAt(at.desk, signRevision(session(at.desk), { subject, kind, content }))
  return subject
}

const publishedReport = (over: Partial<PublicationContent['reports'][number]>) => ({
  reports: [
    {
      reportId: made.report,
      revision: headOf(made.report),
      attributionId: null,
      redactions: [],
      ...over,
    },
  ],
})
const publishedClaim = (over: Partial<PublicationContent['claims'][number]>) => ({
  claims: [
    {
      claimId: made.claim,
      wording: 'A',
      attributionId: null,
      when: '',
      place: '',
      count: '',
      ...over,
    },
  ],
})

const source = (over: Partial<SourceContent>): SourceContent => ({
  ...sourceContent(''),
  kind: 'on-record',
  name: 'Mr Park',
  ...over,
})
const claim = (over: Partial<ClaimContent>): ClaimContent => claimContent(home, over)
const publication = (over: object): PublicationContent => ({
  ...publicationContent(made.case as never),
  ...over,
})

/**
 * Every field of a record that names another: the kind that it names, and a content that names `id`
 * there. `refused`: how a save is refused where nothing has that id; null: it is not refused.
 */
const fields: readonly {
  readonly of: Kind
  readonly field: string
  readonly names: Kind
  readonly refused: string | null
  readonly content: (id: never) => Canonical
}[] = [
  {
    ...{ of: 'report', field: 'caseId', names: 'case', refused: null },
    content: (caseId) => ({ ...reportContent('They had no shoes.'), caseId }),
  },
  {
    ...{ of: 'report', field: 'sourceIds', names: 'source', refused: null },
    content: (id) => ({ ...reportContent('They had no shoes.'), sourceIds: [id] }),
  },
  {
    ...{ of: 'source', field: 'sameOrigin', names: 'source', refused: null },
    content: (id) => source({ sameOrigin: [id] }),
  },
  {
    ...{ of: 'source', field: 'jointPool.of', names: 'attribution', refused: null },
    content: (id: RecordId) => {
      const phrases = session(at.desk).store.attributions.list()
      const as = phrasesAs(phrases.filter((one) => (one.id as string) === id))
      return source({ jointPool: { of: [id as never], low: 30, high: 400, basis: '', as } })
    },
  },
  {
    ...{ of: 'claim', field: 'reportId', names: 'report', refused: 'invalid' },
    content: (reportId) => claim({ reportId }),
  },
  {
    ...{ of: 'claim', field: 'caseId', names: 'case', refused: 'invalid' },
    content: (caseId) => claim({ caseId }),
  },
  {
    ...{ of: 'claim', field: 'sourceIds', names: 'source', refused: 'invalid' },
    content: (id) => claim({ sourceIds: [id] }),
  },
  {
    ...{ of: 'claim', field: 'links', names: 'claim', refused: 'invalid' },
    content: (claimId) => claim({ links: [{ kind: 'supports', claimId }] }),
  },
  {
    ...{ of: 'attribution', field: 'sourceId', names: 'source', refused: 'not-found' },
    content: (sourceId) => attributionContent(sourceId),
  },
  {
    ...{ of: 'publication', field: 'caseId', names: 'case', refused: 'not-found' },
    content: (caseId) => publication({ caseId }),
  },
  {
    ...{ of: 'publication', field: 'claims.claimId', names: 'claim', refused: 'invalid' },
    content: (claimId) => publication(publishedClaim({ claimId })),
  },
  {
    ...{
      of: 'publication',
      field: 'claims.attributionId',
      names: 'attribution',
      refused: 'invalid',
    },
    content: (attributionId) => publication(publishedClaim({ attributionId })),
  },
  {
    ...{ of: 'publication', field: 'reports.reportId', names: 'report', refused: 'invalid' },
    content: (reportId: RecordId) =>
      publication(
        publishedReport({
          reportId: reportId as never,
          revision: Object.values(made).includes(reportId) ? headOf(reportId) : headOf(made.report),
        }),
      ),
  },
  {
    ...{ of: 'publication', field: 'reports.attributionId', names: 'attribution' },
    refused: 'invalid',
    content: (attributionId) => publication(publishedReport({ attributionId })),
  },
]

const wrongFor = (names: Kind): readonly Kind[] => kinds.filter((kind) => kind !== names)

describe('a save that names a record of another kind', () => {
  it.each(fields)(
    'is refused as if the record were missing: $of.$field',
    async ({ of, names, refused, content }) => {
      const taken = await failureOf(() => save(of, content(newRecordId() as never)))
      expect(taken).toBe(refused ?? 'none')
      for (const kind of wrongFor(names)) {
        const before = at.seq()
        expect([kind, await failureOf(() => save(of, content(made[kind] as never)))]).toEqual([
          kind,
          refused ?? 'not-found',
        ])
        expect(at.seq()).toBe(before)
      }
      expect(await failureOf(() => save(of, content(made[names] as never)))).toBe('none')
    },
  )

  it('is refused of a draft and in a merge too', async () => {
    const id = await at.write()
    const { rev, content } = await at.desk.handlers['reports.get']({ id })
    const wrong = { ...content, caseId: made.publication as never }
    const change = () => at.desk.handlers['reports.save']({ id, rev, content: wrong })
    expect(await failureOf(change)).toBe('not-found')

    const subject = id as string as RecordId
    const base = headOf(subject)
    await at.refile(id, { body: 'They had no coats.' })
    arriveAt(at.desk, 'report', subject, [base], reportContent('They had no hats.'))
    const { heads, rev: merged } = await at.desk.handlers['records.versions']({ id: subject })
    const merge = (one: unknown) =>
      at.desk.handlers['records.merge']({ id: subject, rev: merged, heads, content: one } as never)
    expect(await failureOf(() => merge(wrong))).toBe('not-found')
    expect(await failureOf(() => merge(content))).toBe('none')
  })
})

describe('an export', () => {
  /** A report that is filed, and with which the wrong reference would be exported. */
  const reportWith = async (of: Kind, content: () => Canonical): Promise<ReportId> => {
    if (of === 'report') return ReportId.parse(stored(of, content()))
    const sourceId = stored('source', of === 'source' ? content() : source({}))
    home = await at.write({ caseId: null, sourceIds: [sourceId as never] })
    if (of !== 'source') stored(of, content())
    return home
  }
  const ofOne = (id: ReportId) => ({ kind: 'reports' as const, reportIds: [id] })
  const gathered = async (choice: Parameters<typeof gather>[0]) =>
    gather(choice, session(at.desk).store, ownCard(session(at.desk)), noPace)

  it.each(fields.filter(({ of }) => of !== 'publication'))(
    'never takes a record of another kind along: $of.$field',
    async ({ of, names, content }) => {
      for (const kind of wrongFor(names)) {
        const choice = ofOne(await reportWith(of, () => content(made[kind] as never)))
        if (of === 'report') {
          expect([kind, await failureOf(() => gathered(choice))]).toEqual([kind, 'not-found'])
        } else {
          const { records } = await gathered(choice)
          expect([kind, records.has(made[kind])]).toEqual([kind, false])
        }
      }
    },
  )

  it('of a report whose case is a publication fails and writes nothing, also as a hand-over', async () => {
    const content = { ...reportContent('They had no shoes.'), caseId: made.publication }
    const choice = ofOne(ReportId.parse(stored('report', content)))
    const input = { task: nextTask(), choice, overrides: [], purpose: '' }
    expect(await failureOf(() => prepared(at.desk, choice))).toBe('not-found')
    expect(await failureOf(() => at.send({ choice }))).toBe('not-found')
    expect(await failureOf(() => at.desk.handlers['handover.prepare'](input))).toBe('not-found')
    expect(readdirSync(at.out)).toEqual([])
  })

  it.each(wrongFor('case'))('of a chosen case that is of another kind fails: %s', async (kind) => {
    const choice = { kind: 'case', caseId: made[kind] as never } as const
    expect(await failureOf(() => prepared(at.desk, choice))).toBe('not-found')
  })

  it('of a report with a wrong case is possible once the case is taken out', async () => {
    const content = { ...reportContent('They had no shoes.'), caseId: made.publication }
    const id = ReportId.parse(stored('report', content))
    const { rev, content: read } = await at.desk.handlers['reports.get']({ id })
    expect(read).toEqual(content)
    // What is stored can be read and written on, but not filed again.
    const body = 'They had no coats.'
    const draft = await at.desk.handlers['reports.save']({ id, rev, content: { ...read, body } })
    const file = (of: number) => at.desk.handlers['reports.file']({ id, rev: of })
    expect(await failureOf(() => file(draft.rev))).toBe('not-found')
    const fixed = { ...read, body, caseId: at.caseId }
    const saved = await at.desk.handlers['reports.save']({ id, rev: draft.rev, content: fixed })
    await file(saved.rev)
    const { records } = await gathered(ofOne(id))
    expect([...records.keys()].sort()).toEqual([id as string, at.caseId as string].sort())
  })

  it('is not noted of a record that a claim names among its sources', async () => {
    const choice = ofOne(
      await reportWith('claim', () => claim({ sourceIds: [made.publication as never] })),
    )
    const { items } = await prepared(at.desk, choice)
    const overrides = items
      .filter(({ state }) => state === 'blocks')
      .map(({ item }) => ({ item, reason: 'Known to the desk' }))
    expect(overrides.map(({ item }) => item)).toEqual([`consent:${made.publication}:gone`])
    await at.send({ choice, overrides })
    const { lines } = session(at.desk).store.journal.list(made.publication, null, 10)
    expect(lines.map(({ kind }) => kind)).not.toContain('record.exported')
  })
})

describe('the review of an export', () => {
  it('refuses a file with a record of a kind that is not exported', async () => {
    const { store, author } = session(at.desk)
    const { revision } = store.revisions.get(headOf(made.publication))
    const records = new Map([[made.publication, { kind: revision.kind, at: [0] }]])
    const within = () => Promise.resolve()
    const texts = exportedTexts({ revisions: [revision], records }, () => true, author, within)
    await expect(texts.next()).rejects.toThrow('withheld')
  })
})
