import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { called, last, press } from './hands.ts'
import { recordId } from './records.ts'
import { Refuse } from './shelf.ts'
import { closeWindow, goTo, openWindow, untilFound } from './window.tsx'

afterEach(closeWindow)

describe('an import', () => {
  it('takes nothing in before it is told to', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Choose a file…')
    await expect.element(page.getByText('What is in this file')).toBeVisible()
    expect(called(test, 'imports.commit')).toBe(false)
    await press('Do not import')
    await expect.poll(() => called(test, 'imports.discard')).toBe(true)
    expect(called(test, 'imports.commit')).toBe(false)
  })

  it('asks for a passphrase when the file wants one, and says when it is wrong', async () => {
    await openWindow({
      answers: {
        'imports.preview': ({ passphrase }) => {
          if (passphrase !== 'river stone') throw new Refuse('not-for-us', ['passphrase'])
          return {
            exportId: 'i1',
            sender: 'abcd',
            senderIsUs: false,
            from: { state: 'verified', pseudonym: 'Crane' },
            isSetAside: false,
            day: '2024-04-12',
            purpose: '',
            seen: true,
            items: [],
          }
        },
      },
    })
    await goTo('exchange')
    await press('Choose a file…')
    const field = await untilFound('input[name="import-passphrase"]')
    await userEvent.type(field, 'wrong{Enter}')
    await expect
      .element(page.getByText('This passphrase does not open the file either.'))
      .toBeVisible()
    await userEvent.type(await untilFound('input[name="import-passphrase"]'), 'river stone{Enter}')
    await expect.element(page.getByText(/imported this very file before/)).toBeVisible()
  })
})

describe('an export', () => {
  it('refuses keys of both kinds before anything is asked of the vault', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    await userEvent.fill(
      await untilFound('main textarea'),
      `age1pq1${'q'.repeat(60)}\nage1${'z'.repeat(58)}`,
    )
    await expect.element(page.getByText(/cannot share a file/)).toBeVisible()
    await press('Next')
    expect(document.querySelector('main textarea')).not.toBeNull()
    expect(called(test, 'exports.write')).toBe(false)
  })

  it('writes to the keys and the purpose that were given', async () => {
    const test = await openWindow()
    await goTo('exchange')
    await press('Start an export')
    await press('Next')
    const key = `age1pq1${'y'.repeat(1952)}`
    await userEvent.fill(await untilFound('main textarea'), key)
    await press('Next')
    // Nobody compared this key: the export goes on only when a person says that it may.
    await expect.element(page.getByText('Confirm this, or choose other people.')).toBeVisible()
    await page.getByText('Export to them all the same').click()
    await press('Next')
    await userEvent.fill(page.getByRole('textbox', { name: /Purpose/ }), 'To be checked')
    await press('Next')
    await press('Choose a folder and write')
    await expect.element(page.getByText('The file is written')).toBeVisible()
    const written = last(test, 'exports.write')
    expect(written).toMatchObject({
      choice: { kind: 'case', caseId: recordId(1) },
      target: { kind: 'keys', recipients: [key] },
      unverified: true,
      purpose: 'To be checked',
    })
  })
})
