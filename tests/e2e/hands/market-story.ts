import { markClaim, openReport } from './claims.ts'
import { openImport, prepareExport } from './exchange.ts'
import { commit, preview } from './merging.ts'
import { press } from './person.ts'
import type { Person } from './person.ts'
import { buildPublication, openPart, openPublication } from './publications.ts'
import * as records from './records.ts'
import { stopping } from './review.ts'
import { changeSource, withdrawConsents } from './sources.ts'
import { carry } from './three-vaults.ts'
import type { ThreeVaults } from './three-vaults.ts'

/**
 * A statement by one protected source in the field; the desk publishes it, until the source
 * withdraws.
 */
export const marketCase = 'The market below the pass'
export const marketReport = {
  title: 'Stalls closed for a convoy',
  body: 'All stalls were closed for a morning. A convoy came down from the pass and stopped behind the hall.',
  statement: 'The market was closed for a convoy.',
} as const

/** The field writes it down and sends it; the desk imports it. @returns the source's code name. */
export const tellMarket = async ({ wren, desk, folder }: ThreeVaults): Promise<string> => {
  await records.writeCase(wren, { title: marketCase })
  const source = await records.writeSource(wren, { kind: 'protected' })
  await changeSource(wren, source, {
    role: 'resident',
    consents: [{ use: 'internal' }, { use: 'share-desk' }, { use: 'publish-unattributed' }],
  })
  await records.newReport(wren)
  await records.writeText(wren, { ...marketReport, fast: true })
  await records.writeDetails(wren, {
    caseTitle: marketCase,
    sources: [source],
    handling: 'permitted',
  })
  await records.saved(wren)
  await records.file(wren)
  await preview(desk, await carry(wren, 'Desk', marketCase, folder))
  await commit(desk)
  await press(desk, 'exchange.done')
  return source
}

/** The desk makes a public record from it. */
export const printMarket = async (desk: Person): Promise<void> => {
  await openReport(desk, marketReport.title)
  await markClaim(desk, {
    quote: 'All stalls were closed',
    statement: marketReport.statement,
    credibility: '3',
    reason: 'One source, placed to know.',
  })
  await buildPublication(desk, {
    caseTitle: marketCase,
    title: 'A closed market',
    summary: '',
    method: '',
    claims: [{ statement: marketReport.statement }],
    texts: [],
  })
  await openPart(desk, 'review')
}

/**
 * Number of issues in the open review that block it because of this source and cannot be
 * overridden.
 */
export const firmly = async (person: Person, source: string): Promise<number> =>
  (await stopping(person)).filter(
    ({ record, words }) => record.includes(source) && words.includes(person.text('review.firm')),
  ).length

/**
 * The source withdraws its consent; the next file, about something else, says so. @returns its
 * path.
 */
export const takeBack = async (
  { wren, folder }: ThreeVaults,
  source: string,
  nextCase: string,
): Promise<string> => {
  await withdrawConsents(wren, source)
  return carry(wren, 'Desk', nextCase, folder)
}

/**
 * The notices in the preview of a file about records that were sent before; the preview stays open.
 */
export const openNotices = async (person: Person, path: string): Promise<string> => {
  const { page, text } = person
  await openImport(person, path)
  const title = page.getByText(text('custody.inFile'), { exact: true })
  await title.waitFor()
  return title.locator('xpath=..').innerText()
}

/** Imports the notices of a file that brings no new record. */
export const takeNotices = async (person: Person): Promise<void> => {
  await press(person, 'exchange.noteArrival')
  await press(person, 'exchange.done')
}

/** The notice about its source on the page of the market's report. */
export const bannerOfReport = async (person: Person, source: string): Promise<string> => {
  const { page } = person
  await openReport(person, marketReport.title)
  const title = page
    .getByRole('main')
    .locator('p')
    .filter({ hasText: new RegExp(`^${source}$`) })
  await title.first().waitFor()
  return title.first().locator('xpath=..').innerText()
}

/** Issues that block the export of the market and its public record, and cannot be overridden. */
export const stoppedAfter = async (
  person: Person,
  source: string,
  at: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<{ readonly exports: number; readonly publications: number }> => {
  await prepareExport(person, {
    whom: { contacts: ['Crane'] },
    purpose: 'Onwards',
    caseTitle: marketCase,
  })
  const exports = await firmly(person, source)
  await at('export')
  await openPublication(person)
  await openPart(person, 'review')
  const publications = await firmly(person, source)
  await at('publication')
  return { exports, publications }
}
