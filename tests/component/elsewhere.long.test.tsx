import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { areas } from '../../src/renderer/app/view-state.ts'
import type { NavArea } from '../../src/renderer/app/view-state.ts'
import { strangersFile } from './exchange-answers.ts'
import { inputsOf, press } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { gate, oneReport, openOneReport } from './one-report.ts'
import { recordId, reportAnswer } from './records.ts'
import { removeFirst, write } from './report-page-objects.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const area = (): string | undefined =>
  document.querySelector('nav [aria-current="page"]')?.textContent ?? undefined

const nav = (to: NavArea): HTMLElement | undefined =>
  document.querySelectorAll<HTMLElement>('nav li button')[areas.indexOf(to)]

const key = (name: string): boolean =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, ctrlKey: true, bubbles: true, cancelable: true }),
  ) ?? false

describe('a user in another view', () => {
  it('is not called back once the sample case is written', async () => {
    const { open, isOpen } = gate()
    const test = await openWindow({
      empty: true,
      answers: {
        'sources.suggestCodeName': async () => {
          await isOpen
          return { codeName: 'Amber Willow' }
        },
      },
    })
    await goTo('reports')
    await page.getByRole('button', { name: 'Look around with a sample case' }).first().click()
    await expect.poll(() => inputsOf(test, 'sources.suggestCodeName').length).toBe(1)
    await goTo('sources')
    open()
    await expect.poll(() => inputsOf(test, 'claims.save').length).toBe(2)
    await settle()
    expect(area()).toBe('Sources')
  })

  it('keeps what they opened while the sample case is removed', async () => {
    const { open, isOpen } = gate()
    let isSlow = false
    const test = await openWindow({
      empty: true,
      answers: {
        'reports.get': ({ id }) => ({ ...reportAnswer(id, {}), rev: 1 }) as never,
        'records.remove': async () => {
          if (isSlow) await isOpen
          return {}
        },
      },
    })
    await goTo('reports')
    await press('Look around with a sample case')
    await expect.poll(() => inputsOf(test, 'claims.save').length).toBe(2)
    await settle()
    await press('Leave the tour')
    await goTo('help')
    await press('Your first vault')
    isSlow = true
    await press('Delete the sample case')
    await goTo('sources')
    await press('New source')
    open()
    await expect.element(page.getByText(/^Sample case deleted/)).toBeVisible()
    await settle()
    expect(area()).toBe('Sources')
    expect(document.querySelector('main form')).not.toBeNull()
  })

  it('is not called to what comes back slowly', async () => {
    const { answers, letAll } = heldAnswers('records.restore')
    const test = await openWindow({ answers })
    await removeFirst()
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(() => inputsOf(test, 'records.restore').length).toBe(1)
    await goTo('sources')
    letAll()
    await expect.element(page.getByText('Undone: Delete report')).toBeVisible()
    await settle()
    expect(area()).toBe('Sources')
  })

  it('is not called to the versions of a report that was saved slowly', async () => {
    const { open, isOpen } = gate()
    const report = oneReport({ title: 'One', body: 'Begun.' })
    let opened = ''
    await openOneReport({
      ...report.answers,
      'reports.get': (input) => {
        opened = input.id
        return report.answers['reports.get']?.(input) as never
      },
      'records.conflicts': () =>
        [
          { id: recordId(3), kind: 'report' as const, title: 'One' },
          { id: opened === '' ? recordId(4) : opened, kind: 'report' as const, title: 'One' },
        ] as never,
      'reports.save': async (input) => {
        await isOpen
        return report.save(input)
      },
    })
    await write(' More')
    await page.getByRole('button', { name: 'Merge…', exact: true }).first().click()
    await goTo('sources')
    open()
    await expect.poll(() => report.content().body).toBe('Begun. More')
    await settle()
    expect(area()).toBe('Sources')
    expect(document.querySelector('main h1')?.textContent).toMatch(/^Sources/)
  })

  it('is not called back by a file that was set aside slowly', async () => {
    const { answers, letAll } = heldAnswers('quarantine.setAside')
    const test = await openWindow({ answers: { ...strangersFile, ...answers } })
    await goTo('exchange')
    await press('Choose a file…')
    await press('Quarantine the file')
    await expect.poll(() => inputsOf(test, 'quarantine.setAside').length).toBe(1)
    await goTo('sources')
    letAll()
    await settle()
    expect(area()).toBe('Sources')
  })

  it('begins a report right after looking for one, and writes its title', async () => {
    await openWindow()
    await goTo('cases')
    key('f')
    key('n')
    await untilFound('main .cm-content')
    await settle()
    await userEvent.keyboard('Title')
    expect(document.querySelector<HTMLTextAreaElement>('main textarea')?.value).toBe('Title')
  })

  it('finds the export again that was begun, however often the way to it was pressed', async () => {
    await openWindow()
    await goTo('exchange')
    await press('Start an export')
    const before = document.querySelector('main h1')?.textContent
    expect(before).not.toBe('Send & receive')
    await goTo('sources')
    nav('exchange')?.click()
    nav('exchange')?.click()
    await settle()
    expect(document.querySelector('main h1')?.textContent).toBe(before)
  })
})
