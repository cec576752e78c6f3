import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { readBundle } from '../exchange/second-reader.ts'
import { sweepVault } from './closed-vault.ts'
import { formsOfCode } from './code-forms.ts'
import { contactRow, sealTo } from './page-objects/contacts.ts'
import { exportCase, refusal } from './page-objects/exchange.ts'
import { makeIdentityKey } from './page-objects/identities.ts'
import { lineInJournal, timesInJournal } from './page-objects/journal.ts'
import { commit, preview } from './page-objects/merging.ts'
import { button, goTo, goToSettings, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { listed } from './page-objects/records.ts'
import {
  readCodeStatus,
  deleteCode,
  keepAtDesk,
  openCode,
  shownCode,
  tryKeepAtDesk,
  tryOpenCode,
} from './page-objects/recovery-at-desk.ts'
import { know, writeAll, wrenCase, wrenReport } from './fixtures/three-vaults.ts'
import { lockByButton, opened, tryRecover, tryUnlock, unlock } from './page-objects/vault.ts'
import { openPrepared, recoveryCodeOf } from './prepared-vaults.ts'

const forField = preparedVaults.field.passphrase
const forDesk = preparedVaults.desk.passphrase
const forIdentities = 'copper lantern under the seventh stair'
const next = 'bright pepper mill turns every evening'
const reason = 'The passphrase in the field is forgotten'

/** The fixed words of a message, without what is filled in. */
const fixed = (message: string): string =>
  message
    .split(/\{[^}]+\}/u)
    .reduce((longest, part) => (part.length > longest.length ? part : longest))
    .trim()

