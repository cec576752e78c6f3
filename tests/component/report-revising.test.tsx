import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf } from './hands.ts'
import { emptyReport } from './records.ts'
import { closeWindow, goTo, openWindow, untilFound } from './window.tsx'

afterEach(closeWindow)

const button = (name: string) => page.getByRole('button', { name, exact: true })

/** A filed report that is open. No save ends before `letSave`; what was saved is filed at once. */
const openFiled = async () => {
  let letSave = (): void => undefined
  const maySave = new Promise<void>((done) => {
    letSave = done
  })
  let rev = 2
  let content: object = { title: 'First' }
  const report = (id: string, state: 'filed' | 'revising', revision: number) => {
    const head = revision.toString(16).padStart(64, '0')
    const now = { ...emptyReport, ...content }
    return { id, rev, updatedDay: '2024-04-12', state, head, heads: [head], content: now }
  }
  const test = await openWindow({
    answers: {
      'reports.get': ({ id }) => report(id, 'filed', rev),
      'reports.save': async ({ id, content: next }) => {
        await maySave
        rev = 3
        content = next
        return report(id ?? '', 'revising', 2)
      },
      'reports.file': ({ id }) => {
        rev = 4
        return report(id, 'filed', rev)
      },
    },
  })
  await goTo('reports')
  await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="1"] button'))
  return { test, letSave }
}

describe('a filed report that is revised', () => {
  it('is read again once it is filed, also when its draft was never seen to be saved', async () => {
    const { test, letSave } = await openFiled()
    await button('Revise').click()
    await userEvent.click(await untilFound('main textarea'))
    await userEvent.keyboard('{End} and second')
    await button('File…').click()
    await button('File and sign').click()
    letSave()
    await expect.poll(() => inputsOf(test, 'reports.file').length).toBe(1)
    await expect.element(button('Revise')).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'First and second' })).toBeVisible()
  })

  it('is said not to be saved from the first letter on', async () => {
    await openFiled()
    await button('Revise').click()
    await userEvent.click(await untilFound('.cm-content'))
    const told = (): string[] =>
      [...document.querySelectorAll('header [role="status"]')].map((mark) => mark.textContent)
    expect(told()).toContain('Saved')
    const editor = document.querySelector('.cm-content')
    // All that runs before the letter is painted, and nothing that comes after it.
    const seen = new Promise<string[]>((done) => {
      const soon = async (): Promise<void> => {
        for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
        done(told())
      }
      editor?.addEventListener('input', () => void soon(), { once: true })
    })
    await userEvent.keyboard('a')
    expect(await seen).toContain('Not saved yet')
  })
})
