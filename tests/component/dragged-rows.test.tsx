import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible } from './checks.ts'
import { called, inputsOf, press } from './page-objects.ts'
import { closeWindow, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const row = (at: number): Promise<Element> =>
  untilFound(`main [role="listitem"][aria-posinset="${String(at)}"] button`)
const target = (title: string): Element => {
  const found = [...document.querySelectorAll('section li')].find(
    ({ textContent }) => textContent === title,
  )
  if (found === undefined) throw new Error(`no case ${title}`)
  return found
}
const dispatch = (name: string, where: Element): DataTransfer => {
  const dataTransfer = new DataTransfer()
  where.dispatchEvent(new DragEvent(name, { bubbles: true, cancelable: true, dataTransfer }))
  return dataTransfer
}
const begin = async (at: number): Promise<DataTransfer> => {
  const carried = dispatch('dragstart', await row(at))
  await settle()
  return carried
}
const zone = (): Element | null => document.querySelector('section[aria-label="Put into a case"]')
const dropOn = async (title: string): Promise<void> => {
  const at = target(title)
  dispatch('dragover', at)
  await settle()
  dispatch('drop', at)
  await settle()
}
const saved = (test: Parameters<typeof inputsOf>[0]): unknown[] =>
  inputsOf(test, 'reports.save').map(
    (input) => (input as { content: { caseId: unknown } }).content.caseId,
  )

describe('a report that is dragged', () => {
  it('is put into the case that it is dropped on, which can be undone', async () => {
    const test = await openWindow()
    expect(zone()).toBe(null)
    const carried = await begin(3)
    // What another program would receive.
    expect([...carried.types]).toEqual([])
    await expect.element(page.getByText('Drop the report on a case')).toBeVisible()
    dispatch('dragover', target('图们口岸名单'))
    await shoot('drag-to-case')
    await expectAccessible()
    await dropOn('No case')
    expect(zone()).toBe(null)
    await expect.element(page.getByText('1 report put into the case.')).toBeVisible()
    expect(saved(test)).toEqual([null])
    await press('Undo')
    await expect.poll(() => saved(test)).toHaveLength(2)
    expect(saved(test)[1]).not.toBe(null)
  })

  it('takes the other selected ones with it, and the filed ones stay and are named', async () => {
    const test = await openWindow()
    for (const at of [1, 3, 5]) await userEvent.click(await row(at), { modifiers: ['Control'] })
    await expect.element(page.getByText('3 selected').first()).toBeVisible()
    await begin(3)
    await expect.element(page.getByText('Drop 3 reports on a case')).toBeVisible()
    await dropOn('No case')
    await expect.element(page.getByText('2 reports put into the case.')).toBeVisible()
    await expect.element(page.getByText(/Filed: to change it/).first()).toBeVisible()
    expect(saved(test)).toEqual([null, null])
  })

  it('and dropped anywhere else stays where it is, and the cases are gone', async () => {
    const test = await openWindow()
    await begin(3)
    dispatch('dragend', await row(3))
    await settle()
    expect(zone()).toBe(null)
    await begin(3)
    // The row left the page while it was dragged.
    window.dispatchEvent(new PointerEvent('pointermove'))
    await settle()
    expect(zone()).toBe(null)
    expect(called(test, 'reports.save')).toBe(false)
  })

  it('with the pointer reaches a case, and says that it is in it already', async () => {
    const test = await openWindow()
    // The first case is drawn there once the drag has begun.
    await userEvent.dragAndDrop(await row(3), await untilFound('nav'), {
      targetPosition: { x: 60, y: 120 },
    })
    await expect.element(page.getByText('No reports put into the case.')).toBeVisible()
    expect(zone()).toBe(null)
    expect(called(test, 'reports.save')).toBe(false)
  })

  it('can be none in a vault that is open to be read only', async () => {
    await openWindow({ state: 'rescue' })
    expect((await row(3)).getAttribute('draggable')).toBe(null)
  })
})
