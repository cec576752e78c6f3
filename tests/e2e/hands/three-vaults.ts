import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { addContact, compareWords, nameDesk, saveCard } from './contacts.ts'
import { exportCase } from './exchange.ts'
import type { Person } from './person.ts'
import { file, newReport, saved, writeCase, writeDetails, writeText } from './records.ts'
import { setUpVault } from './vault.ts'

/** Two vaults in the field and the desk that both report to, each on its own computer. */
export type ThreeVaults = {
  readonly wren: Person
  readonly crane: Person
  readonly desk: Person
  /** The folder for files that are passed from one vault to another. */
  readonly folder: string
}

export const wrenCase = 'The bridge north of the mill'
export const craneCase = 'The brickworks'

export const wrenReport = {
  title: 'Two lorries before dawn',
  body: 'Two lorries crossed the bridge before dawn, without lights. A driver who waited there counted eleven people in the second. 경비병 두 명이 다리 위에 서 있었다.',
  place: 'Bridge north of the mill',
  eventDate: '2026-09-14',
} as const

export const craneReports = [
  {
    title: 'Kilns lit at night',
    body: 'The kilns burned on four nights. Nobody who works there by day was called in for them.',
    place: 'Brickworks',
    eventDate: '2026-09-15',
  },
  {
    title: 'A second gate',
    body: 'A gate that is on no plan opens to the river. It was seen open once.',
    place: 'Brickworks',
    eventDate: '2026-09-17',
  },
] as const

/** The change of the field, the change of the desk, and the merged text. */
export const fieldChange = {
  instead: ['counted eleven people', 'counted twelve people'],
} as const
export const deskChange = {
  title: 'Two lorries before dawn, at the bridge',
  instead: ['without lights', 'with their lights covered'],
} as const
export const agreed = wrenReport.body.replace(...fieldChange.instead).replace(...deskChange.instead)

export const setUpThree = async (
  sitDown: (vault: string) => Promise<Person>,
  home: string,
  passphrase?: string,
): Promise<ThreeVaults> => {
  const folder = join(home, 'carried')
  mkdirSync(folder, { recursive: true })
  const made = async (pseudonym: string): Promise<Person> => {
    const person = await sitDown(join(home, pseudonym))
    await setUpVault(person, { pseudonym, ...(passphrase === undefined ? {} : { passphrase }) })
    return person
  }
  const [wren, crane, desk] = await Promise.all([made('Wren'), made('Crane'), made('Desk')])
  return { wren, crane, desk, folder }
}

/** Adds the other's card, and compares its words with the owner. */
export const know = async (
  person: Person,
  other: Person,
  name: string,
  folder: string,
): Promise<void> => {
  const card = join(folder, `${name}.json`)
  await saveCard(other, card)
  await addContact(person, card)
  await compareWords(person, { with: other, name })
}

/** Exchanges cards, compares words both ways, and names the desk in one of the two field vaults. */
export const meet = async (
  { wren, crane, desk, folder }: ThreeVaults,
  at: (person: Person, name: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  await know(desk, wren, 'Wren', folder)
  await know(wren, desk, 'Desk', folder)
  await know(desk, crane, 'Crane', folder)
  await know(crane, desk, 'Desk', folder)
  await nameDesk(wren, 'Desk')
  for (const person of [wren, desk]) {
    const list = person.page.getByRole('region', { name: person.text('contacts.title') })
    await list.scrollIntoViewIfNeeded()
  }
  await at(wren, 'contact')
  await at(desk, 'contacts')
}

/** Writes a case and files its reports. */
export const writeAll = async (
  person: Person,
  caseTitle: string,
  reports: readonly (typeof wrenReport | (typeof craneReports)[number])[],
): Promise<void> => {
  await writeCase(person, { title: caseTitle })
  for (const { title, body, place, eventDate } of reports) {
    await newReport(person)
    await writeText(person, { title, body, fast: true })
    await writeDetails(person, { caseTitle, place, eventDate, handling: 'permitted' })
    await saved(person)
    await file(person)
  }
}

/** Both field vaults write and file their reports. */
export const observe = async ({ wren, crane }: ThreeVaults): Promise<void> => {
  await writeAll(wren, wrenCase, [wrenReport])
  await writeAll(crane, craneCase, craneReports)
}

/** Passes one file to one contact. */
export const carry = (
  from: Person,
  to: string,
  caseTitle: string,
  folder: string,
): Promise<string> =>
  exportCase(from, {
    whom: { contacts: [to] },
    purpose: 'What was seen, to be checked',
    folder,
    caseTitle,
  })
