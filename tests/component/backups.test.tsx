import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVaultOptions } from './answers.ts'
import { backupAnswers } from './backup-answers.ts'
import { expectNothingCut } from './checks.ts'
import type { TestVault } from './test-vault.ts'
import { accessible, called, inputsOf, keysByHand, last, press, type } from './page-objects.ts'
import { fileToken } from './records.ts'
import { Refuse } from './saved-records.ts'
import { isLong } from './view-languages.ts'
import {
  closeWindow,
  goToSettings,
  longWords,
  openWindow,
  settle,
  shoot,
  untilFound,
} from './window.tsx'

afterEach(closeWindow)

const good = 'orbit cactus lemon tiger window spoon'

/** Waits until the dialog contains these words. */
const says = async (words: string): Promise<void> => {
  const said = (): string => document.querySelector('[role="dialog"]')?.textContent ?? ''
  await expect.poll(said).toContain(words)
}

const settingsWith = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goToSettings('backup')
  await settle()
  document.getElementById('backup')?.scrollIntoView()
  await settle(100)
  return test
}

describe('a backup', () => {
  it('is made to a passphrase of its own, after saying what it holds and erases', async () => {
    const test = await settingsWith()
    await accessible()
    await shoot('backup-settings')
    await press('Make a backup…')
    await says('everything except sealed identities')
    await says('Deleted records are erased permanently first')
    await accessible()
    await shoot('backup-make')
    await press('Choose a folder and write')
    expect(called(test, 'backups.make')).toBe(false)
    await type('Passphrase for the backup', good)
    await type('Repeat the passphrase', good)
    await press('Choose a folder and write')
    expect(last(test, 'backups.make')).toMatchObject({
      target: { kind: 'passphrase', passphrase: good },
      folder: fileToken('exportFolder', 7),
    })
    await says('The backup is complete')
    await shoot('backup-made')
  })

  it('to keys asks for keys, and says so when the only one is the vault’s own', async () => {
    const test = await settingsWith({
      answers: {
        'backups.make': () => {
          throw new Refuse('invalid', ['target.recipients'])
        },
      },
    })
    await press('Make a backup…')
    await page.getByRole('radio', { name: /People whose key/ }).click({ force: true })
    await press('Choose a folder and write')
    await says('No key yet')
    expect(called(test, 'dialog.saveExport')).toBe(false)
    await userEvent.fill(await keysByHand(), `age1${'z'.repeat(58)}`)
    await press('Choose a folder and write')
    // The keys were not compared, and a full backup gives its recipient everything.
    expect(called(test, 'dialog.saveExport')).toBe(false)
    ;[...document.querySelectorAll<HTMLElement>('[role="dialog"] input[type="checkbox"]')]
      .at(-1)
      ?.click()
    await type('Reason for giving these keys a full copy', 'It lies in a safe')
    await press('Choose a folder and write')
    await says('if the vault were lost')
    expect(last(test, 'backups.make')).toMatchObject({ unverified: true })
    await accessible()
  })

  it('is offered to contacts whose keys were compared, and to no others', async () => {
    const test = await settingsWith()
    await press('Make a backup…')
    await page.getByRole('radio', { name: /People whose key/ }).click({ force: true })
    const boxes = page.getByRole('dialog').getByRole('checkbox')
    await expect.poll(() => boxes.elements().length).toBe(1)
    ;(boxes.elements()[0] as HTMLElement).click()
    await says('This gives away a full copy')
    await shoot('backup-to-contact')
    await accessible()
    await press('Choose a folder and write')
    // A full backup gives its recipient everything, so a reason is required before it is written.
    await says('Give a reason.')
    expect(called(test, 'dialog.saveExport')).toBe(false)
    await type('Reason for giving these keys a full copy', 'The desk keeps one')
    await press('Choose a folder and write')
    await says('The backup is complete')
    expect(last(test, 'backups.make')).toMatchObject({
      target: { kind: 'keys' },
      unverified: false,
      reason: 'The desk keeps one',
    })
  })

  it('of a contact is re-encrypted to a passphrase, and a backup that this vault cannot open is refused', async () => {
    let isOurs = false
    const test = await settingsWith({
      answers: {
        'backups.sealAnew': () => {
          if (!isOurs) throw new Refuse('not-for-us')
          return { fileName: 'm2x8q1.age', bytes: 2_621_440 }
        },
      },
    })
    await press('Re-encrypt…')
    await says('another person’s whole vault')
    await press('Choose a folder and write')
    await says('Choose the backup first.')
    await shoot('backup-seal-anew')
    await accessible()
    await press('Choose a file…')
    await type('Passphrase for the backup', 'nine words that were told by telephone')
    await type('Repeat the passphrase', 'nine words that were told by telephone')
    await press('Choose a folder and write')
    await says('This vault’s keys do not open it')
    await accessible()
    isOurs = true
    await press('Choose a folder and write')
    expect(last(test, 'backups.sealAnew')).toMatchObject({
      file: fileToken('backup', 9),
      folder: fileToken('exportFolder', 7),
    })
    await says('The copy is complete')
    await accessible()
  })

  it('is tested, and what was expected and found is shown in numbers', async () => {
    const test = await settingsWith()
    await press('Test a backup…')
    await press('Test')
    await says('Choose the backup first.')
    await press('Choose a file…')
    await press('Test')
    await says('Enter the passphrase or key that opens the backup.')
    await accessible()
    await shoot('backup-test')
    await type('Passphrase for the backup', 'some words')
    await press('Test')
    expect(last(test, 'backups.test')).toMatchObject({
      file: fileToken('backup', 9),
      passphrase: 'some words',
      identity: null,
    })
    await says('is intact')
    const cells = [...document.querySelectorAll('[role="dialog"] tbody tr')].map((row) =>
      [...row.children].map((cell) => cell.textContent),
    )
    expect(cells).toEqual([
      ['Records', '42', '42'],
      ['Revisions', '61', '61'],
      ['Journal lines', '240', '240'],
      ['Attachments', '3', '3'],
    ])
    await accessible()
    await shoot('backup-tested')
  })

  it('that is incomplete or does not open is not called a vault or an import', async () => {
    const found = backupAnswers(false)['backups.test']()
    let answer: () => typeof found = () => {
      throw new Refuse('truncated')
    }
    await settingsWith({ answers: { 'backups.test': () => answer() } })
    await press('Test a backup…')
    await press('Choose a file…')
    await page.getByText('This vault’s key').click()
    await press('Test')
    await says('The backup is cut short')
    expect(document.body.textContent).not.toContain('imported')
    answer = () => ({
      ...found,
      held: false,
      faults: 2,
      records: { expected: 42, found: 41 },
    })
    await press('Test')
    await says('is faulty')
    await says('Faults found inside: 2.')
    await accessible()
    await shoot('backup-not-held')
  })
})

