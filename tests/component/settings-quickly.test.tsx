import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { cannedAnswers } from './answers.ts'
import { inputsOf } from './page-objects.ts'
import { closeWindow, goTo, openWindow } from './window.tsx'

afterEach(closeWindow)

it('two settings that are changed in quick succession both keep their new values', async () => {
  const kept = cannedAnswers({})
  const test = await openWindow({
    answers: {
      'settings.get': kept['settings.get'],
      // A vault that is busy: the second change comes before the first is known.
      'settings.set': async (next) => {
        await new Promise((done) => setTimeout(done, 300))
        return kept['settings.set'](next)
      },
    },
  })
  await goTo('settings')
  const radios = ['Dark', '한국어'].map((name) => page.getByRole('radio', { name }))
  for (const radio of radios) await expect.element(radio).toBeInTheDocument()
  for (const radio of radios) (radio.element() as HTMLElement).click()
  await expect.poll(() => inputsOf(test, 'settings.set').length).toBe(2)
  await expect.poll(() => document.documentElement.lang).toBe('ko')
  expect(await kept['settings.get']({})).toMatchObject({ theme: 'dark', language: 'ko' })
})
