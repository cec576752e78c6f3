import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { In } from '../../src/shared/contract.ts'
import { cannedAnswers } from './answers.ts'
import type { Answers } from './answers.ts'
import type { TestDesk } from './desk.ts'
import { inputsOf, press, pressAt, type } from './hands.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** Answers of one channel that are computed when they are asked for and delivered later. */
interface Late {
  readonly answers: Answers
  /** Delivers the oldest answer that waits. */
  readonly deliver: () => Promise<void>
  readonly waiting: () => number
}

const late = (channel: 'publications.review' | 'publications.preview'): Late => {
  const canned = cannedAnswers({})
  const waiting: (() => void)[] = []
  const compute = canned[channel] as (input: unknown) => unknown
  return {
    answers: {
      'publications.list': canned['publications.list'],
      'publications.get': canned['publications.get'],
      'publications.save': canned['publications.save'],
      'publications.review': canned['publications.review'],
      'publications.preview': canned['publications.preview'],
      [channel]: async (input: unknown) => {
        const answer = structuredClone(compute(input))
        await new Promise<void>((done) => waiting.push(done))
        return answer
      },
    },
    deliver: async () => {
      waiting.shift()?.()
      await settle()
    },
    waiting: () => waiting.length,
  }
}

const openPublication = async (answers: Answers): Promise<TestDesk> => {
  const test = await openWindow({ answers })
  await goTo('publications')
  await pressAt('main [role="listitem"] button')
  return test
}

const saveOtherTitle = async (title: string): Promise<void> => {
  await press('Edit')
  await type('Title', title)
  await press('Save')
}

describe('a review that was asked for before a save', () => {
  it('is not shown after the save: the review of what was saved is asked for', async () => {
    const { answers, deliver, waiting } = late('publications.review')
    const test = await openPublication(answers)
    expect(waiting()).toBe(1)
    await saveOtherTitle('Returns of October')
    await expect.element(page.getByRole('heading', { name: 'Returns of October' })).toBeVisible()

    // The answer about the publication as it was before.
    await deliver()
    expect(inputsOf(test, 'publications.review')).toHaveLength(2)
    expect(document.querySelector('main [data-pass]')).toBeNull()
    await expect.element(page.getByText('Looking everything over…')).toBeVisible()

    await deliver()
    await expect.element(page.getByRole('button', { name: 'Let it pass…' })).toBeVisible()
  })
})

describe('a form that is sent before its last change is drawn', () => {
  it('keeps that change, to be saved by itself', async () => {
    const test = await openPublication({})
    await press('Edit')
    const field = (await untilFound('main textarea[readonly]')) as HTMLTextAreaElement
    field.setSelectionRange(5, 12)
    const takeOut = [...document.querySelectorAll<HTMLElement>('main button')].find(
      ({ textContent }) => /Take out everywhere/.test(textContent),
    )
    // In one task: React draws nothing in between.
    takeOut?.click()
    field.form?.requestSubmit()
    await settle()
    const removed = (at: number): number | undefined =>
      (inputsOf(test, 'publications.save') as In<'publications.save'>[])[at]?.content.reports[0]
        ?.redactions.length
    expect(removed(0)).toBe(1)
    expect(document.querySelector('main form')).not.toBeNull()
    await press('Save')
    expect(removed(1)).toBe(2)
  })
})
