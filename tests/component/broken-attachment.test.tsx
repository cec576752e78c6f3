import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { messages } from '../../src/renderer/i18n/messages.ts'
import { expectNothingCut } from './checks.ts'
import type { TestVaultOptions } from './answers.ts'
import { backupAnswers } from './backup-answers.ts'
import type { TestVault } from './test-vault.ts'
import { toExportReview } from './export-review.ts'
import {
  accessible,
  called,
  inputsOf,
  last,
  openFiles,
  press,
  pressAt,
  type,
} from './page-objects.ts'
import { recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goToSettings, openWindow, settle, shoot } from './window.tsx'
import { viewLanguages } from './view-languages.ts'

afterEach(closeWindow)

const broken = (): never => {
  throw new Refuse('broken-attachment')
}
const alert = (): string =>
  [...document.querySelectorAll('main [role="alert"], [role="dialog"] [role="alert"]')]
    .map((one) => one.textContent)
    .join(' ')

/** The files of a draft, one of them damaged in the vault. */
const openBroken = async (options: TestVaultOptions = {}): Promise<TestVault> => {
  const test = await openFiles({
    ...options,
    answers: { 'attachments.save': broken, ...options.answers },
  })
  await pressAt('main [role="tabpanel"] button')
  return test
}
/** The button that saves a copy, in whichever language it is named. */
const save = Object.values(messages)
  .map(
    (words) =>
      words['attachments.saveNamed'].split('{name}').sort((a, b) => b.length - a.length)[0],
  )
  .map((part) => `main [role="tabpanel"] li button[aria-label*="${part ?? ''}"]`)
  .join(', ')
const saveCopy = async (): Promise<void> => {
  await pressAt(save)
  await pressAt(
    '[role="alertdialog"] button[class*="danger"], [role="dialog"] button[class*="danger"]',
  )
}
const toBackup = async (button: string, options: TestVaultOptions): Promise<TestVault> => {
  const test = await openWindow(options)
  await goToSettings('backup')
  await settle()
  document.getElementById('backup')?.scrollIntoView()
  await press(button)
  return test
}
const good = 'orbit cactus lemon tiger window spoon'

describe('an attached file that is missing, cut short or changed', () => {
  for (const language of viewLanguages) {
    it(`is said of a copy that cannot be written, without a fault that axe knows, in ${language}`, async () => {
      await openBroken({ language })
      await saveCopy()
      await expect.poll(() => document.querySelector('main [role="alert"]')).not.toBeNull()
      await shoot(`broken-attachment-${language}`)
      await accessible()
      expectNothingCut()
    })
  }

  it('does not take the report or its list with it, and the banner goes with the next try', async () => {
    let isBroken = true
    const test = await openBroken({
      answers: {
        'attachments.save': () => (isBroken ? broken() : { fileName: `${recordId(3)}.jpg` }),
      },
    })
    await saveCopy()
    await expect.poll(alert).toContain('An attachment cannot be read completely')
    expect(alert()).toContain('look for the file in an older copy of the folder')
    expect(document.querySelectorAll('main [role="tabpanel"] li')).toHaveLength(1)
    isBroken = false
    await saveCopy()
    await expect.element(page.getByText(/Saved as/)).toBeVisible()
    expect(alert()).toBe('')
    expect(inputsOf(test, 'attachments.save')).toHaveLength(2)
  })

  it('stops an export before its file appears, and says so where it would have been written', async () => {
    const test = await toExportReview({ answers: { 'exports.write': broken } })
    await press('Save file…')
    await expect.poll(() => called(test, 'exports.write')).toBe(true)
    await expect.poll(alert).toContain('An attachment cannot be read completely')
    await shoot('broken-attachment-export')
    await accessible()
  })

  it('is said before a backup is written, which is made all the same when it is asked for again', async () => {
    const test = await toBackup('Make a backup…', {
      answers: {
        'backups.make': ({ evenBroken }) =>
          evenBroken === true
            ? { ...backupAnswers(false)['backups.make'](), brokenAttachments: 2 }
            : broken(),
      },
    })
    await type('Passphrase for the backup', good)
    await type('Repeat the passphrase', good)
    await press('Choose a folder and write')
    await expect.poll(alert).toContain('Some attached files in this vault cannot be opened')
    expect(last(test, 'backups.make')).toMatchObject({ evenBroken: false })
    await shoot('broken-attachment-backup')
    await accessible()
    await press('Make it anyway')
    expect(last(test, 'backups.make')).toMatchObject({ evenBroken: true })
    const dialog = (): string => document.querySelector('[role="dialog"]')?.textContent ?? ''
    await expect.poll(dialog).toContain('2 attached files cannot be opened')
    expect(dialog()).toContain('Keep older backups: they may contain the complete files.')
    await accessible()
  })

  it('is counted when a backup is tested, beside what was expected and found', async () => {
    await toBackup('Test a backup…', {
      answers: {
        'backups.test': () => ({
          ...backupAnswers(false)['backups.test'](),
          brokenAttachments: 1,
        }),
      },
    })
    await press('Choose a file…')
    await type('Passphrase for the backup', good)
    await press('Test')
    await expect
      .poll(() => document.querySelector('[role="dialog"]')?.textContent)
      .toContain('1 attached file cannot be opened')
    await accessible()
  })

  it('is named by the verification of the vault, with the record it hangs on', async () => {
    await openWindow({
      answers: {
        'vault.verify': () => ({
          records: 23,
          journalLines: 40,
          searchIndexHolds: true,
          faults: [{ subject: recordId(22), what: 'attachment' }],
        }),
      },
    })
    await goToSettings('integrity')
    await press('Verify now')
    await expect
      .poll(alert)
      .toContain(`${recordId(22).slice(0, 8)} attached file missing or changed`)
    await accessible()
  })

  it('says of a read-only vault that the words of the index were not compared', async () => {
    const said = 'The words of the search index were not compared'
    for (const state of ['open', 'rescue'] as const) {
      await openWindow({ state })
      await goToSettings('integrity')
      await press('Verify now')
      await expect.poll(alert).toContain('Everything matches')
      expect(document.body.textContent.includes(said)).toBe(state === 'rescue')
    }
  })
})
