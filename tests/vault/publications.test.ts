import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lint } from '../../src/linter/lint.ts'
import type { LintPort } from '../../src/main/vault/lint-port.ts'
import { publicationHandlers } from '../../src/main/vault/publication-handlers.ts'
import { sha256 } from '../../src/record/items.ts'
import type { Attribution, Publication, PublicationContent } from '../../src/shared/claims.ts'
import type { Out } from '../../src/shared/contract.ts'
import { Failure } from '../../src/shared/failure.ts'
import type {
  CaseId,
  ClaimId,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from '../../src/shared/ids.ts'
import type { ReportContent, SourceContent } from '../../src/shared/records.ts'
import { session, tokenFor } from '../exchange/two-desks.ts'
import {
  caseContent,
  failureOf,
  newVault,
  reportContent,
  sourceContent,
  temporaryFolder,
} from './harness.ts'
import type { Desk } from './harness.ts'
import { attributionContent, claimContent } from './protected-content.ts'
import { publicationContent } from './publication-content.ts'

const body = 'Kim Chol-su took nine people over the bridge. They had no shoes.'
const removed = { start: 0, end: 11, category: 'name' } as const

/** Stands where the checks will: it knows one name and nothing else. */
const check: LintPort = ({ text }) =>
  Promise.resolve(
    [...text.matchAll(/Kim Chol-su|bridge keeper/g)].map(({ 0: found, index }) => ({
      family: 'name' as const,
      rule: 'test',
      start: index,
      end: index + found.length,
      replacement: null,
    })),
  )

const print = async (html: string): Promise<Uint8Array> => {
  const document = await PDFDocument.create()
  document.setTitle(html.slice(0, 20))
  document.setAuthor('Somebody')
  document.addPage()
  return document.save()
}

const consents: SourceContent['consents'] = [
  { use: 'publish-attributed', audience: '', given: '2024-01', withdrawn: '', note: '' },
  { use: 'publish-unattributed', audience: '', given: '2024-01', withdrawn: '', note: '' },
]

let place: { readonly path: string; readonly remove: () => void }
let desk: Desk
let ours: ReturnType<typeof publicationHandlers>
let out: string
let caseId: CaseId
let sourceId: SourceId
let reportId: ReportId
let revision: RevisionId
let claimId: ClaimId
let phrase: Attribution

const changeSource = async (over: Partial<SourceContent>): Promise<void> => {
  const { rev, content } = await desk.handlers['sources.get']({ id: sourceId })
  await desk.handlers['sources.save']({
    id: sourceId,
    rev,
    content: { ...content, ...over },
    identity: null,
  })
}
const changeReport = async (over: Partial<ReportContent>): Promise<void> => {
  const { rev, content } = await desk.handlers['reports.get']({ id: reportId })
  const saved = await desk.handlers['reports.save']({
    id: reportId,
    rev,
    content: { ...content, ...over },
  })
  await desk.handlers['reports.file']({ id: reportId, rev: saved.rev })
}
const headOf = async (): Promise<RevisionId> =>
  (await desk.handlers['reports.get']({ id: reportId })).head!
const whole = (): PublicationContent => ({
  ...publicationContent(caseId),
  claims: [
    {
      claimId,
      wording: 'About ten people were handed over.',
      attributionId: phrase.id,
      when: '2023',
      place: 'the border',
      count: 'about ten',
    },
  ],
  reports: [{ reportId, revision, attributionId: phrase.id, redactions: [removed] }],
})
const save = async (
  content: PublicationContent,
  before: Publication | null = null,
): Promise<Publication> =>
  ours['publications.save']({ id: before?.id ?? null, rev: before?.rev ?? 0, content })
const review = async ({ id }: Publication): Promise<Out<'publications.review'>> =>
  ours['publications.review']({ id })
const blocks = async (publication: Publication): Promise<string[]> =>
  (await review(publication)).items
    .filter(({ state }) => state === 'blocks')
    .map(({ item }) => item.replaceAll(/[0-9a-f]{32}/g, '…'))
const write = async (
  { id }: Publication,
  formats: Parameters<(typeof ours)['publications.write']>[0]['formats'] = ['html', 'json'],
): Promise<Out<'publications.write'>> =>
  ours['publications.write']({ id, formats, folder: tokenFor(desk, out) })
const withheld = async (publication: Publication): Promise<readonly string[]> => {
  try {
    await write(publication)
    return []
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code !== 'withheld') throw cause
    return cause.fields
  }
}

