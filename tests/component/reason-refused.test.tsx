import { afterEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { called, pressAt } from './page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const askReason = async (): Promise<HTMLTextAreaElement> => {
  await untilFound('main [data-override]')
  document.querySelector<HTMLElement>('main [data-override]')?.click()
  return (await untilFound('[role="dialog"] textarea')) as HTMLTextAreaElement
}

describe('the reason for which something is let pass', () => {
  it('is still there where it could not be saved', async () => {
    const test = await openWindow({
      answers: {
        'publications.save': () => {
          throw new Refuse('storage')
        },
      },
    })
    await goTo('publications')
    await pressAt('main [role="listitem"] button')
    await userEvent.fill(await askReason(), 'All of them have left')
    await pressAt('[role="dialog"] button[type="submit"]')
    expect(called(test, 'publications.save')).toBe(true)
    await settle()
    expect((await askReason()).value).toBe('All of them have left')
  })
})
