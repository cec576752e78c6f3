import { cpSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inFull } from '../in-full.ts'
import { refusal } from './page-objects/exchange.ts'
import { answerDialogs, button, personAt, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import {
  beginVault,
  lockByButton,
  lockByShortcut,
  makeVault,
  opened,
  passphrase,
  putOffSheet,
  setUpVault,
  tryUnlock,
  unlock,
} from './page-objects/vault.ts'
import { call } from './call.ts'
import { launch } from './launch.ts'

const folder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'access-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

describe('the ways into a vault', () => {
  const home = folder()
  const vault = join(home.path, 'Understory')
  const keyFile = join(home.path, 'stick.key')
  const next = 'bright pepper mill turns every evening'
  let person: Person
  let code = ''

  beforeAll(async () => {
    person = personAt(await launch({ vault }))
    code = await setUpVault(person, { keyFile })
    await records.newReport(person)
    await records.writeText(person, { title: 'Kept', body: 'Still here.' })
    await records.saved(person)
  })
  afterAll(async () => {
    await person.desk.close()
    home.remove()
  })

  const useKeyFile = async (): Promise<void> => {
    await answerDialogs(person, keyFile)
    await press(person, 'unlock.keyFileAdd')
    await button(person, 'unlock.keyFileRemove').waitFor()
  }

  test('a key file is made for its owner’s eyes only', () => {
    expect(statSync(keyFile).size).toBeGreaterThanOrEqual(32)
    expect(statSync(keyFile).mode & 0o777).toBe(0o600)
  })

  test('where a key file belongs to the vault, the passphrase alone opens nothing', async () => {
    await lockByShortcut(person)
    await tryUnlock(person)
    expect(await refusal(person)).toContain(person.text('failures.wrong-passphrase.title'))
    await useKeyFile()
    await unlock(person)
    await expect.poll(() => records.listed(person).count()).toBe(1)
  })

  test('a mistyped recovery code is told apart from a wrong one', async () => {
    await lockByButton(person)
    await press(person, 'unlock.forgot')
    const { page, text } = person
    const wrong = code.endsWith('2') ? `${code.slice(0, -1)}3` : `${code.slice(0, -1)}2`
    await page.getByLabel(text('unlock.code'), { exact: true }).fill(wrong)
    await page.getByLabel(text('unlock.passphraseNew'), { exact: true }).fill(next)
    await page.getByLabel(text('unlock.repeat'), { exact: true }).fill(next)
    await press(person, 'unlock.recover')
    expect(await refusal(person)).toContain(text('failures.bad-code.title'))
  })

  test('the recovery code opens without passphrase and key file, and sets a new passphrase', async () => {
    const { page, text } = person
    await page
      .getByLabel(text('unlock.code'), { exact: true })
      .fill(code.toLowerCase().replaceAll('-', ' '))
    await press(person, 'unlock.recover')
    await opened(person)
    await expect.poll(() => records.listed(person).count()).toBe(1)
  })

  test('from then on the old passphrase is refused, and the new one opens', async () => {
    await lockByShortcut(person)
    await useKeyFile()
    await tryUnlock(person, passphrase)
    expect(await refusal(person)).toContain(person.text('failures.wrong-passphrase.title'))
    await press(person, 'unlock.keyFileRemove')
    await unlock(person, next)
  })

  // `ends.test.ts` shows the refusal of a second app on an open vault too.
  test.runIf(inFull)(
    'a second process on the same vault is refused in words, and harms nothing',
    async () => {
      const before = readFileSync(join(vault, 'header'))
      const other = personAt(await launch({ vault }))
      try {
        // The lock is taken when the vault is opened, which may be at the start or with the passphrase.
        const field = other.page.getByLabel(other.text('unlock.passphrase'), { exact: true })
        const alert = other.page.getByRole('alert').first()
        await field.or(alert).first().waitFor()
        if (await field.isVisible()) await tryUnlock(other, next)
        expect(await refusal(other)).toContain(other.text('failures.busy.title'))
      } finally {
        await other.desk.close()
      }
      expect(readFileSync(join(vault, 'header')).equals(before)).toBe(true)
      await records.newReport(person)
      await records.writeText(person, { title: 'After the other', body: 'Nothing was lost.' })
      await records.saved(person)
    },
  )

  // Most of the other files start from a copy of a vault too.
  test.runIf(inFull)('a copy of the folder opens by itself', async () => {
    await lockByShortcut(person)
    const copy = join(home.path, 'Copy')
    cpSync(vault, copy, { recursive: true })
    const other = personAt(await launch({ vault: copy }))
    try {
      await unlock(other, next)
      await expect.poll(() => records.listed(other).count()).toBe(2)
    } finally {
      await other.desk.close()
    }
    await unlock(person, next)
  })
})

test('a recovery code whose proof was put off is asked for after a lock, and then only a new one counts', async () => {
  const home = folder()
  const person = personAt(await launch({ vault: join(home.path, 'Understory') }))
  try {
    await beginVault(person)
    await makeVault(person)
    await putOffSheet(person)
    await lockByShortcut(person)
    await unlock(person)
    const bar = person.page.getByText(person.text('unlock.unconfirmedLost'))
    await bar.waitFor()
    expect(await button(person, 'unlock.confirm').count()).toBe(0)
    await press(person, 'settings.newRecovery')
    await press(person, 'settings.drawRecovery')
    const groups = person.page.getByTestId('recovery-code').getByRole('listitem')
    const last = (await groups.last().innerText()).trim()
    await person.page.getByLabel(person.text('unlock.sheetConfirm'), { exact: true }).fill(last)
    await press(person, 'unlock.sheetDone')
    await person.page.getByLabel(person.text('unlock.passphrase'), { exact: true }).fill(passphrase)
    await press(person, 'settings.makeRecovery')
    await bar.waitFor({ state: 'detached' })
    await lockByShortcut(person)
    await unlock(person)
    expect(await call(person.page, 'settings.get', {})).toMatchObject({
      value: { recoveryConfirmed: true },
    })
  } finally {
    await person.desk.close()
    home.remove()
  }
})
