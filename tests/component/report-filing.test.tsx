import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { inputsOf } from './page-objects.ts'
import { gate, oneReport, openOneReport } from './one-report.ts'
import { paste, screenshot, takenIn } from './pasting.ts'
import { closeWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('a picture that is still being taken in when its report is filed', () => {
  it('starts a new revision of the report, and is not dropped', async () => {
    const taken = gate()
    const filed = gate()
    const report = oneReport({ title: 'First', body: 'First.' })
    const test = await openOneReport({
      ...report.answers,
      'reports.file': async (input) => {
        await filed.isOpen
        return report.file(input)
      },
      'attachments.paste': async () => {
        await taken.isOpen
        return takenIn
      },
    })
    paste(await untilFound('.cm-content'), [screenshot()])
    await settle()
    await button('Sign and file…').click()
    await button('Sign and file').click()
    await expect.poll(() => inputsOf(test, 'reports.file').length).toBe(1)
    // The vault was asked for the picture first, and answers that first.
    taken.open()
    await expect.element(page.getByText('File added')).toBeVisible()
    filed.open()
    await expect.element(page.getByText('Signed and filed')).toBeVisible()
    await expect
      .poll(() => inputsOf(test, 'reports.save').at(-1))
      .toMatchObject({ rev: 3, content: { body: 'First.', attachments: [{ name: takenIn.name }] } })
  })
})

describe('a picture that comes while its report is filed, for longer than a pause', () => {
  it('begins a revision of the report, which is not shown as changed elsewhere', async () => {
    const filed = gate()
    const refused = gate()
    const report = oneReport({ title: 'First', body: 'First.' })
    const test = await openOneReport({
      ...report.answers,
      // The vault does one after the other: what was asked for after the filing is answered after it.
      'reports.save': async (input) => {
        if (report.state() === 'draft') await refused.isOpen
        return report.save(input)
      },
      'reports.file': async (input) => {
        await filed.isOpen
        return report.file(input)
      },
      'attachments.paste': () => takenIn,
    })
    const text = await untilFound('.cm-content')
    await settle()
    await button('Sign and file…').click()
    await button('Sign and file').click()
    await expect.poll(() => inputsOf(test, 'reports.file').length).toBe(1)
    paste(text, [screenshot()])
    // The pause after the last change is over before it is filed.
    await expect.poll(() => inputsOf(test, 'reports.save').length).toBe(1)
    filed.open()
    await expect.element(page.getByText('Signed and filed')).toBeVisible()
    refused.open()
    await settle()
    expect(inputsOf(test, 'reports.save').at(-1)).toMatchObject({
      rev: 3,
      content: { attachments: [{ name: takenIn.name }] },
    })
    expect(document.querySelector('main [role="alert"]')).toBeNull()
    expect(report.state()).toBe('revising')
  })
})
