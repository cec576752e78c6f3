import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AttributionContent, ClaimContent, PublicationContent } from '../../src/shared/claims.ts'
import { Card } from '../../src/shared/contacts.ts'
import type { ReportId } from '../../src/shared/ids.ts'
import { CaseContent, Settings, SourceContent } from '../../src/shared/records.ts'
import { Spelling } from '../../src/shared/spellings.ts'
import { attributionContent, claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { caseContent, reopen, reportContent, sourceContent } from '../vault/harness.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask } from './test-vault.ts'
import { knows } from './meet.ts'
import { withText } from './hostile-input-content.ts'
import { hostileTexts } from './hostile-input.ts'
import { person } from './sample.ts'
import { passedOn, toShare, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
beforeAll(async () => {
  two = await twoVaults()
}, 120_000)
afterAll(() => two.end())

type Written = { readonly id: string; readonly content: object }
const kinds = ['cases', 'sources', 'attributions', 'claims', 'publications'] as const
type Kind = (typeof kinds)[number]

/** Every record of a kind as it is read, by its id. */
const readAll = async (
  { handlers }: TestVault,
  kind: Kind,
): Promise<ReadonlyMap<string, object>> => {
  const rows = {
    cases: () => handlers['cases.list']({}),
    sources: () => handlers['sources.list']({}),
    attributions: () => handlers['attributions.list']({ sourceId: null }),
    claims: () => handlers['claims.list']({ caseId: null, reportId: null }),
    publications: () => handlers['publications.list']({}),
  }
  const found = (await rows[kind]()) as readonly { id: string; content?: object }[]
  return new Map(found.map(({ id, content }) => [id, content ?? {}]))
}

describe('hostile input, in the fields of every kind of record,', () => {
  const written: Record<Kind, Written[]> = {
    cases: [],
    sources: [],
    attributions: [],
    claims: [],
    publications: [],
  }
  const reportIds: ReportId[] = []
  const texts = hostileTexts
  let refused = 0

  const write = async (of: TestVault, text: string, at: number): Promise<void> => {
    const { handlers } = of
    const made = { id: null, rev: 0 } as const
    const fields = <T extends object>(
      schema: Parameters<typeof withText<T>>[0],
      plain: T,
      changes: Parameters<typeof withText<T>>[2],
    ): T => {
      const { content, taken: count } = withText(schema, plain, changes)
      refused += changes.length - count
      return content
    }
    const kase = fields(CaseContent, caseContent('x'), [
      () => ({ title: text }),
      () => ({ question: text }),
    ])
    const { id: caseId } = await handlers['cases.save']({ ...made, content: kase })
    written.cases.push({ id: caseId, content: kase })

    const source = fields(
      SourceContent,
      { ...sourceContent(`Heron ${String(at)}`), consents: [toShare] },
      [
        () => ({ codeName: text }),
        // On-record sources have a name, and two may have the same name.
        () => (at % 2 === 0 ? {} : { kind: 'on-record' as const, codeName: '', name: text }),
        () => ({ reliabilityReason: text }),
        () => ({ note: text }),
        ({ consents }) => ({
          consents: [...consents, { ...toShare, use: 'internal' as const, audience: text }],
        }),
        ({ consents }) => ({ consents: consents.map((one) => ({ ...one, note: text })) }),
        () => ({ risks: [{ who: 'source' as const, level: 'high' as const, note: text }] }),
      ],
    )
    const { id: sourceId } = await handlers['sources.save']({
      ...made,
      content: source,
      identity: null,
    })
    written.sources.push({ id: sourceId, content: source })

    const phrase = fields(AttributionContent, attributionContent(sourceId), [
      () => ({ phrase: text }),
      () => ({ organisation: text }),
      () => ({ basis: text }),
    ])
    const attribution = await handlers['attributions.save']({ ...made, content: phrase })
    written.attributions.push({ id: attribution.id, content: phrase })

    const report = { ...reportContent('They crossed.'), caseId, sourceIds: [sourceId] }
    const { id: reportId, rev } = await handlers['reports.save']({ ...made, content: report })
    await handlers['reports.file']({ id: reportId, rev })
    reportIds.push(reportId)
    const plain = claimContent(reportId, { caseId, quote: '', start: 0, end: 0 })
    const said = fields(ClaimContent, plain, [
      () => ({ statement: text }),
      () => ({ quote: text }),
      () => ({ act: text, whom: text, byWhom: text }),
      () => ({ from: { text, precision: 'town' as const } }),
      () => ({ to: { text, precision: 'town' as const } }),
      () => ({ credibilityReason: text }),
    ])
    const claim = await handlers['claims.save']({ ...made, content: said })
    written.claims.push({ id: claim.id, content: said })

    const printed = { claimId: claim.id, attributionId: attribution.id }
    const line = { ...printed, wording: 'x', when: '', place: '', count: '' }
    const publication = fields(PublicationContent, publicationContent(caseId), [
      () => ({ title: text }),
      () => ({ summary: text }),
      () => ({ method: text }),
      () => ({ claims: [{ ...line, wording: text }] }),
      () => ({ claims: [{ ...line, place: text, count: text }] }),
    ])
    const { id } = await handlers['publications.save']({ ...made, content: publication })
    written.publications.push({ id, content: publication })
  }

  it('is accepted or refused by the schema, and reads as it was written', async () => {
    for (const [at, text] of texts.entries()) await write(two.field, text, at)
    // Refused: unpaired surrogates everywhere; line breaks and direction marks in one-line fields.
    expect(refused).toBeGreaterThan(100)
    expect(refused).toBeLessThan(texts.length * 6)
    for (const kind of kinds) {
      const found = await readAll(two.field, kind)
      expect(found.size).toBe(texts.length)
      for (const { id, content } of written[kind]) expect(found.get(id)).toEqual(content)
    }
  }, 120_000)

  it('is unchanged after a file to another vault', async () => {
    const { field, desk } = two
    await passedOn(two, { kind: 'reports', reportIds })
    for (const kind of ['cases', 'sources', 'attributions', 'claims'] as const) {
      const found = await readAll(desk, kind)
      for (const { id, content } of written[kind]) expect(found.get(id)).toEqual(content)
    }
    for (const of of [field, desk]) {
      const verified = await of.handlers['vault.verify']({ task: nextTask() })
      expect(verified).toMatchObject({ faults: [], searchIndexHolds: true })
    }
  }, 120_000)

  it('is a contact’s name as on the card', async () => {
    const names = texts.filter(
      (pseudonym) => Card.shape.pseudonym.safeParse(pseudonym).success && pseudonym !== '',
    )
    expect(names.length).toBeGreaterThan(80)
    const authors = names.map((pseudonym) => {
      const somebody = person()
      knows(two.field, somebody, { pseudonym })
      return somebody.author
    })
    const contacts = await two.field.handlers['contacts.list']({})
    for (const [at, pseudonym] of names.entries()) {
      const shown = contacts.find(({ author }) => author === authors[at])?.pseudonym ?? ''
      // Contacts with similar names are shown with their keys.
      expect([pseudonym, `${pseudonym} ${shown.slice(-39)}`]).toContain(shown)
    }
  })

  it('is kept in the settings, as a name and as spellings, and after a lock', async () => {
    const { handlers } = two.desk
    const before = await handlers['settings.get']({})
    const words = texts.filter(
      (word) => Spelling.safeParse({ preferred: word, variants: ['x'] }).success,
    )
    const pairs = words.map((word, n) => ({ preferred: word, variants: [`${String(n)} ${word}`] }))
    const spellings = pairs.filter((one) => Spelling.safeParse(one).success).slice(0, 60)
    expect(spellings.length).toBeGreaterThan(50)
    let settings: Settings = before
    for (const pseudonym of texts) {
      const next = { ...before, pseudonym, spellings }
      if (!Settings.safeParse(next).success) continue
      settings = await handlers['settings.set'](next)
      expect(settings).toEqual(next)
      expect(await handlers['settings.get']({})).toEqual(next)
    }
    two.desk.controller.close()
    const opened = await reopen(two.desk.folder)
    expect(await opened.handlers['settings.get']({})).toEqual(settings)
    opened.controller.close()
  })
})