describe('a recovery code that is kept at the desk', () => {
  const home = mkdtempSync(join(tmpdir(), 'recovery-'))
  const folder = join(home, 'carried')
  const people: Person[] = []
  let field: Person
  let desk: Person
  const onPaper = recoveryCodeOf('field')
  let code = ''
  let file = ''

  const open = async (name: 'field' | 'desk'): Promise<Person> => {
    const vault = join(home, preparedVaults[name].pseudonym)
    const person = await openPrepared(name, { vault })
    people.push(person)
    return person
  }
  const carry = async (at?: (name: string) => Promise<void>): Promise<string> =>
    exportCase(field, {
      whom: { contacts: ['Desk'] },
      purpose: 'What was seen, to be checked',
      folder,
      caseTitle: wrenCase,
      ...(at === undefined ? {} : { at }),
    })
  const takeIn = async (path: string): Promise<string> => {
    await preview(desk, path)
    const told = await desk.page.getByRole('main').innerText()
    await commit(desk)
    await press(desk, 'exchange.done')
    return told
  }

  beforeAll(async () => {
    mkdirSync(folder)
    ;[field, desk] = await Promise.all([open('field'), open('desk')])
    await makeIdentityKey(desk, forIdentities)
    await writeAll(field, wrenCase, [wrenReport])
  }, 120_000)
  afterAll(async () => {
    await Promise.all(people.map((person) => person.desk.close()))
    rmSync(home, { recursive: true, force: true })
  })

  test('waits for a desk with verified words to which identities are sealed', async () => {
    const { page, text } = field
    await goToSettings(field, 'access')
    await page.getByText(text('escrow.noDesk')).waitFor()
    expect(await button(field, 'escrow.keep').isDisabled()).toBe(true)
    await know(desk, field, 'Wren', folder)
    await know(field, desk, 'Desk', folder)
    await goToSettings(field, 'access')
    expect(await button(field, 'escrow.keep').isDisabled()).toBe(true)
    await sealTo(field, 'Desk')
    await goToSettings(field, 'access')
    await expect.poll(() => button(field, 'escrow.keep').isEnabled()).toBe(true)
  })

  test('is made after the passphrase alone, and is never shown in the field', async () => {
    const { page, text } = field
    await tryKeepAtDesk(field, next)
    const dialog = page.getByRole('dialog')
    await dialog.getByText(text('failures.wrong-passphrase.title')).waitFor({ timeout: 45_000 })
    await press(field, 'common.cancel')
    expect(await readCodeStatus(field)).toContain(text('escrow.about'))
    let seen = ''
    await keepAtDesk(field, forField, async () => {
      seen = await shownCode(field)
    })
    expect(seen + (await shownCode(field))).toBe('')
    expect(await readCodeStatus(field)).toContain(fixed(text('escrow.waits')))
  })

  test('leaves with the next file to the desk alone, which is said before it is written', async () => {
    const { text } = field
    const screens: string[] = []
    file = await carry(async (screen) => {
      screens.push(screen)
      if (screen === 'review') await field.page.getByText(text('escrow.goes')).waitFor()
    })
    expect(screens.slice(-2)).toEqual(['review', 'written'])
    expect(await readCodeStatus(field)).toContain(fixed(text('escrow.carried')))
  })

  test('is announced at the desk, kept with the records, and not shown', async () => {
    const { text } = desk
    expect(await takeIn(file)).toContain(text('escrow.effect.new'))
    await goTo(desk, 'exchange')
    await contactRow(desk, 'Wren')
      .getByText(fixed(text('escrow.holds')))
      .waitFor()
    expect(await shownCode(desk)).toBe('')
  })

  test('a wrong passphrase does not show the code, and no journal line says that it was opened', async () => {
    const { page, text } = desk
    await tryOpenCode(desk, 'Wren', { passphrase: forDesk, reason })
    await page.getByRole('dialog').getByText(text('identity.wrongPassphrase')).waitFor({
      timeout: 45_000,
    })
    expect(await shownCode(desk)).toBe('')
    expect(await page.getByRole('timer').count()).toBe(0)
    await press(desk, 'common.cancel')
    expect(await timesInJournal(desk, 'escrow.opened')).toBe(0)
  })

  test('is opened there with passphrase and reason, in nine groups, and gone when it is closed', async () => {
    code = await openCode(desk, 'Wren', { passphrase: forIdentities, reason })
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/u)
    expect(code).not.toBe(onPaper)
    expect(await desk.page.locator('body').innerText()).not.toContain(code.slice(0, 4))
    await contactRow(desk, 'Wren')
      .getByText(fixed(desk.text('escrow.holdsOpened')))
      .waitFor()
  })

  test('opens the vault whose passphrase was forgotten, which the code on paper does not open', async () => {
    await lockByButton(field)
    await tryUnlock(field, `${forField}?`)
    expect(await refusal(field)).toContain(field.text('failures.wrong-passphrase.title'))
    await tryRecover(field, { code: onPaper, words: next })
    const { text } = field
    await field.page
      .getByRole('alert')
      .getByText(text('failures.wrong-passphrase.title'))
      .waitFor({ timeout: 45_000 })
    await tryRecover(field, { code: code.toLowerCase().replaceAll('-', ' '), words: next })
    await opened(field)
    await goTo(field, 'reports')
    await expect.poll(() => listed(field).count()).toBe(1)
    await lockByButton(field)
    await tryUnlock(field, forField)
    expect(await refusal(field)).toContain(text('failures.wrong-passphrase.title'))
    await unlock(field, next)
  })

  test('both journals say what was done, and the desk’s says why', async () => {
    for (const act of ['escrow.made', 'escrow.carried'])
      expect(await timesInJournal(field, act)).toBe(1)
    // Once when it came into force, once when it was used.
    expect(await timesInJournal(field, 'vault.access')).toBe(2)
    expect(await timesInJournal(desk, 'escrow.received')).toBe(1)
    expect(await timesInJournal(desk, 'escrow.opened')).toBe(1)
    expect(await lineInJournal(desk, 'escrow.opened')).toContain(reason)
  })

  test('the file contains only the sealed code, which is nowhere in clear in either vault', async () => {
    const [atField, atDesk] = [
      await sweepVault(join(home, 'Wren'), next),
      await sweepVault(join(home, 'Desk'), forDesk),
    ]
    const inside = await atDesk.open(file)
    const forms = [
      ...formsOfCode(code),
      ...[forField, forDesk, forIdentities, next].map((words) => Buffer.from(words)),
    ]
    // The search sees what is there.
    expect(atDesk.found([reason, wrenReport.title])).toEqual([reason, wrenReport.title])
    expect(inside.includes(wrenReport.title)).toBe(true)
    for (const bytes of [readFileSync(file), inside])
      expect(forms.filter((form) => bytes.includes(form))).toEqual([])
    expect(atField.holds(forms)).toBe(false)
    expect(atDesk.holds(forms)).toBe(false)
    const { escrow, manifest } = readBundle(inside)
    expect(Object.keys(escrow ?? {}).sort()).toEqual(['author', 'day', 'seal', 'serial'])
    const kinds = (manifest['objects'] as { kind: string }[]).map(({ kind }) => kind)
    expect([...new Set(kinds)].sort()).toEqual(['card', 'case', 'custody', 'escrow', 'report'])
    expect(kinds.filter((kind) => kind === 'escrow')).toHaveLength(1)
  })

  test('a bar asks for another one, and goes once the next is at the desk’s door', async () => {
    const bar = field.page.getByRole('complementary', {
      name: field.text('escrow.usedBar'),
      exact: true,
    })
    await bar.waitFor()
    await keepAtDesk(field, next)
    await bar.waitFor({ state: 'detached' })
    await takeIn(await carry())
    const another = await openCode(desk, 'Wren', { passphrase: forIdentities, reason })
    expect(another).not.toBe(code)
  })

  test('the desk deletes what it holds, once it was asked whether it means it', async () => {
    const { page, text } = desk
    await deleteCode(desk, 'Wren', async () => {
      const cancel = page.getByRole('button', { name: text('common.cancel'), exact: true })
      expect(await cancel.evaluate((one) => one === document.activeElement)).toBe(true)
    })
    const held = contactRow(desk, 'Wren').getByText(fixed(text('escrow.holds')))
    await held.waitFor({ state: 'detached' })
    expect(await timesInJournal(desk, 'escrow.deleted')).toBe(1)
  })
})