beforeEach(async () => {
  place = temporaryFolder()
  const made = newVault(join(place.path, 'vault'))
  desk = made.desk
  await made.made
  out = join(place.path, 'out')
  mkdirSync(out)
  ours = publicationHandlers(() => session(desk), { check, print })
  const { handlers } = desk
  ;({ id: caseId } = await handlers['cases.save']({
    id: null,
    rev: 0,
    content: caseContent('Returns'),
  }))
  ;({ id: sourceId } = await handlers['sources.save']({
    id: null,
    rev: 0,
    content: { ...sourceContent('Quiet Harbour'), consents },
    identity: null,
  }))
  const draft = await handlers['reports.save']({
    id: null,
    rev: 0,
    content: { ...reportContent(body, 'Kim at the bridge'), caseId, sourceIds: [sourceId] },
  })
  reportId = draft.id
  const filed = await handlers['reports.file']({ id: draft.id, rev: draft.rev })
  revision = filed.head!
  ;({ id: claimId } = await handlers['claims.save']({
    id: null,
    rev: 0,
    content: claimContent(reportId, { caseId }),
  }))
  phrase = await handlers['attributions.save']({
    id: null,
    rev: 0,
    content: attributionContent(sourceId),
  })
})
afterEach(() => {
  desk.keeper.close()
  place.remove()
})

describe('a publication', () => {
  it('that holds is written whole, and everything in it is journaled', async () => {
    const publication = await save(whole())
    expect(await blocks(publication)).toEqual([])
    const { files } = await write(publication, ['html', 'pdf', 'csv', 'json', 'ftm', 'uwazi'])
    expect(files.map(({ name }) => name)).toEqual([
      'public-record/record.csv',
      'public-record/record.ftm.json',
      'public-record/record.html',
      'public-record/record.json',
      'public-record/record.pdf',
      'public-record/uwazi-mapping.json',
      'public-record/uwazi-template.json',
      'public-record/uwazi.csv',
      'public-record/SHA256SUMS',
    ])
    for (const { name, digest, bytes } of files) {
      const path = join(out, name)
      const content = readFileSync(path)
      expect([sha256(content), content.length]).toEqual([digest, bytes])
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(statSync(path).mtimeMs % 86_400_000).toBe(0)
      const text = content.toString('latin1')
      for (const secret of [
        'Kim Chol-su',
        'Quiet Harbour',
        'Kim at the bridge',
        'Heron',
        sourceId,
        reportId,
        claimId,
        place.path,
      ]) {
        expect(text).not.toContain(secret)
      }
    }
    for (const subject of [publication.id, claimId, reportId, phrase.id, sourceId]) {
      const { lines } = await desk.handlers['journal.list']({ subject, before: null, limit: 10 })
      expect(lines.map(({ kind }) => kind)).toContain('record.published')
    }
    expect((await ours['publications.get']({ id: publication.id })).written).toHaveLength(1)
  })

  it('is the same bytes when it is written again, in a folder of its own', async () => {
    const publication = await save(whole())
    const formats = ['html', 'csv', 'json', 'pdf'] as const
    const first = await write(publication, [...formats])
    const second = await write(publication, [...formats])
    expect(second.files.map(({ digest }) => digest)).toEqual(
      first.files.map(({ digest }) => digest),
    )
    expect(readdirSync(out).sort()).toEqual(['public-record', 'public-record-2'])
  })

  it('is previewed as exactly the bytes that leave', async () => {
    const publication = await save(whole())
    await write(publication, ['html', 'csv'])
    for (const format of ['html', 'csv'] as const) {
      const { text } = await ours['publications.preview']({ id: publication.id, format })
      expect(text).toBe(readFileSync(join(out, `public-record/record.${format}`), 'utf8'))
    }
  })

  it('says of a text’s language no more than language and script, and of the keyboard nothing', async () => {
    const decomposed = body.replace('shoes', '\u1109\u1175\u11ab\u1107\u1161\u11af')
    for (const [language, printed] of [
      ['ko-KP', 'ko'],
      ['ko-hyesan', 'ko'],
      ['zh-Hans-CN', 'zh-Hans'],
    ] as const) {
      await changeReport({ language, body: `${decomposed} ${language}` })
      revision = await headOf()
      const { id } = await save({
        ...whole(),
        reports: [
          {
            ...whole().reports[0]!,
            redactions: [
              removed,
              {
                start: decomposed.length,
                end: decomposed.length + language.length + 1,
                category: 'other',
              },
            ],
          },
        ],
      })
      for (const format of ['html', 'csv', 'json', 'ftm', 'uwazi'] as const) {
        const { text } = await ours['publications.preview']({ id, format })
        expect(text).not.toMatch(/KP|hyesan|Hans-CN/)
        expect(text).toBe(text.normalize('NFC'))
        expect(text).toContain('신발')
      }
      const { text } = await ours['publications.preview']({ id, format: 'json' })
      expect((JSON.parse(text) as { texts: { language: string }[] }).texts[0]!.language).toBe(
        printed,
      )
    }
  })

  it('marks in its preview what the checks find, where it stands in the file', async () => {
    const content = whole()
    const publication = await save({ ...content, summary: 'Kim Chol-su <told> us' })
    const { text, findings } = await ours['publications.preview']({
      id: publication.id,
      format: 'html',
    })
    expect(findings?.map(({ start, end }) => text.slice(start, end))).toEqual(['Kim Chol-su'])
  })

  it('cannot refer to what is not here, or print one person under the phrase of another', async () => {
    const other = await desk.handlers['sources.save']({
      id: null,
      rev: 0,
      content: { ...sourceContent('Copper Lantern'), consents },
      identity: null,
    })
    const foreign = await desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(other.id),
    })
    const content = whole()
    const [claim] = content.claims
    const [text] = content.reports
    for (const bad of [
      { ...content, claims: [{ ...claim!, claimId: 'ab'.repeat(16) as ClaimId }] },
      { ...content, claims: [{ ...claim!, attributionId: foreign.id }] },
      { ...content, claims: [claim!, claim!] },
      { ...content, reports: [{ ...text!, revision: 'ab'.repeat(32) as RevisionId }] },
      { ...content, reports: [{ ...text!, redactions: [{ ...removed, end: 10_000 }] }] },
    ]) {
      expect(await failureOf(() => save(bad))).toBe('invalid')
    }
  })
})

