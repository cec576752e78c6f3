import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { personAt } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { lockByShortcut, setUpVault, tryUnlock, unlock } from './page-objects/vault.ts'
import { beginning } from './page-objects/words.ts'
import { launch } from './launch.ts'

describe('an ordinary day', () => {
  const home = mkdtempSync(join(tmpdir(), 'day-'))
  const vault = join(home, 'Understory')
  const title = 'People sent back at night'
  const body = 'They were driven to the bridge after midnight.'
  let person: Person

  beforeAll(async () => {
    person = personAt(await launch({ vault }))
  })
  afterAll(async () => {
    await person.desk.close()
    rmSync(home, { recursive: true, force: true })
  })

  test('begins with a vault made in an empty place', async () => {
    await setUpVault(person, { pseudonym: 'Heron' })
    expect(readdirSync(vault).sort()).toEqual(
      expect.arrayContaining(['anchor', 'header', 'header.bak', 'lock', 'notes.db']),
    )
  })

  test('what is typed is saved by itself', async () => {
    await records.newReport(person)
    await records.writeText(person, { title, body })
    await records.saved(person)
  })

  test('a filed report is signed and no longer changes', async () => {
    await records.file(person)
    await expect.poll(() => records.titleField(person).count()).toBe(0)
    expect(await records.editor(person).getAttribute('aria-readonly')).toBe('true')
  })

  test('a search finds it as one types', async () => {
    expect(await records.search(person, 'midnigh')).toBe(1)
    expect(await records.search(person, 'noon')).toBe(0)
    await records.clearSearch(person)
  })

  test('the shortcut locks: the window and everything in it are gone', async () => {
    const before = person.page
    await lockByShortcut(person)
    expect(before.isClosed()).toBe(true)
    expect(await person.page.locator('body').innerText()).not.toContain(title)
  })

  test('a wrong passphrase is refused in words, and the right one opens', async () => {
    await tryUnlock(person, 'quite harbour seven lanterns walk north')
    const alert = person.page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.innerText()).toContain(person.text('failures.wrong-passphrase.title'))
    await unlock(person)
    await expect
      .poll(() => records.listed(person).allInnerTexts())
      .toEqual([expect.stringContaining(title)])
  })

  test('one comes back to what was just written, and it is there', async () => {
    await records.newReport(person)
    await records.writeText(person, { title: 'Second', body: 'another text' })
    await records.saved(person)
    const row = (name: string): Locator =>
      records.listed(person).getByRole('button', { name: beginning(name) })
    await row(title).click()
    await expect.poll(() => records.editor(person).innerText()).toContain(body)
    await row('Second').click()
    await expect.poll(() => records.editor(person).innerText()).toContain('another text')
  })
})