describe('a reminder', () => {
  const due = {
    'backups.list': () => ({ ...backupAnswers(false)['backups.list'](), due: true }),
  }

  it('is a bar that leads to the settings, and can be put off', async () => {
    await openWindow({ answers: due })
    await untilFound('aside[aria-label="A backup is due."]')
    await accessible()
    await shoot('backup-due')
    await press('Later')
    expect(document.body.textContent).not.toContain('A backup is due.')
  })

  it('is set in the settings, and is not shown before it is due', async () => {
    const test = await settingsWith()
    expect(document.body.textContent).not.toContain('A backup is due.')
    await page.getByRole('button', { name: /Remind me/ }).click()
    await page.getByRole('option', { name: 'Every 7 days' }).click()
    await settle()
    expect(inputsOf(test, 'settings.set')).toMatchObject([{ backupReminderDays: 7 }])
  })
})

describe('a restore', () => {
  it('takes file, secret and new passphrase, then shows the recovery sheet and the vault', async () => {
    const test = await openWindow({ state: 'none' })
    await press('Restore from a backup…')
    await accessible()
    await shoot('backup-restore')
    await press('Choose a file…')
    await page.getByText('An age key').click()
    await type('Secret age key', 'AGE-SECRET-KEY-1QQ')
    await press('Restore')
    expect(called(test, 'vault.restore')).toBe(false)
    await type('New passphrase', good)
    await type('Repeat the passphrase', good)
    await press('Restore')
    expect(last(test, 'vault.restore')).toMatchObject({
      file: fileToken('backup', 9),
      passphrase: null,
      identity: 'AGE-SECRET-KEY-1QQ',
      newPassphrase: good,
      keyFile: null,
    })
    expect((await untilFound('[data-testid="recovery-code"]')).children).toHaveLength(9)
    await accessible()
  })

  it('that fails says what is wrong with the backup, and keeps what was chosen', async () => {
    await openWindow({
      state: 'none',
      answers: {
        'vault.restore': () => {
          throw new Refuse('not-for-us')
        },
      },
    })
    await press('Restore from a backup…')
    await press('Choose a file…')
    await type('Passphrase for the backup', 'not these')
    await type('New passphrase', good)
    await type('Repeat the passphrase', good)
    await press('Restore')
    await expect.element(page.getByText('This does not open the backup')).toBeVisible()
    expect(document.body.textContent).toContain('k3v9w2.age')
    // Cancel had replaced the pressed button; the button is back and focused, and Enter tries
    // again.
    expect(document.activeElement?.textContent).toBe('Restore')
    await accessible()
  })
})

// In English and light, what people do above shows it.
it.runIf(isLong).each([
  ['ko', 'dark'],
  ['zh', 'contrast'],
] as const)('the pages of backups are accessible and whole in %s, %s', async (language, theme) => {
  await settingsWith({ language, theme })
  const buttons = [...document.querySelectorAll<HTMLElement>('#backup button')]
  for (const [index, name] of [
    [0, 'make'],
    [1, 'test'],
  ] as const) {
    buttons[index]?.click()
    await settle()
    await accessible()
    expectNothingCut()
    await shoot(`backup-${name}-${language}`)
    await userEvent.keyboard('{Escape}')
    await settle()
  }
  closeWindow()
  await openWindow({ state: 'none', language, theme })
  const restore = [...document.querySelectorAll<HTMLElement>('main button')][1]
  restore?.click()
  await settle()
  await accessible()
  expectNothingCut()
  await shoot(`backup-restore-${language}`)
})

it('the section of backups has room for long words', async () => {
  await settingsWith({ words: longWords } as TestVaultOptions)
  expectNothingCut()
})