describe('what a publication prints', () => {
  it('cannot be removed from the vault', async () => {
    await save(whole())
    const { rev } = await desk.handlers['claims.get']({ id: claimId })
    const remove = () => desk.handlers['records.remove']({ id: claimId as string as RecordId, rev })
    expect(await failureOf(remove)).toBe('in-use')
  })
})

describe('a review stops', () => {
  it('a phrase that fits three people, until the pool is bigger or somebody says why', async () => {
    const small = await desk.handlers['attributions.save']({
      id: phrase.id,
      rev: phrase.rev,
      content: attributionContent(sourceId, { poolLow: 3, poolHigh: 6 }),
    })
    const publication = await save(whole())
    expect(await blocks(publication)).toEqual(['pool:…:…:3'])
    const [item = ''] = await withheld(publication)
    expect(item).toMatch(`pool:${phrase.id}:`)
    expect(readdirSync(out)).toEqual([])

    const overridden = await save(
      {
        ...whole(),
        overrides: [{ item, reason: 'All six have left', day: '2026-01-01' as never }],
      },
      publication,
    )
    expect(await blocks(overridden)).toEqual([])
    const { lines } = await desk.handlers['journal.list']({
      subject: publication.id,
      before: null,
      limit: 10,
    })
    expect(lines.map(({ kind }) => kind)).toContain('review.overridden')

    // The reason was given for these words and this many: for other words it has to be given anew.
    const other = await desk.handlers['attributions.save']({
      id: phrase.id,
      rev: small.rev,
      content: attributionContent(sourceId, { phrase: 'a clerk', poolLow: 3, poolHigh: 6 }),
    })
    expect(await blocks(overridden)).toEqual(['pool:…:…:3'])
    await desk.handlers['attributions.save']({
      id: phrase.id,
      rev: other.rev,
      content: attributionContent(sourceId, { poolLow: 2, poolHigh: 6 }),
    })
    expect(await blocks(overridden)).toEqual(['pool:…:…:2'])
  })

  it('a source that took its consent back, whatever reason is given', async () => {
    const publication = await save(whole())
    await changeSource({ consents: [{ ...consents[0]!, withdrawn: '2024-02' }] })
    const item = `consent:${sourceId}:publish-attributed:withdrawn`
    const overridden = await save(
      { ...whole(), overrides: [{ item, reason: 'We want to', day: '2026-01-01' as never }] },
      publication,
    )
    expect(await withheld(overridden)).toEqual([item])
  })

  it('a source that was asked for another use than this one', async () => {
    await changeSource({ consents: [consents[0]!] })
    const content = whole()
    const publication = await save({
      ...content,
      reports: [{ ...content.reports[0]!, attributionId: null }],
    })
    expect(await blocks(publication)).toEqual(['consent:…:publish-unattributed'])
  })

  it('an embargo and unread conditions', async () => {
    const handling = { level: 'embargo', note: '', until: '2999' } as const
    await changeReport({ handling })
    revision = await headOf()
    expect(await blocks(await save(whole()))).toEqual(['embargo:…:2999'])
    await changeReport({ handling: { level: 'conditions', note: 'Ask first', until: '' } })
    revision = await headOf()
    expect(await blocks(await save(whole()))).toEqual(['handling:…:…'])
  })

  it('a text that changed after its words were taken away', async () => {
    const publication = await save(whole())
    await changeReport({ body: `They say that ${body}` })
    expect(await blocks(publication)).toEqual(['draft:…:newer'])
  })

  it('a name that is still in a text, until it is taken away', async () => {
    const content = whole()
    const publication = await save({
      ...content,
      reports: [{ ...content.reports[0]!, redactions: [] }],
    })
    expect(await blocks(publication)).toEqual(['lint:report-…:name:…'])
    expect(await blocks(await save(whole(), publication))).toEqual([])
  })

  it('words that were taken out of a text and are still printed, wherever that is', async () => {
    const quiet: LintPort = () => Promise.resolve([])
    const unmarked = publicationHandlers(() => session(desk), { check: quiet, print })
    const leftovers = async (over: Partial<PublicationContent>): Promise<string[]> => {
      const { id } = await save({ ...whole(), ...over })
      return (await unmarked['publications.review']({ id })).items
        .filter(({ kind, state }) => kind === 'leftover' && state === 'blocks')
        .map(({ place, about }) => `${place}: ${about}`)
    }
    const [claim] = whole().claims
    expect(await leftovers({})).toEqual([])
    expect(await leftovers({ title: 'What KIM  CHOL-SU did' })).toEqual(['title: kim chol-su'])
    expect(await leftovers({ method: 'We asked Chol-su.' })).toEqual(['method: chol-su'])
    expect(
      await leftovers({ claims: [{ ...claim!, wording: 'Ten were taken by Kim Chol-su.' }] }),
    ).toEqual(['claim: kim chol-su'])
    expect(await leftovers({ claims: [{ ...claim!, place: 'Chol-su’s bridge' }] })).toEqual([
      'claim: chol-su',
    ])
    await changeReport({ body: `${body} Then Kim Chol-su left.` })
    expect(
      await leftovers({ reports: [{ ...whole().reports[0]!, revision: await headOf() }] }),
    ).toEqual(['report: kim chol-su'])
    await changeReport({ body: '김철수는 다리를 건넜다. 철수의 형도 왔다. 김철수가 말했다.' })
    const korean = {
      ...whole().reports[0]!,
      revision: await headOf(),
      redactions: [{ start: 0, end: 3, category: 'name' as const }],
    }
    expect(await leftovers({ reports: [korean] })).toEqual(['report: 김철수'])
  })

  it('nothing, but says so, when a phrase is not in the language of the record', async () => {
    const publication = await save({ ...whole(), language: 'ko' })
    const { items } = await review(publication)
    expect(
      items.filter(({ kind }) => kind === 'phrase-language').map(({ state }) => state),
    ).toEqual(['warns', 'warns'])
  })

  it('characters that nobody sees', async () => {
    const publication = await save({ ...whole(), title: 'A record\u200b' })
    expect(await blocks(publication)).toEqual(['hidden:title:U+200B'])
  })

  it('two phrases of one source, until somebody says how many they fit together', async () => {
    const second = await desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(sourceId, { phrase: 'a trader', role: 'trader' }),
    })
    const content = whole()
    const publication = await save({
      ...content,
      claims: [{ ...content.claims[0]!, attributionId: second.id }],
    })
    expect(await blocks(publication)).toEqual(['joint-pool:…:2:unasked'])
    const { phrases, as } = await desk.handlers['attributions.together']({ sourceId })
    const of = phrases.map(({ id }) => id)
    await changeSource({ jointPool: { of, low: 40, high: 90, basis: '', as } })
    expect(await blocks(publication)).toEqual([])
    await desk.handlers['attributions.save']({
      id: second.id,
      rev: second.rev,
      content: { ...second.content, organisation: 'A trading company' },
    })
    expect(await blocks(publication)).toEqual(['joint-pool:…:2:unasked'])
  })

  it('a second phrase when the first one left before, whatever became of its publication', async () => {
    const publication = await save(whole())
    await write(publication)
    const second = await desk.handlers['attributions.save']({
      id: null,
      rev: 0,
      content: attributionContent(sourceId, { phrase: 'a trader', role: 'trader' }),
    })
    const content = whole()
    const other = await save(
      {
        ...content,
        claims: [{ ...content.claims[0]!, attributionId: second.id }],
        reports: [{ ...content.reports[0]!, attributionId: second.id }],
      },
      publication,
    )
    expect(await blocks(other)).toEqual(['joint-pool:…:2:unasked'])

    // What left stays as it left: it can neither be reworded nor removed.
    const { rev, content: said } = (await desk.handlers['attributions.list']({ sourceId })).find(
      ({ id }) => id === phrase.id,
    )!
    const reword = { id: phrase.id, rev, content: { ...said, phrase: 'somebody' } }
    expect(await failureOf(() => desk.handlers['attributions.save'](reword))).toBe('in-use')
    const remove = { id: phrase.id as string as RecordId, rev }
    expect(await failureOf(() => desk.handlers['records.remove'](remove))).toBe('in-use')
    const fewer = { ...reword, content: { ...said, poolLow: 6 } }
    expect((await desk.handlers['attributions.save'](fewer)).content.poolLow).toBe(6)
  })

  it('everything that could not be checked', async () => {
    const unchecked = publicationHandlers(() => session(desk), {
      check: () => Promise.resolve(null),
      print,
    })
    const { id } = await save(whole())
    const { ready } = await unchecked['publications.review']({ id })
    expect(ready).toBe(false)
  })
})

