import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Source } from '../../src/shared/records.ts'
import { inFull } from '../in-full.ts'
import { call } from './call.ts'
import {
  closeIdentityKey,
  makeIdentityKey,
  openIdentity,
  openIdentityKey,
  sealIdentity,
} from './page-objects/identities.ts'
import { button, goTo, goToSettings, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { openSource } from './page-objects/sources.ts'
import { lockByShortcut, unlock } from './page-objects/vault.ts'
import { openPrepared } from './prepared-vaults.ts'

const identityPassphrase = 'seven herons wait below the bridge'
const reason = 'The check-in is due'
const identity = {
  name: 'Ri Kwang-myong',
  otherNames: ['리광명'],
  contact: '+850 191 555 0123',
  note: 'Has a brother at the ferry',
} as const
const words = [identity.name, ...identity.otherNames, identity.contact, identity.note]

describe('identities', () => {
  let person: Person
  let filled: string
  let empty: string

  const pageText = (): Promise<string> => person.page.locator('body').innerText()
  const sealBytes = async (name: string): Promise<number> => {
    const { value } = (await call(person.page, 'sources.list', {})) as {
      readonly value: readonly Source[]
    }
    const found = value.find(
      ({ content }) => content.kind === 'protected' && content.codeName === name,
    )
    return found?.sealBytes ?? 0
  }

  beforeAll(async () => {
    person = await openPrepared('heron')
    filled = await records.writeSource(person, { kind: 'protected' })
    empty = await records.writeSource(person, { kind: 'protected' })
  })
  afterAll(async () => {
    await person.desk.close()
  })

  test('cannot be written before there is a desk to seal it to', async () => {
    await openSource(person, filled)
    await person.page.getByText(person.text('identity.noDesk')).waitFor()
    expect(await button(person, 'identity.seal').count()).toBe(0)
  })

  test('is sealed, and from then on shown nowhere, in a seal of the same size as an empty one', async () => {
    await makeIdentityKey(person, identityPassphrase)
    await sealIdentity(person, filled, identity)
    const shown = await pageText()
    for (const word of words) expect(shown).not.toContain(word)
    expect(await sealBytes(filled)).toBeGreaterThan(0)
    expect(await sealBytes(filled)).toBe(await sealBytes(empty))
  })

  test('is not shown for a wrong passphrase, nor without a reason', async () => {
    const { page, text } = person
    await openSource(person, filled)
    await press(person, 'identity.open')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(text('identity.passphrase'), { exact: true }).fill(identityPassphrase)
    await press(person, 'identity.openNow')
    await dialog.getByText(text('identity.reasonNeeded')).waitFor()
    await dialog.getByLabel(text('identity.passphrase'), { exact: true }).fill('quite another one')
    await dialog.getByLabel(text('identity.reason'), { exact: true }).fill(reason)
    await press(person, 'identity.openNow')
    await dialog.getByText(text('identity.wrongPassphrase')).waitFor({ timeout: 30_000 })
    for (const word of words) expect(await pageText()).not.toContain(word)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('is shown with both, for a minute that runs down, and never reaches the clipboard', async () => {
    const shown = await openIdentity(person, filled, {
      passphrase: identityPassphrase,
      reason,
      at: async (name) => {
        if (name !== 'identity-open') return
        const clock = person.page.getByRole('timer')
        const left = async (): Promise<number> =>
          Number(/\d+/.exec(await clock.innerText())?.[0] ?? Number.NaN)
        expect(await left()).toBeLessThanOrEqual(60)
        await expect.poll(left).toBeLessThan(59)
        await person.page.getByText(identity.name, { exact: true }).dblclick()
        await person.page.keyboard.press('Control+A')
        await person.page.keyboard.press('Control+C')
      },
    })
    for (const word of words) expect(shown).toContain(word)
    const copied = await person.desk.app.evaluate(({ clipboard }) => clipboard.readText())
    for (const word of words) expect(copied).not.toContain(word)
    for (const word of words) expect(await pageText()).not.toContain(word)
  })

  test('a seal over nothing says no more than that this key opens nothing', async () => {
    expect(await openIdentity(person, empty, { passphrase: identityPassphrase, reason })).toContain(
      person.text('identity.none'),
    )
  })

  test('the journal keeps that it was opened', async () => {
    await goTo(person, 'journal')
    await person.page.getByText(person.text('journal.kind.identity.opened')).first().waitFor()
  })

  test.runIf(inFull)('the open key closes by hand', async () => {
    await openIdentityKey(person, { passphrase: identityPassphrase, reason })
    await closeIdentityKey(person)
  })

  test('the open key closes with the lock', async () => {
    await openIdentityKey(person, { passphrase: identityPassphrase, reason })
    await lockByShortcut(person)
    await unlock(person)
    await goToSettings(person, 'identities')
    await button(person, 'identity.openKey').waitFor()
    expect(await button(person, 'identity.closeKey').count()).toBe(0)
  })
})
