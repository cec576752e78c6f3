import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Canonical } from '../../src/shared/canonical.ts'
import { ReportId } from '../../src/shared/ids.ts'
import type { CaseId, RecordId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { caseContent, failureOf } from '../vault/harness.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { fileFrom } from './by-hand.ts'
import { nextTask, session, tokenFor } from './test-vault.ts'
import { knows } from './meet.ts'
import { id, person, reportContent, sample, signed } from './sample.ts'
import { preview, prepared, taken, twoVaults } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'

let two: Two
const by = person()
beforeEach(async () => {
  two = await twoVaults()
  knows(two.desk, by)
})
afterEach(() => two.end())

/** Takes in a file of a contact with this one record; returns what the preview said of it. */
const arrives = async (kind: Revision['kind'], subject: RecordId, content: Canonical) => {
  const revisions = [signed(by, { subject, kind, content })]
  const path = await fileFrom(two, by, two.desk, { ...sample(by), revisions, seals: [] })
  const { items } = await preview(two.desk, path)
  await taken(two.desk, path)
  return items.map(({ effect, why }) => why ?? effect)
}

const reportId = ReportId.parse(id(30))
const refusedExport = async (): Promise<string> => {
  const { desk, out } = two
  const choice = { kind: 'reports' as const, reportIds: [reportId] }
  const before = readdirSync(out)
  const code = await failureOf(() => prepared(desk, choice))
  const written = await failureOf(() =>
    desk.handlers['exports.write']({
      task: nextTask(),
      choice,
      target: { kind: 'passphrase', passphrase: 'four words for a file' },
      overrides: [],
      purpose: '',
      folder: tokenFor(desk, out),
      basedOn: '0'.repeat(64) as never,
    }),
  )
  expect(written).toBe(code)
  expect(readdirSync(out)).toEqual(before)
  return code
}

it('a received report that names a publication of this vault as its case can be read but not exported', async () => {
  const { handlers } = two.desk
  const fresh = { id: null, rev: 0 } as const
  const kase = await handlers['cases.save']({ ...fresh, content: caseContent('Winter') })
  const publication = await handlers['publications.save']({
    ...fresh,
    content: { ...publicationContent(kase.id), summary: 'Call 010-2345-6789' },
  })
  const content = reportContent('遣返', '边境', publication.id)
  expect(await arrives('report', id(30), content)).toEqual(['new'])
  expect((await handlers['reports.get']({ id: reportId })).content).toEqual(content)
  expect(await refusedExport()).toBe('not-found')
  expect(await handlers['publications.get']({ id: publication.id })).toEqual(publication)
})

it.each(['report first', 'publication first'])(
  'nor can one whose case arrives as a publication, in whatever order: %s',
  async (order) => {
    const report = () => arrives('report', id(30), reportContent('遣返', '边境', id(31)))
    const publication = () =>
      arrives('publication', id(31), publicationContent(id(32) as string as CaseId))
    const files = order === 'report first' ? [report, publication] : [publication, report]
    for (const file of files) expect(await file()).toEqual(['new'])
    expect(session(two.desk).store.publications.list()).toHaveLength(1)
    expect(await refusedExport()).toBe('not-found')
  },
)
