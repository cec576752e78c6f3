import { afterEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { areas } from '../../src/renderer/app/view-state.ts'
import type { NavArea } from '../../src/renderer/app/view-state.ts'
import type { TestVault } from './test-vault.ts'
import { inputsOf } from './page-objects.ts'
import { gate, microtasks } from './one-report.ts'
import { recordId, reportAnswer } from './records.ts'
import { beginReport, shownTitle } from './report-page-objects.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

/** The id that the vault gives the first save of each new report, in turn. */
const begun = (at: number): string => recordId(900 + at)

/** A vault that answers no save before it is let, and then makes reports of them. */
const openTestVault = async (): Promise<{
  test: TestVault
  let: () => void
  made: () => number
}> => {
  const { open, isOpen } = gate()
  const reports = new Map<string, Parameters<typeof reportAnswer>[1]>()
  let made = 0
  const test = await openWindow({
    answers: {
      'reports.save': async ({ id, content }) => {
        await isOpen
        if (id === null) made += 1
        const saved = id ?? begun(made)
        reports.set(saved, content)
        return { ...reportAnswer(saved, content), rev: 1 } as never
      },
      'reports.get': ({ id }) => ({ ...reportAnswer(id, reports.get(id) ?? {}), rev: 1 }) as never,
    },
  })
  return { test, let: open, made: () => made }
}

const pressNav = (area: NavArea): void =>
  document.querySelectorAll<HTMLElement>('nav li button')[areas.indexOf(area)]?.click()

const area = (): string | undefined =>
  document.querySelector('nav [aria-current="page"]')?.textContent ?? undefined

/** Each is a report of its own, and the one that was begun last is shown. */
const expectTwo = async (desk: Awaited<ReturnType<typeof openTestVault>>): Promise<void> => {
  desk.let()
  await expect.poll(desk.made).toBe(2)
  await settle()
  expect(shownTitle()).toBe('Second')
  expect(inputsOf(desk.test, 'reports.save')).toMatchObject([
    { id: null, content: { title: 'First' } },
    { id: null, content: { title: 'Second' } },
  ])
}

describe('a report that was just begun', () => {
  it('is the same one when the user comes back while it is saved, and continues there', async () => {
    const desk = await openTestVault()
    await goTo('reports')
    await beginReport('First')
    await goTo('sources')
    await goTo('reports')
    await userEvent.click(await untilFound('main textarea'))
    await userEvent.keyboard('{End}!')
    desk.let()
    await expect
      .poll(() => inputsOf(desk.test, 'reports.save').at(-1))
      .toMatchObject({ id: begun(1), content: { title: 'First!' } })
    await settle()
    expect(desk.made()).toBe(1)
    expect(shownTitle()).toBe('First!')
    expect(document.activeElement).toBe(document.querySelector('main textarea'))
  })

  it('does not return to its view when the user goes elsewhere during its first save', async () => {
    const desk = await openTestVault()
    await goTo('reports')
    await beginReport('First')
    await expect.poll(() => inputsOf(desk.test, 'reports.save').length).toBe(1)
    pressNav('sources')
    // The answer comes before the other view is drawn.
    desk.let()
    await microtasks()
    await settle()
    expect(area()).toBe('Sources')
  })

  it('is there when the user comes back after leaving before its first save', async () => {
    const desk = await openTestVault()
    await goTo('reports')
    await beginReport('First')
    await goTo('sources')
    desk.let()
    await expect.poll(desk.made).toBe(1)
    await goTo('reports')
    await expect.poll(shownTitle).toBe('First')
    await userEvent.click(await untilFound('main textarea'))
    await userEvent.keyboard('{End}!')
    await expect
      .poll(() => inputsOf(desk.test, 'reports.save').at(-1))
      .toMatchObject({ id: begun(1), content: { title: 'First!' } })
  })

  it('does not replace the view of a report started after it, which has its own words', async () => {
    const desk = await openTestVault()
    await goTo('reports')
    await beginReport('First')
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
    await settle()
    await beginReport('Second')
    await expectTwo(desk)
  })

  it('stays separate when another is started before it was saved', async () => {
    const desk = await openTestVault()
    await goTo('reports')
    await beginReport('First')
    await userEvent.keyboard('{Control>}n{/Control}')
    await settle()
    await userEvent.keyboard('Second')
    await expectTwo(desk)
  })
})
