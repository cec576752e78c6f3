import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf, press } from './hands.ts'
import { gate, microtasks, oneReport, openOneReport } from './one-report.ts'
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

/** What is said at the foot may lie over it. */
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

const handOver = async (): Promise<void> => {
  await goTo('exchange')
  await press('Begin to hand over')
  await press('Next')
  click(page.getByRole('radio', { name: /Crane/ }).element())
  await settle()
  await press('Next')
  await expect.element(page.getByRole('button', { name: 'Next', exact: true })).toBeEnabled()
  await press('Next')
  await press('Hand over and erase')
  const confirm = page.getByRole('alertdialog').getByRole('button', { name: 'Hand over and erase' })
  await expect.element(confirm).toBeVisible()
  click(confirm.element())
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
    await expect.poll(title).toBe('')
    await settle()
    await userEvent.keyboard('First')
    await handOver()
    await openThird()
    expect(words()).toBe('Begun. More')
    beginNew()
    await expect.poll(title).toBe('First')
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
    await handOver()
    isErased = false
    await openThird()
    expect(words()).toBe('Begun.')
  })

  it('are told of when a file came into it after it was left, and somebody has changed it', async () => {
    const { open, isOpen } = gate()
    const report = oneReport({ title: 'One', body: 'Begun.' })
    const test = await openOneReport({
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
    report.change({ title: 'Two' })
    open()
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
    await page.getByRole('button', { name: 'New report', exact: true }).first().click()
    await untilFound('main .cm-content')
    await settle()
    await userEvent.keyboard('First')
    await expect.poll(() => inputsOf(test, 'reports.save').length).toBe(1)
    await goTo('sources')
    pressKey('n')
    // The answer comes before the other view is drawn.
    open()
    await microtasks()
    await settle()
    await untilFound('main textarea')
    expect(title()).toBe('')
  })
})
