import type { Locator } from 'playwright'
import { button, choose, goTo, press } from './person.ts'
import type { Person } from './person.ts'
import { beginning } from './words.ts'

/** A source's page, by what it is called. */
export const openSource = async (person: Person, name: string): Promise<void> => {
  const { page, text } = person
  await goTo(person, 'sources')
  await page
    .getByRole('list', { name: text('sources.list') })
    .getByRole('button', { name: beginning(name) })
    .click()
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
}

export type ConsentToWrite = {
  /** Ends of the keys of the window's words. */
  readonly use: 'internal' | 'share-desk' | 'publish-attributed' | 'publish-unattributed'
  readonly note?: string
}

export type SourceChanges = {
  readonly role?: string
  readonly region?: string
  readonly access?: string
  readonly vantage?: string
  readonly reliability?: string
  readonly reliabilityReason?: string
  readonly lastContact?: string
  readonly checkInDue?: string
  readonly consents?: readonly ConsentToWrite[]
  readonly risks?: readonly {
    readonly who: string
    readonly level: string
    readonly note?: string
  }[]
}

const entry = ({ page, text }: Person, key: string, index: number): Locator =>
  page.getByRole('group', { name: text(key, { index: String(index) }), exact: true })

const writeConsents = async (
  person: Person,
  consents: readonly ConsentToWrite[],
): Promise<void> => {
  const { text } = person
  for (const [at, { use, note = '' }] of consents.entries()) {
    await press(person, 'consent.add')
    const group = entry(person, 'consent.entry', at + 1)
    await choose(person, text('consent.use'), text(`consent.use.${use}`), group)
    if (note !== '') await group.getByLabel(beginning(text('consent.note'))).fill(note)
  }
}

const writeRisks = async (
  person: Person,
  risks: NonNullable<SourceChanges['risks']>,
): Promise<void> => {
  const { text } = person
  for (const [at, { who, level, note = '' }] of risks.entries()) {
    await press(person, 'sources.addRisk')
    const group = entry(person, 'sources.risk', at + 1)
    await choose(person, text('sources.riskWho'), text(`sources.riskWho.${who}`), group)
    await choose(person, text('sources.riskLevel'), text(`sources.riskLevel.${level}`), group)
    await group.getByLabel(beginning(text('sources.riskNote'))).fill(note)
  }
}

const saveSource = async (person: Person): Promise<void> => {
  await press(person, 'sources.save')
  await button(person, 'sources.save').waitFor({ state: 'detached' })
}

/** Fills in what may be known of a source, on its page. Consents and risks are added. */
export const changeSource = async (
  person: Person,
  name: string,
  changes: SourceChanges,
): Promise<void> => {
  const { page, text } = person
  await openSource(person, name)
  await press(person, 'sources.edit')
  const choices = [
    ['sources.role', changes.role === undefined ? null : text(`vocab.role.${changes.role}`)],
    [
      'sources.region',
      changes.region === undefined ? null : text(`vocab.region.${changes.region}`),
    ],
    [
      'sources.access',
      changes.access === undefined ? null : text(`vocab.access.${changes.access}`),
    ],
    [
      'sources.vantage',
      changes.vantage === undefined ? null : text(`sources.vantageWord.${changes.vantage}`),
    ],
    [
      'sources.reliability',
      changes.reliability === undefined
        ? null
        : text('vocab.reliability.graded', {
            grade: changes.reliability,
            meaning: text(`vocab.reliability.${changes.reliability}`),
          }),
    ],
  ] as const
  for (const [key, option] of choices) if (option !== null) await choose(person, text(key), option)
  const fields = [
    ['sources.reliabilityReason', changes.reliabilityReason],
    ['sources.lastContact', changes.lastContact],
    ['sources.checkInDue', changes.checkInDue],
  ] as const
  for (const [key, words] of fields)
    if (words !== undefined) await page.getByLabel(beginning(text(key))).fill(words)
  await writeConsents(person, changes.consents ?? [])
  await writeRisks(person, changes.risks ?? [])
  await saveSource(person)
}

/** Withdraws every consent of a source as of today. */
export const withdrawConsents = async (person: Person, name: string): Promise<void> => {
  await openSource(person, name)
  await press(person, 'sources.edit')
  const open = button(person, 'consent.withdrawToday')
  while ((await open.count()) > 0) await open.first().click()
  await saveSource(person)
}

export type PhraseToWrite = {
  readonly phrase: string
  /** As the window names it. */
  readonly language: string
  readonly role?: string
  readonly region?: string
  readonly organisation?: string
  readonly low: number
  readonly high: number
  readonly basis: string
}

const fillPool = async (
  { page, text }: Person,
  { low, high, basis }: Pick<PhraseToWrite, 'low' | 'high' | 'basis'>,
): Promise<void> => {
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(beginning(text('attributions.poolLow'))).fill(String(low))
  await dialog.getByLabel(beginning(text('attributions.poolHigh'))).fill(String(high))
  await dialog.getByLabel(beginning(text('attributions.basis'))).fill(basis)
}

const showPhrases = ({ page, text }: Person): Promise<void> =>
  page.getByRole('tab', { name: text('attributions.title'), exact: true }).click()

/** Registers a phrase under which a source may be quoted. */
export const addPhrase = async (
  person: Person,
  name: string,
  phrase: PhraseToWrite,
): Promise<void> => {
  const { page, text } = person
  await openSource(person, name)
  await showPhrases(person)
  await press(person, 'attributions.add')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(text('attributions.phrase'), { exact: true }).fill(phrase.phrase)
  await choose(person, text('attributions.language'), phrase.language, dialog)
  if (phrase.role !== undefined)
    await choose(person, text('attributions.role'), text(`vocab.role.${phrase.role}`), dialog)
  if (phrase.region !== undefined)
    await choose(person, text('attributions.region'), text(`vocab.region.${phrase.region}`), dialog)
  if (phrase.organisation !== undefined)
    await dialog.getByLabel(beginning(text('attributions.organisation'))).fill(phrase.organisation)
  await fillPool(person, phrase)
  await press(person, 'attributions.save')
  await dialog.waitFor({ state: 'detached' })
}

/** Enters the combined pool of all printed phrases of a source. */
export const estimateTogether = async (
  person: Person,
  name: string,
  pool: Pick<PhraseToWrite, 'low' | 'high' | 'basis'>,
): Promise<void> => {
  await openSource(person, name)
  await showPhrases(person)
  await press(person, 'attributions.togetherAnswer')
  await fillPool(person, pool)
  await press(person, 'attributions.togetherSave')
  await person.page.getByRole('dialog').waitFor({ state: 'detached' })
}
