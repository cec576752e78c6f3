import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { cannedAnswers } from './answers.ts'
import type { TestDesk } from './desk.ts'
import { called, inputsOf, openFiles, press, type } from './hands.ts'
import { gate, oneReport, openOneReport } from './one-report.ts'
import { Refuse } from './shelf.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** A request that is refused once it is let. */
const refusedLater = () => {
  const { open, isOpen } = gate()
  return {
    open,
    answer: async (): Promise<never> => {
      await isOpen
      throw new Refuse('storage')
    },
  }
}

const told = (what: string): Promise<void> =>
  expect.element(page.getByText(what), { timeout: 4_000 }).toBeVisible()

const good = 'orbit cactus lemon tiger window spoon'

const close = async (): Promise<void> => {
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click()
  await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
}

/** A backup is being made, and its dialog is closed. */
const beginBackup = async (test: TestDesk): Promise<void> => {
  await goTo('settings')
  await press('Make a backup…')
  await type('Passphrase for the backup', good)
  await type('Repeat the passphrase', good)
  await press('Choose a folder and write')
  await expect.poll(() => called(test, 'backups.make')).toBe(true)
  await close()
}

describe('whoever went elsewhere is told', () => {
  it('that a file for a report could not be taken in', async () => {
    const { open, answer } = refusedLater()
    const test = await openFiles({ answers: { 'attachments.add': answer } })
    await press('Add a file')
    await expect.poll(() => called(test, 'attachments.add')).toBe(true)
    await goTo('sources')
    open()
    await told('storage/attachments.add')
  })

  it('that a pasted file could not be taken in', async () => {
    const { open, answer } = refusedLater()
    const test = await openFiles({ answers: { 'attachments.paste': answer } })
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([new Uint8Array([1])], 'a.png', { type: 'image/png' }))
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
    )
    await expect.poll(() => called(test, 'attachments.paste')).toBe(true)
    await goTo('sources')
    open()
    await told('storage/attachments.paste')
  })

  it('that a draft was not discarded', async () => {
    const { open, answer } = refusedLater()
    const { answers } = oneReport({ title: 'Second', body: 'Second.' }, 'revising')
    const test = await openOneReport({ ...answers, 'reports.discardDraft': answer })
    await press('More actions')
    await page.getByRole('menuitem', { name: /Discard/ }).click()
    await expect.poll(() => called(test, 'reports.discardDraft')).toBe(true)
    await goTo('sources')
    open()
    await told('storage/reports.discardDraft')
  })

  it('that a source that was found out could not be stopped', async () => {
    const { open, answer } = refusedLater()
    const test = await openWindow({ answers: { 'sources.save': answer } })
    await goTo('sources')
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="1"] button'))
    await settle()
    ;(
      (await untilFound(
        'main :is(section, div) + section button[aria-haspopup="true"]',
      )) as HTMLElement
    ).click()
    await settle()
    document.querySelectorAll<HTMLElement>('[role="menuitem"]')[1]?.click()
    ;((await untilFound('main button[class*="danger"]')) as HTMLElement).click()
    await expect.poll(() => called(test, 'sources.save')).toBe(true)
    await goTo('cases')
    open()
    await told('storage/sources.save')
  })

  it('that an import failed', async () => {
    const { open, answer } = refusedLater()
    const test = await openWindow({ answers: { 'imports.commit': answer } })
    await goTo('exchange')
    await press('Choose a file…')
    await press('Import')
    await expect.poll(() => called(test, 'imports.commit')).toBe(true)
    await goTo('sources')
    open()
    await told('storage/imports.commit')
  })

  it('what an import brought', async () => {
    const { open, isOpen } = gate()
    const test = await openWindow({
      answers: {
        'imports.commit': async () => {
          await isOpen
          return { added: 3, updated: 0, conflicts: 0, known: 0, refused: 0, left: 0 }
        },
      },
    })
    await goTo('exchange')
    await press('Choose a file…')
    await press('Import')
    await expect.poll(() => called(test, 'imports.commit')).toBe(true)
    await goTo('sources')
    open()
    await told('Imported')
  })

  it('that an export failed, and where one lies that went on without them', async () => {
    const { open, isOpen } = gate()
    let isFull = true
    const test = await openWindow({
      answers: {
        'exports.write': async () => {
          await isOpen
          if (isFull) throw new Refuse('storage')
          return {
            summary: {
              reports: 1,
              cases: 1,
              sources: 1,
              draftsLeftOut: 0,
              keptBack: 0,
              bytes: 1,
              items: [],
            },
            fileName: 'k3v9w2.age',
            exportId: 'e1',
          }
        },
      },
    })
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    await userEvent.fill(await untilFound('main textarea'), `age1pq1${'y'.repeat(1952)}`)
    await press('Next')
    await page.getByText('Export to them all the same').click()
    await press('Next')
    await press('Next')
    await press('Choose a folder and write')
    await expect.poll(() => inputsOf(test, 'exports.write').length).toBe(1)
    await goTo('sources')
    open()
    await told('storage/exports.write')
    isFull = false
    await goTo('exchange')
    await press('Choose a folder and write')
    await told('k3v9w2.age')
  })

  it('that a backup was not made, whose dialog was closed', async () => {
    const { open, answer } = refusedLater()
    const test = await openWindow({ answers: { 'backups.make': answer } })
    await beginBackup(test)
    open()
    await told('storage/backups.make')
  })

  it('that a backup was made, whose dialog was closed', async () => {
    const { open, isOpen } = gate()
    const make = cannedAnswers({})['backups.make']
    const test = await openWindow({
      answers: {
        'backups.make': async (input) => {
          await isOpen
          return make(input)
        },
      },
    })
    await beginBackup(test)
    open()
    await told('The backup is whole')
  })

  it('that the passphrase is still the old one', async () => {
    const { open, answer } = refusedLater()
    const test = await openWindow({ answers: { 'vault.changePassphrase': answer } })
    await goTo('settings')
    await press('Change…')
    const fields = (await untilFound('[role="dialog"]')).querySelectorAll('input')
    const words = ['old words', good, good]
    for (const [at, field] of [...fields].entries()) await userEvent.fill(field, words[at] ?? '')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => called(test, 'vault.changePassphrase')).toBe(true)
    await close()
    open()
    await told('storage/vault.changePassphrase')
  })
})
