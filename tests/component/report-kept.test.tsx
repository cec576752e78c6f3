import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { handOver } from './exchange-page-objects.ts'
import { inputsOf } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { gate, microtasks, oneReport, openOneReport } from './one-report.ts'
import { paste, screenshot } from './pasting.ts'
import { recordId, reportAnswer } from './records.ts'
import { beginReport, editor, shownText, shownTitle, write } from './report-page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** A toast at the bottom may cover it. */
const click = (found: Element): void => (found as HTMLElement).click()

const beginNew = (): void =>
  click(page.getByRole('button', { name: 'New report', exact: true }).first().element())

const pressKey = (key: string): void => {
  const code = `Key${key.toUpperCase()}`
  const init = { key, code, ctrlKey: true, bubbles: true, cancelable: true }
  document.body.dispatchEvent(new KeyboardEvent('keydown', init))
}

const openThird = async (): Promise<void> => {
  await goTo('reports')
  click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
  await editor()
  await settle()
}

const handOverAll = async (): Promise<void> => {
  await handOver()
  await expect.element(page.getByText('k3v9w2.age')).toBeVisible()
  await settle()
}

describe('words of a report that are in the window alone', () => {
  it('stay, also of one that was just begun, when other records are handed over and erased', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    await openOneReport({
      ...report.answers,
      'reports.save': () => {
        throw new Refuse('storage')
      },
    })
    await write(' More')
    beginNew()
    await expect.poll(shownTitle).toBe('')
    await settle()
    await userEvent.keyboard('First')
    await handOverAll()
    await openThird()
    expect(shownText()).toBe('Begun. More')
    beginNew()
    await expect.poll(shownTitle).toBe('First')
  })

  it('go with the report that was handed over and erased', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    let isErased = false
    await openOneReport({
      ...report.answers,
      'reports.get': (input) => {
        if (isErased) throw new Refuse('not-found')
        return (report.answers['reports.get'] as (of: typeof input) => never)(input)
      },
      'reports.save': () => {
        throw new Refuse(isErased ? 'not-found' : 'storage')
      },
    })
    await write(' More')
    await goTo('sources')
    await expect.element(page.getByText('Could not save').first()).toBeVisible()
    isErased = true
    await handOverAll()
    await expect.poll(() => page.getByText('Could not save').elements()).toEqual([])
    isErased = false
    await openThird()
    expect(shownText()).toBe('Begun.')
  })

  it('are reported when a file was added after the user left, and the report was changed elsewhere', async () => {
    const { answers, letAll } = heldAnswers('attachments.paste')
    const report = oneReport({ title: 'One', body: 'Begun.' })
    const test = await openOneReport({ ...report.answers, ...answers })
    await editor()
    paste(document.body, [screenshot()])
    await settle()
    await goTo('sources')
    report.change({ title: 'Two' })
    letAll()
    await expect.poll(() => inputsOf(test, 'reports.save').length).toBe(1)
    await expect.element(page.getByText('Could not save').first()).toBeVisible()
    await settle()
    expect(page.getByText('Could not save').elements()).toHaveLength(1)
  })
})

describe('a report that is begun from another view', () => {
  it('is another one, also when the one before it is saved while the way to it is drawn', async () => {
    const { open, isOpen } = gate()
    const test = await openWindow({
      answers: {
        'reports.save': async ({ content }) => {
          await isOpen
          return { ...reportAnswer(recordId(901), content), rev: 1 } as never
        },
        'reports.get': ({ id }) => ({ ...reportAnswer(id, { title: 'First' }), rev: 1 }) as never,
      },
    })
    await goTo('reports')
    await beginReport('First')
    await expect.poll(() => inputsOf(test, 'reports.save').length).toBe(1)
    await goTo('sources')
    pressKey('n')
    // The answer comes before the other view is drawn.
    open()
    await microtasks()
    await settle()
    await untilFound('main textarea')
    expect(shownTitle()).toBe('')
  })
})