describe('between review and writing', () => {
  it('consent that is taken back while the checks run still stops it', async () => {
    const publication = await save(whole())
    let isFirst = true
    const slow = publicationHandlers(() => session(desk), {
      print,
      check: async (input) => {
        if (isFirst) {
          isFirst = false
          await changeSource({ consents: [{ ...consents[0]!, withdrawn: '2024-02' }] })
        }
        return check(input)
      },
    })
    const attempt = (): unknown =>
      slow['publications.write']({
        id: publication.id,
        formats: ['html'],
        folder: tokenFor(desk, out),
      })
    expect(await failureOf(attempt)).toBe('withheld')
    expect(readdirSync(out)).toEqual([])
  })

  it('consent that is taken back at the last check still stops it', async () => {
    const publication = await save(whole())
    let left = 5
    const slow = publicationHandlers(() => session(desk), {
      print,
      check: async (input) => {
        const found = await check(input)
        left -= 1
        if (left === 0) throw new Error('more texts than counted')
        if (input.text.includes('shoes')) {
          void Promise.resolve().then(() =>
            changeSource({ consents: [{ ...consents[0]!, withdrawn: '2024-02' }] }),
          )
        }
        return found
      },
    })
    const attempt = (): unknown =>
      slow['publications.write']({
        id: publication.id,
        formats: ['html'],
        folder: tokenFor(desk, out),
      })
    expect(await failureOf(attempt)).toBe('withheld')
    expect(readdirSync(out)).toEqual([])
  })

  it('a phrase that is registered stops nothing, one that is not does, by the real checks', async () => {
    const real: LintPort = ({ text }) =>
      Promise.resolve(lint(text).map((one) => ({ ...one, replacement: null })))
    const checked = publicationHandlers(() => session(desk), { check: real, print })
    const families = async (content: PublicationContent): Promise<string[]> => {
      const { id } = await save(content)
      const { items } = await checked['publications.review']({ id })
      return items
        .filter(({ kind, state }) => kind === 'lint' && state === 'blocks')
        .map(({ item, about }) => `${item.split(':')[2]}:${about}`)
    }
    await desk.handlers['attributions.save']({
      id: phrase.id,
      rev: phrase.rev,
      content: attributionContent(sourceId, { phrase: 'a trader in the border area' }),
    })
    const [claim] = whole().claims
    const saying = (wording: string): PublicationContent => ({
      ...whole(),
      claims: [{ ...claim!, wording }],
    })
    expect(await families(whole())).toEqual([])
    expect(await families(saying('A trader in the border area said that ten left.'))).toEqual([])
    expect(await families(saying('A trader in Hyesan said that ten left.'))).toEqual([
      expect.stringMatching(/^phrase:A trader in Hyesan/),
    ])
    expect(
      await families({ ...whole(), summary: 'A trader in Hyesan said that ten left.' }),
    ).toEqual([expect.stringMatching(/^phrase:A trader in Hyesan/)])
  })
})

describe('a written PDF', () => {
  it('carries nothing about its making', async () => {
    await write(await save(whole()), ['pdf'])
    const bytes = readFileSync(join(out, 'public-record/record.pdf')).toString('latin1')
    expect(bytes).not.toMatch(
      /\/(?:Info|ID|Metadata|Author|Producer|Creator|CreationDate|ModDate|Title)\b/,
    )
    expect(bytes).not.toMatch(/pdf-lib|Hopding|Somebody/i)
  })
})
