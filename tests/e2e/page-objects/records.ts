import type { Locator } from 'playwright'
import { button, choose, goTo, paste, press, tick } from './person.ts'
import type { Person } from './person.ts'
import { waitUntil } from '../waiting.ts'
import { beginning } from './words.ts'

export type CaseToWrite = {
  readonly title: string
  readonly question?: string
}

export const writeCase = async (
  person: Person,
  { title, question = '' }: CaseToWrite,
): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'cases')
  await press(person, 'cases.new')
  await page.getByLabel(beginning(text('cases.name'))).fill(title)
  await page.getByLabel(beginning(text('cases.question'))).fill(question)
  await press(person, 'cases.save')
  await button(person, 'cases.save').waitFor({ state: 'detached' })
}

export type SourceToWrite = {
  readonly kind: 'protected' | 'on-record'
  readonly name?: string
  readonly note?: string
}

/** Returns what the source is called: its code name, or its name. */
export const writeSource = async (person: Person, source: SourceToWrite): Promise<string> => {
  const { page, text } = person
  await goTo(person, 'sources')
  await press(person, 'sources.new')
  const isProtected = source.kind === 'protected'
  await tick(
    page.getByRole('radio', {
      name: beginning(text(isProtected ? 'sources.kindProtected' : 'sources.kindOnRecord')),
    }),
  )
  const codeName = page.getByRole('group', { name: text('sources.codeName') }).locator('output')
  if (isProtected) await codeName.filter({ hasNotText: text('sources.drawing') }).waitFor()
  else await page.getByLabel(beginning(text('sources.name'))).fill(source.name ?? '')
  await page
    .getByRole('textbox', { name: text('sources.note'), exact: true })
    .fill(source.note ?? '')
  const called = isProtected ? (await codeName.innerText()).trim() : (source.name ?? '')
  await press(person, 'sources.save')
  await button(person, 'sources.save').waitFor({ state: 'detached' })
  return called
}

/** The editor of a report's text, or of a translation's. */
export const editor = ({ page, text }: Person, key = 'editor.label'): Locator =>
  page.getByRole('textbox', { name: text(key), exact: true })

export const newReport = async (person: Person): Promise<void> => {
  await goTo(person, 'reports')
  await press(person, 'reports.new')
  await editor(person).waitFor()
}

export const titleField = ({ page, text }: Person): Locator =>
  page.getByRole('textbox', { name: text('reports.titleLabel'), exact: true })

/** Waits until all that was typed is on the disk. */
export const saved = ({ page, text }: Person): Promise<void> =>
  page
    .getByRole('status')
    .filter({ hasText: new RegExp(`^${text('reports.saved')}$`) })
    .waitFor()

/** Writes title and text. With `fast` the text is pasted, otherwise every key is pressed. */
export const writeText = async (
  person: Person,
  {
    title,
    body,
    fast = false,
  }: { readonly title: string; readonly body: string; readonly fast?: boolean },
): Promise<void> => {
  await titleField(person).click()
  await person.page.keyboard.type(title)
  await editor(person).click()
  if (fast) await paste(person, body)
  else await person.page.keyboard.type(body)
}

/** Unfolds the details that not every report needs. */
export const openMoreDetails = async ({ page, text }: Person): Promise<void> => {
  const panel = page.getByRole('complementary', { name: text('reports.details') })
  const more = panel.locator('details:not([open]) > summary')
  if ((await more.count()) > 0) await more.first().click()
}

