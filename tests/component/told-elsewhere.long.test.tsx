import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ViewTarget } from '../../src/renderer/app/view-state.ts'
import type { TestVault } from './test-vault.ts'
import { toReview } from './exchange-page-objects.ts'
import { openFound } from './found-out.ts'
import { called, inputsOf, openFiles, press, type } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { oneReport, openOneReport } from './one-report.ts'
import { paste, screenshot } from './pasting.ts'
import { closeWindow, goTo, openWindow, untilFound } from './window.tsx'

afterEach(closeWindow)

const told = (what: string): Promise<void> =>
  expect.element(page.getByText(what), { timeout: 4_000 }).toBeVisible()

/** Goes to another view once the request is sent. */
const leave = async (
  test: TestVault,
  channel: string,
  to: ViewTarget,
  times = 1,
): Promise<void> => {
  await expect.poll(() => inputsOf(test, channel).length).toBe(times)
  await goTo(to)
}

const good = 'orbit cactus lemon tiger window spoon'

const close = async (): Promise<void> => {
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
  await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
}

/** A backup is being made, and its dialog is closed. */
const beginBackup = async (test: TestVault): Promise<void> => {
  await goTo('settings')
  await press('Make a backup…')
  await type('Passphrase for the backup', good)
  await type('Repeat the passphrase', good)
  await press('Save file…')
  await expect.poll(() => called(test, 'backups.make')).toBe(true)
  await close()
}

describe('a user in another view is told', () => {
  it('that a file for a report could not be taken in', async () => {
    const { answers, refuseAll } = heldAnswers('attachments.add')
    const test = await openFiles({ answers })
    await press('Add a file')
    await leave(test, 'attachments.add', 'sources')
    refuseAll()
    await told('storage/attachments.add')
  })

  it('that a pasted file could not be taken in', async () => {
    const { answers, refuseAll } = heldAnswers('attachments.paste')
    const test = await openFiles({ answers })
    paste(document.body, [screenshot()])
    await leave(test, 'attachments.paste', 'sources')
    refuseAll()
    await told('storage/attachments.paste')
  })

  it('that a draft was not discarded', async () => {
    const held = heldAnswers('reports.discardDraft')
    const report = oneReport({ title: 'Second', body: 'Second.' }, 'revising')
    const test = await openOneReport({ ...report.answers, ...held.answers })
    await press('More actions')
    await page.getByRole('menuitem', { name: /Discard/ }).click()
    await leave(test, 'reports.discardDraft', 'sources')
    held.refuseAll()
    await told('storage/reports.discardDraft')
  })

  it('that a source that was found out could not be stopped', async () => {
    const { answers, refuseAll } = heldAnswers('sources.save')
    const test = await openFound(answers)
    ;((await untilFound('main button[class*="danger"]')) as HTMLElement).click()
    await leave(test, 'sources.save', 'cases')
    refuseAll()
    await told('storage/sources.save')
  })

  it('that an import failed', async () => {
    const { answers, refuseAll } = heldAnswers('imports.commit')
    const test = await openWindow({ answers })
    await goTo('exchange')
    await press('Choose a file…')
    await press('Import')
    await leave(test, 'imports.commit', 'sources')
    refuseAll()
    await told('storage/imports.commit')
  })

  it('what an import brought', async () => {
    const { answers, letAll } = heldAnswers('imports.commit')
    const test = await openWindow({ answers })
    await goTo('exchange')
    await press('Choose a file…')
    await press('Import')
    await leave(test, 'imports.commit', 'sources')
    letAll()
    await told('Imported')
  })

  it('that an export failed, and where one lies that went on without them', async () => {
    const { answers, refuseAll, letAll } = heldAnswers('exports.write')
    const test = await openWindow({ answers })
    await toReview()
    await press('Save file…')
    await leave(test, 'exports.write', 'sources')
    refuseAll()
    await told('storage/exports.write')
    await goTo('exchange')
    await press('Save file…')
    await leave(test, 'exports.write', 'sources', 2)
    letAll()
    await told('k3v9w2.age')
  })

  it('that a backup was not made, whose dialog was closed', async () => {
    const { answers, refuseAll } = heldAnswers('backups.make')
    const test = await openWindow({ answers })
    await beginBackup(test)
    refuseAll()
    await told('storage/backups.make')
  })

  it('that a backup was made, whose dialog was closed', async () => {
    const { answers, letAll } = heldAnswers('backups.make')
    const test = await openWindow({ answers })
    await beginBackup(test)
    letAll()
    await told('The backup is complete')
  })

  it('that the passphrase is still the old one', async () => {
    const { answers, refuseAll } = heldAnswers('vault.changePassphrase')
    const test = await openWindow({ answers })
    await goTo('settings')
    await press('Change…')
    const fields = (await untilFound('[role="dialog"]')).querySelectorAll('input')
    const words = ['old words', good, good]
    for (const [at, field] of [...fields].entries()) await userEvent.fill(field, words[at] ?? '')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => called(test, 'vault.changePassphrase')).toBe(true)
    await close()
    refuseAll()
    await told('storage/vault.changePassphrase')
  })
})
