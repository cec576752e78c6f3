import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Locator } from 'playwright'
import { answerDialogs, choose, goTo, press } from './person.ts'
import type { Person } from './person.ts'
import { cosignField } from './second-readers.ts'
import type { SecondReader } from './second-readers.ts'
import { beginning } from './words.ts'

export type ClaimToPrint = {
  /** Its sentence, by which the form lists it. */
  readonly statement: string
  /** The phrase for its source; without it, the source is not named. */
  readonly phrase?: string
  readonly wording?: string
  readonly when?: string
  readonly place?: string
  readonly count?: string
}

export type TextToPrint = {
  readonly title: string
  readonly phrase?: string
  readonly removals: readonly { readonly words: string; readonly category: string }[]
}

export type PublicationToWrite = {
  readonly caseTitle: string
  /** As the window names it. */
  readonly language?: string
  readonly title: string
  readonly summary: string
  readonly method: string
  readonly claims: readonly ClaimToPrint[]
  readonly texts: readonly TextToPrint[]
}

/** Chooses a claim or a text, in the first step of the form. */
const tick = async ({ page }: Person, name: string): Promise<void> => {
  const box = page.getByRole('checkbox', { name, exact: true })
  await page.getByRole('listitem').filter({ has: box }).locator('label').first().click()
}

/** The line of a chosen claim or text, in the second step. */
const wordingOf = async (person: Person, name: string): Promise<Locator> => {
  const { page, text } = person
  const heading = page.getByRole('heading', { name, exact: true })
  const line = page.getByRole('listitem').filter({ has: heading })
  await line.getByRole('button', { name: new RegExp(`${text('publications.phrase')}$`) }).waitFor()
  return line
}

const printClaim = async (person: Person, claim: ClaimToPrint): Promise<void> => {
  const { text } = person
  const line = await wordingOf(person, claim.statement)
  if (claim.phrase !== undefined)
    await choose(person, text('publications.phrase'), claim.phrase, line)
  const fields = [
    ['publications.wording', claim.wording],
    ['publications.when', claim.when],
    ['publications.place', claim.place],
    ['publications.count', claim.count],
  ] as const
  for (const [key, words] of fields)
    if (words !== undefined) await line.getByLabel(text(key), { exact: true }).fill(words)
}

/** Selects words of one line, as dragging over them would. */
const selectWords = (field: Locator, words: string): Promise<void> =>
  field.evaluate((element, wanted) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1
      if (at === -1) continue
      ;(element as HTMLElement).focus()
      document.getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
      return
    }
    throw new Error('the text has no such words')
  }, words)

const printText = async (person: Person, printed: TextToPrint): Promise<void> => {
  const { text } = person
  const line = await wordingOf(person, printed.title)
  if (printed.phrase !== undefined)
    await choose(person, text('publications.phrase'), printed.phrase, line)
  const original = line.getByLabel(text('publications.original'), { exact: true })
  await original.waitFor()
  for (const { words, category } of printed.removals) {
    await selectWords(original, words)
    await choose(
      person,
      text('publications.category'),
      text(`publications.removal.${category}`),
      line,
    )
    // Its label ends with a count.
    const [everywhere = ''] = text('publications.removeEverywhere').split(/ ?[(（]/)
    await line.getByRole('button', { name: beginning(everywhere) }).click()
  }
}

/** The tab of the check in the open publication. */
const checkTab = ({ page, text }: Person, state: { readonly selected?: true } = {}): Locator =>
  page.getByRole('tab', { name: text('publications.review'), exact: true, ...state })

/** Builds a publication and saves it; it stays open. */
export const buildPublication = async (
  person: Person,
  publication: PublicationToWrite,
  at: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'publications')
  await press(person, 'publications.new')
  await choose(person, text('publications.case'), publication.caseTitle)
  if (publication.language !== undefined)
    await choose(person, text('publications.language'), publication.language)
  await page.getByLabel(text('publications.titleField'), { exact: true }).fill(publication.title)
  for (const { statement } of publication.claims) await tick(person, statement)
  for (const { title } of publication.texts) await tick(person, title)
  await press(person, 'publications.toWording')
  await page.getByLabel(beginning(text('publications.summary'))).fill(publication.summary)
  await page.getByLabel(beginning(text('publications.method'))).fill(publication.method)
  for (const claim of publication.claims) await printClaim(person, claim)
  for (const each of publication.texts) await printText(person, each)
  await at('publication-form')
  await press(person, 'publications.toReview')
  await checkTab(person, { selected: true }).waitFor()
}

/** Opens the first publication of the list. */
export const openPublication = async (person: Person): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'publications')
  await page
    .getByRole('list', { name: text('publications.list') })
    .getByRole('button')
    .first()
    .click()
  await checkTab(person).waitFor()
}

/** Chooses another phrase for a claim's source. */
export const rephrase = async (
  person: Person,
  statement: string,
  phrase: string,
): Promise<void> => {
  await openPart(person, 'stepWording')
  const line = await wordingOf(person, statement)
  await choose(person, person.text('publications.phrase'), phrase, line)
  await press(person, 'publications.toReview')
  await checkTab(person, { selected: true }).waitFor()
}

export const openPart = async (
  { page, text }: Person,
  part: 'stepWording' | 'review' | 'compare' | 'exact' | 'writeTab',
): Promise<void> => {
  await page.getByRole('tab', { name: text(`publications.${part}`), exact: true }).click()
}

/** The files below a folder, as paths from it. */
export const filesBelow = (folder: string, below = ''): string[] =>
  readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name)
    return entry.isDirectory() ? filesBelow(folder, path) : [path]
  })

/**
 * Writes the open publication in all six forms into `folder`, signed by the second reader if one is
 * given.
 * @returns all files in the folder.
 */
export const writePublication = async (
  person: Person,
  folder: string,
  second: SecondReader | null = null,
): Promise<string[]> => {
  const { page, text } = person
  await openPart(person, 'writeTab')
  for (const name of ['CSV', 'JSON', 'FollowTheMoney', 'Uwazi']) {
    // Some say what reads them.
    const box = page.getByRole('checkbox', { name: beginning(name) })
    if (!(await box.isChecked())) await box.locator('xpath=ancestor::label').click()
  }
  if (second !== null) await cosignField(person, second).fill(second.passphrase)
  await answerDialogs(person, folder)
  await press(person, 'publications.write')
  await page.getByText(text('publications.done', { folder: basename(folder) })).waitFor()
  return filesBelow(folder)
}
