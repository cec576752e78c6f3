import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { press } from './page-objects.ts'
import {
  comeBack,
  leave,
  openSlow,
  removeFile,
  removeTranslation,
  tab,
} from './put-back-page-objects.ts'
import { write } from './report-page-objects.ts'
import { closeWindow, goTo, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

describe('an undo from another view that is in the window alone', () => {
  const told = (words: RegExp): number => page.getByText(words).elements().length

  it.each([
    ['failed by then', false],
    ['had failed before', true],
  ])('says so, where saving %s', async (_, isBefore) => {
    const { report, fill } = await openSlow()
    await removeTranslation()
    await expect.poll(() => report.content().translations).toHaveLength(1)
    if (isBefore) {
      fill()
      await tab(1)
      await write(' More.')
    }
    await leave()
    fill()
    await press('Undo')
    await expect.poll(() => told(/^Undone .* not saved yet: Remove translation$/)).toBe(1)
    await settle(1_500)
    expect([told(/^Undone: /), told(/^Could not save$/)]).toEqual([0, 1])
  })

  it('says so, where the report was changed elsewhere', async () => {
    const { report } = await openSlow()
    await removeFile()
    await expect.poll(() => report.content().attachments ?? []).toHaveLength(0)
    report.change({ title: 'Theirs' } as never)
    await tab(1)
    await write(' More.')
    await leave()
    await expect.poll(() => told(/^Could not save$/)).toBe(1)
    await press('Undo')
    await expect.poll(() => told(/^Undone .* not saved yet: Remove market.jpg$/)).toBe(1)
    await settle(1_500)
    expect([told(/^Undone: /), told(/^Could not save$/)]).toEqual([0, 1])
  })

  it('says so in a report that could never be saved, and loses no text', async () => {
    const { fill } = await openSlow()
    fill()
    await press('New report')
    await write('First words.')
    await tab(2)
    await press('Add a translation')
    await press('Remove this translation')
    await leave()
    await expect.poll(() => told(/^Could not save$/)).toBe(1)
    await press('Undo')
    await expect.poll(() => told(/^Undone .* not saved yet: Remove translation$/)).toBe(1)
    fill(false)
    await goTo('reports')
    await press('New report')
    await untilFound('main .cm-content')
    expect(document.querySelector('main .cm-content')?.textContent).toBe('First words.')
    await tab(2)
    await expect.poll(() => page.getByText('Remove this translation').elements().length).toBe(1)
  })

  it('leaves no word that saving failed, once it saves what could not be saved before', async () => {
    const { report, fill } = await openSlow()
    await removeTranslation()
    await expect.poll(() => report.content().translations).toHaveLength(1)
    fill()
    await tab(1)
    await write(' More.')
    await leave()
    await expect.poll(() => told(/^Could not save$/)).toBe(1)
    fill(false)
    await press('Undo')
    await expect.poll(() => told(/^Undone: Remove translation$/)).toBe(1)
    expect(report.content()).toMatchObject({ body: 'Begun. More.', translations: [{}, {}] })
    await expect.poll(() => told(/^Could not save$/)).toBe(0)
  })
})

describe('a report that could not be saved', () => {
  it('says so once, in its own screen, when the user comes back to it', async () => {
    const { fill } = await openSlow()
    fill()
    await write(' More.')
    await leave()
    await expect.poll(() => page.getByText(/^Could not save$/).elements().length).toBe(1)
    await comeBack()
    await expect.poll(() => document.querySelectorAll('main [role="alert"]').length).toBe(1)
    expect(
      page
        .getByText(/^Could not save$/)
        .elements()
        .map((one) => one.closest('main') !== null),
    ).toEqual([true])
  })
})