export const writeDetails = async (
  person: Person,
  details: {
    readonly caseTitle?: string
    readonly sources?: readonly string[]
    readonly eventDate?: string
    readonly place?: string
    readonly language?: string
    readonly tags?: readonly string[]
    readonly handling?: 'permitted' | 'conditions' | 'embargo'
  },
): Promise<void> => {
  const { page, text } = person
  const panel = page.getByRole('complementary', { name: text('reports.details') })
  const field = (key: string): Locator => panel.getByLabel(beginning(text(key)))
  if (details.caseTitle !== undefined)
    await choose(person, text('reports.case'), details.caseTitle, panel)
  for (const source of details.sources ?? []) {
    await panel.getByRole('button', { name: text('reports.addSource') }).click()
    await page.getByRole('menuitem', { name: source, exact: true }).click()
  }
  if (details.eventDate !== undefined) await field('reports.eventDate').fill(details.eventDate)
  if (details.place ?? details.language ?? details.tags) await openMoreDetails(person)
  if (details.place !== undefined) await field('reports.place').fill(details.place)
  if (details.language !== undefined)
    await choose(person, text('reports.language'), details.language, panel)
  if (details.handling !== undefined)
    await choose(
      person,
      text('reports.handling'),
      text(`vocab.handling.${details.handling}`),
      panel,
    )
  for (const tag of details.tags ?? []) {
    await field('reports.tags').fill(tag)
    await field('reports.tags').press('Enter')
  }
}

export type TranslationToWrite = {
  readonly language: string
  readonly title: string
  readonly body: string
}

export const writeTranslations = async (
  person: Person,
  translations: readonly TranslationToWrite[],
): Promise<void> => {
  const { page, text } = person
  if (translations.length === 0) return
  await page.getByRole('tab', { name: beginning(text('reports.tabTranslations')) }).click()
  for (const translation of translations) {
    await press(person, 'reports.addTranslation')
    await page.getByLabel(text('reports.translationTitle')).fill(translation.title)
    await choose(person, text('reports.translationLanguage'), translation.language)
    await editor(person, 'reports.translationBody').click()
    await paste(person, translation.body)
  }
}

/** Files the open report: signs it, so that it cannot be changed. */
export const file = async (person: Person): Promise<void> => {
  await press(person, 'reports.file')
  await press(person, 'reports.fileConfirm')
  await button(person, 'reports.revise').waitFor()
}

export const searchBox = ({ page, text }: Person): Locator =>
  page.getByRole('searchbox', { name: text('search.label') })

export const listed = ({ page, text }: Person): Locator =>
  page.getByRole('list', { name: text('reports.list') }).getByRole('listitem')

/** The number of rows in all, as the list states it: rows out of view are not drawn. */
export const listedInAll = async (person: Person): Promise<number> => {
  const first = listed(person).first()
  await first.waitFor()
  return Number(await first.getAttribute('aria-setsize'))
}

/** Types a query into the search box; returns how many reports it found. */
export const search = async (person: Person, query: string): Promise<number> => {
  const { page } = person
  await goTo(person, 'reports')
  const box = searchBox(person)
  await box.fill('')
  await box.click()
  await page.keyboard.type(query)
  // Results follow the typing by a moment; the summary names the length of their query. The
  // comparison runs in the page: what Playwright prints of an element passes through the main
  // process and stays there.
  const summary = page.locator('[data-searched]')
  await waitUntil(
    () =>
      page.evaluate(
        () =>
          document.querySelector('[data-searched]')?.getAttribute('data-searched') ===
          String((document.activeElement as HTMLInputElement).value.trim().length),
      ),
    () => `no results for ${query}`,
  )
  return Number(/\d+/.exec(await summary.innerText())?.[0] ?? 0)
}

export const clearSearch = (person: Person): Promise<void> => searchBox(person).fill('')

/** Selects every report in the list and adds a tag; filed ones are not changed. */
export const tagAll = async (person: Person, tag: string): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'reports')
  await listed(person).getByRole('button').first().focus()
  await page.keyboard.press('Control+A')
  await press(person, 'selection.tags')
  await page.getByRole('menuitem', { name: text('selection.addTag') }).click()
  await page.getByRole('dialog').getByLabel(text('selection.tag'), { exact: true }).click()
  await page.keyboard.type(tag)
  await press(person, 'selection.addTagConfirm')
  await page.getByRole('progressbar').waitFor({ state: 'detached' })
  await button(person, 'selection.end').click()
}
