import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { called, inputsOf, last, press, type } from './page-objects.ts'
import { cannedAnswers } from './answers.ts'
import type { TestVault } from './test-vault.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const held = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await userEvent.keyboard(`{Control>}${key}{/Control}`)
  await settle()
}
/** The sizes that the window was given, in order. */
const shown = (test: TestVault): unknown[] =>
  inputsOf(test, 'app.textSize').map((input) => (input as { textSize: unknown }).textSize)

const keptAt = (textSize: 100 | 150) => ({
  'settings.get': async () => ({
    ...(await cannedAnswers({})['settings.get']({})),
    textSize,
  }),
})

describe('the size of the text', () => {
  it('grows by keys, one step at a time and to twice as large, shrinks, and is what it was', async () => {
    const test = await openWindow()
    await held('+', '=', '+', '+', '+', '-', '0')
    expect(shown(test)).toEqual([125, 150, 175, 200, 175, 100])
  })

  it('is kept in the vault', async () => {
    const test = await openWindow()
    await held('+', '+')
    await expect
      .poll(() => last(test, 'settings.set'))
      .toMatchObject({ textSize: 150, theme: 'light' })
  })

  it('is that of the vault once it is open, and no other is written', async () => {
    const test = await openWindow({ answers: keptAt(150) })
    await expect.poll(() => shown(test)).toEqual([150])
    expect(called(test, 'settings.set')).toBe(false)
  })

  it('is chosen before a vault is open, and kept in the one that is opened', async () => {
    const test = await openWindow({ state: 'locked' })
    await untilFound('input[name="passphrase"]')
    await held('+', '+', '+')
    expect(shown(test)).toEqual([125, 150, 175])
    expect(called(test, 'settings.set')).toBe(false)
    await type('Passphrase', 'right')
    await press('Unlock')
    await expect.poll(() => last(test, 'settings.set')).toMatchObject({ textSize: 175 })
    expect(shown(test)).toEqual([125, 150, 175])
  })

  it('is changed in a vault that is only read, which is not written to', async () => {
    const test = await openWindow({ state: 'rescue' })
    await held('+')
    expect(shown(test)).toEqual([125])
    expect(called(test, 'settings.set')).toBe(false)
  })

  it('is changed over a dialog and in the text of a report, where its keys mean nothing else', async () => {
    const test = await openWindow()
    await userEvent.keyboard('?')
    await untilFound('[role="dialog"]')
    await held('+')
    await userEvent.keyboard('{Escape}')
    await settle()
    await held('n')
    await userEvent.click(await untilFound('.cm-content'))
    await held('+')
    expect(shown(test)).toEqual([125, 150])
  })

  it('is a field of the settings, and an act of the palette', async () => {
    const test = await openWindow()
    await goTo('settings')
    await userEvent.click(page.getByText('150 %', { exact: true }))
    await expect.poll(() => shown(test)).toEqual([150])
    await held('k')
    await userEvent.type(await untilFound('[role="dialog"] input'), 'smaller text')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => shown(test)).toEqual([150, 125])
  })
})
