import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { gate, oneReport, openOneReport } from './one-report.ts'
import { paste, screenshot } from './pasting.ts'
import { recordId, reportAnswer } from './records.ts'
import { beginReport, editor, shownText, shownTitle, write } from './report-page-objects.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/**
 * After leaving and coming back: the failed save was reported meanwhile, and the words are there.
 */
const expectKept = async (words: string): Promise<void> => {
  await goTo('sources')
  await expect.element(page.getByText('Could not save').first()).toBeVisible()
  await goTo('reports')
  await editor()
  await settle()
  expect(shownText()).toBe(words)
}

describe('a report that is left', () => {
  it('keeps the text that could not be saved, and says so', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    let isFull = false
    const save: typeof report.save = (input) => {
      if (isFull) throw new Refuse('storage')
      return report.save(input)
    }
    await openOneReport({ ...report.answers, 'reports.save': save })
    isFull = true
    await write(' More')
    await expectKept('Begun. More')
    isFull = false
    await write('!')
    await expect.poll(() => report.content().body).toBe('Begun. More!')
  })

  it('that was just begun keeps them too, and is there before another is begun', async () => {
    let isFull = true
    const test = await openWindow({
      answers: {
        'reports.save': ({ content }) => {
          if (isFull) throw new Refuse('storage')
          return { ...reportAnswer(recordId(901), content), rev: 1 } as never
        },
        'reports.get': ({ id }) => ({ ...reportAnswer(id, {}), rev: 1 }) as never,
      },
    })
    await goTo('reports')
    await beginReport('First')
    await goTo('sources')
    await goTo('reports')
    await untilFound('main .cm-content')
    await settle()
    expect(shownTitle()).toBe('First')
    // Nowhere else would it be found again once another report was opened.
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
    await expect.poll(shownTitle).not.toBe('First')
    await expect.element(page.getByText('Could not save').first()).toBeVisible()
    await page.getByRole('button', { name: 'New report', exact: true }).first().click()
    await expect.poll(shownTitle).toBe('First')
    isFull = false
    await userEvent.click(await untilFound('main textarea'))
    await userEvent.keyboard('{End}!')
    await expect
      .poll(() => inputsOf(test, 'reports.save').at(-1))
      .toMatchObject({ content: { title: 'First!' } })
  })

  it('and opened again before it was saved is the same one', async () => {
    const { open, isOpen } = gate()
    const report = oneReport({ title: 'One', body: 'Begun.' })
    await openOneReport({
      ...report.answers,
      'reports.save': async (input) => {
        await isOpen
        return report.save(input)
      },
    })
    await write(' More')
    await goTo('sources')
    await goTo('reports')
    await write('!')
    open()
    await expect.poll(() => report.content().body).toBe('Begun. More!')
    await settle()
    expect(shownText()).toBe('Begun. More!')
  })

  it('tries again as the vault is locked', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    let isFull = true
    const test = await openOneReport({
      ...report.answers,
      'reports.save': (input) => {
        if (isFull) throw new Refuse('storage')
        return report.save(input)
      },
    })
    await write(' More')
    await goTo('sources')
    await expect.poll(() => inputsOf(test, 'reports.save').length).toBeGreaterThan(0)
    isFull = false
    test.emit({ kind: 'locking' })
    await expect.poll(() => report.content().body).toBe('Begun. More')
  })

  it('is kept as a separate draft where the lock comes before a version is chosen', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    const test = await openOneReport(report.answers)
    await editor()
    report.change({ body: 'Theirs.' })
    await write(' Mine')
    await expect.element(page.getByText('This report was changed somewhere else')).toBeVisible()
    test.emit({ kind: 'locking' })
    await expect
      .poll(() => inputsOf(test, 'reports.saveCopies'))
      .toMatchObject([{ content: { title: 'One (other version)', body: 'Begun. Mine' } }])
    expect(report.content().body).toBe('Theirs.')
  })

  it('is kept as separate drafts by one request where it is too long at the lock', async () => {
    const translation = { language: 'ko', title: '', body: '둘', translator: '', editor: '' }
    const report = oneReport({ title: 'One', body: 'Begun.', translations: [translation] })
    const test = await openOneReport({
      ...report.answers,
      'reports.save': () => {
        throw new Refuse('too-big')
      },
    })
    await write(' More')
    await expect.element(page.getByText('This report is too long')).toBeVisible()
    await expect
      .element(page.getByText(/limited to 500,000 characters.*second report/))
      .toBeVisible()
    await expect.element(page.getByText(/280,000 words and 9,000 different words/)).toBeVisible()
    expect(shownText()).toBe('Begun. More')
    test.emit({ kind: 'locking' })
    await expect
      .poll(() => inputsOf(test, 'reports.saveCopies'))
      .toMatchObject([
        {
          content: {
            title: 'One (other version)',
            body: 'Begun. More',
            translations: [translation],
          },
        },
      ])
  })

  it('is kept as separate drafts where the other version takes the place of too long a text', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    const test = await openOneReport({
      ...report.answers,
      'reports.save': (input) => {
        if (input.id === null) throw new Refuse('too-big')
        return report.save(input)
      },
    })
    await editor()
    report.change({ body: 'Theirs.' })
    await write(' Mine')
    await page.getByRole('button', { name: 'Keep the other version here' }).click()
    await expect.poll(shownText).toBe('Theirs.')
    expect(inputsOf(test, 'reports.saveCopies')).toMatchObject([
      { content: { title: 'One (other version)', body: 'Begun. Mine' } },
    ])
  })

  it('has the file that was on its way beside what is written once one is back', async () => {
    const { answers, letAll } = heldAnswers('attachments.paste')
    const report = oneReport({ title: 'One', body: 'Begun.' })
    await openOneReport({ ...report.answers, ...answers })
    await editor()
    paste(document.body, [screenshot()])
    await settle()
    await goTo('sources')
    await goTo('reports')
    await write(' More')
    await expect.poll(() => report.content().body).toBe('Begun. More')
    letAll()
    await expect.poll(() => report.content().attachments?.length).toBe(1)
    expect(report.content().body).toBe('Begun. More')
  })

  it('has what is typed until the next view is drawn', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    await openOneReport(report.answers)
    await write(' More')
    document.querySelectorAll<HTMLElement>('nav li button')[2]?.click()
    document.execCommand('insertText', false, '!')
    await expect.poll(() => report.content().body).toBe('Begun. More!')
  })

  it('keeps its words against a change made elsewhere', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    await openOneReport(report.answers)
    await editor()
    report.change({ body: 'Theirs.' })
    await write(' More')
    await expectKept('Begun. More')
    await expect.element(page.getByText('This report was changed somewhere else')).toBeVisible()
  })
})
