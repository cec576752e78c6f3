import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import { personAt } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { lockByShortcut, unlock } from './page-objects/vault.ts'
import { launch } from './launch.ts'
import { openPrepared } from './prepared-vaults.ts'

const { passphrase } = preparedVaults.heron

describe('a report', () => {
  const title = 'Last words'
  const body = 'said in 단둥 (丹东) as the lid was closed'
  let person: Person

  beforeAll(async () => {
    person = await openPrepared('heron')
  })
  afterAll(async () => {
    await person.desk.close()
  })

  const expectShown = async (): Promise<void> => {
    expect(await records.search(person, 'lid')).toBe(1)
    await records.listed(person).getByRole('button').first().click()
    await expect.poll(() => records.editor(person).innerText()).toContain(body)
    expect(await records.titleField(person).inputValue()).toBe(title)
    await records.clearSearch(person)
  }

  test('text that was typed just before the lock is there after it', async () => {
    await records.newReport(person)
    await records.writeText(person, { title, body })
    const before = person.page
    await lockByShortcut(person)
    expect(before.isClosed()).toBe(true)
    expect(await person.page.locator('body').innerText()).not.toContain(title)
    await unlock(person, passphrase)
    await expectShown()
  })

  test('after quitting and starting again everything is there', async () => {
    const { vault } = person.desk
    await person.desk.close()
    person = personAt(await launch({ vault }))
    await unlock(person, passphrase)
    await expectShown()
  })
})
