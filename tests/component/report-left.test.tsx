import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf } from './hands.ts'
import { gate, oneReport, openOneReport } from './one-report.ts'
import { recordId, reportAnswer } from './records.ts'
import { Refuse } from './shelf.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const editor = async (): Promise<HTMLElement> =>
  (await untilFound('main .cm-content[contenteditable="true"]')) as HTMLElement

const write = async (words: string): Promise<void> => {
  await userEvent.click(await editor())
  await userEvent.keyboard(`{Control>}{End}{/Control}${words}`)
}

const words = (): string => document.querySelector('main .cm-content')?.textContent ?? ''
const title = (): string | undefined =>
  document.querySelector<HTMLTextAreaElement>('main textarea')?.value

describe('a report that is left', () => {
  it('keeps the words that could not be saved, and says so', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    let isFull = false
    const save: typeof report.save = (input) => {
      if (isFull) throw new Refuse('storage')
      return report.save(input)
    }
    await openOneReport({ ...report.answers, 'reports.save': save })
    isFull = true
    await write(' More')
    await goTo('sources')
    await expect.element(page.getByText('Could not save').first()).toBeVisible()
    await goTo('reports')
    await editor()
    await settle()
    expect(words()).toBe('Begun. More')
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
    await page.getByRole('button', { name: 'New report', exact: true }).first().click()
    await untilFound('main .cm-content')
    await settle()
    await userEvent.keyboard('First')
    await goTo('sources')
    await goTo('reports')
    await untilFound('main .cm-content')
    await settle()
    expect(title()).toBe('First')
    // Nowhere else would it be found again once another report was opened.
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
    await expect.poll(title).not.toBe('First')
    await expect.element(page.getByText('Could not save').first()).toBeVisible()
    await page.getByRole('button', { name: 'New report', exact: true }).first().click()
    await expect.poll(title).toBe('First')
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
    expect(words()).toBe('Begun. More!')
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

  it('is kept as a draft of its own where the lock comes before anybody chose a version', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    const test = await openOneReport({
      ...report.answers,
      'reports.save': (input) =>
        input.id === null ? (reportAnswer(recordId(950), {}) as never) : report.save(input),
    })
    await editor()
    report.change({ body: 'Theirs.' })
    await write(' Mine')
    await expect.element(page.getByText('This report was changed somewhere else')).toBeVisible()
    test.emit({ kind: 'locking' })
    await expect
      .poll(() => inputsOf(test, 'reports.save').at(-1))
      .toMatchObject({ id: null, content: { title: 'One (other version)', body: 'Begun. Mine' } })
    expect(report.content().body).toBe('Theirs.')
  })

  it('has the file that was on its way beside what is written once one is back', async () => {
    const { open, isOpen } = gate()
    const report = oneReport({ title: 'One', body: 'Begun.' })
    await openOneReport({
      ...report.answers,
      'attachments.paste': async () => {
        await isOpen
        return {
          id: recordId(77),
          name: '3f9ab2c07d15.png',
          mediaType: 'image/png',
          bytes: 4,
          digest: 'a'.repeat(64),
          cleaned: null,
        } as never
      },
    })
    await editor()
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([new Uint8Array([1, 2])], 'a.png', { type: 'image/png' }))
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
    )
    await settle()
    await goTo('sources')
    await goTo('reports')
    await write(' More')
    await expect.poll(() => report.content().body).toBe('Begun. More')
    open()
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

  it('keeps the words that somebody else wrote against', async () => {
    const report = oneReport({ title: 'One', body: 'Begun.' })
    await openOneReport(report.answers)
    await editor()
    report.change({ body: 'Theirs.' })
    await write(' More')
    await goTo('sources')
    await expect.element(page.getByText('Could not save').first()).toBeVisible()
    await goTo('reports')
    await editor()
    await settle()
    expect(words()).toBe('Begun. More')
    await expect.element(page.getByText('This report was changed somewhere else')).toBeVisible()
  })
})
