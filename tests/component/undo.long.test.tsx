import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { called, inputsOf, openFiles, press, pressAt } from './page-objects.ts'
import { focusRow, keys, rowAt } from './list-page-objects.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './saved-records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

const restored = (test: TestVault): number => inputsOf(test, 'records.restore').length
const undoButtons = (): number =>
  page.getByRole('button', { name: 'Undo', exact: true }).all().length
const said = (words: RegExp | string): Promise<void> =>
  expect.element(page.getByText(words, { exact: typeof words === 'string' })).toBeVisible()

/** The twelve seconds for which words with an act stay at the foot. */
beforeEach(() => {
  const real = window.setTimeout.bind(window)
  vi.spyOn(window, 'setTimeout').mockImplementation(((run: () => void, ms?: number) =>
    real(run, ms === 12_000 ? 200 : ms)) as typeof window.setTimeout)
})
afterEach(() => {
  vi.restoreAllMocks()
  closeWindow()
})

const removeFirst = async (options: Parameters<typeof openWindow>[0] = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('claims')
  // A toast under the pointer stays, and another test left the pointer anywhere.
  await userEvent.hover(await untilFound('main h1'))
  await focusRow(1)
  await keys('x{Delete}')
  await expect.poll(() => called(test, 'records.remove')).toBe(true)
  await expect.poll(undoButtons).toBe(0)
  return test
}

const command = async (words: string): Promise<void> => {
  await userEvent.keyboard('{Control>}k{/Control}')
  await untilFound('[role="dialog"] input')
  await userEvent.keyboard(words)
  await settle()
}

describe('what was done last', () => {
  it('is undone by a key in the list, long after its words went, and once', async () => {
    const test = await removeFirst()
    await focusRow(1)
    await keys('z')
    await said('1 undone.')
    expect(restored(test)).toBe(1)
    await keys('z')
    await said('Nothing to undo.')
    expect(restored(test)).toBe(1)
  })

  it('is undone from another view, where no text has the focus, and the palette names it', async () => {
    const test = await removeFirst()
    await goTo('reports')
    ;((await untilFound('main input[type="search"]')) as HTMLElement).focus()
    await keys('z{Control>}z{/Control}')
    expect(restored(test)).toBe(0)
    await goTo('map')
    await command('undo')
    await said(/^Undo: 1 claim deleted/)
    await keys('{Escape}{Escape}')
    await expect.poll(() => document.querySelector('[role="dialog"]')).toBeNull()
    await keys('{Control>}z{/Control}')
    await said('1 undone.')
    await command('undo')
    expect(page.getByText(/^Undo: /).all()).toHaveLength(0)
  })

  it('is undone from the palette, and gives way to what is done after it', async () => {
    const test = await removeFirst()
    await goTo('reports')
    await userEvent.click(await rowAt(2))
    await press('More actions')
    await userEvent.click(page.getByRole('menuitem', { name: 'Delete' }))
    await expect.poll(() => inputsOf(test, 'records.remove').length).toBe(2)
    await command('undo')
    await userEvent.keyboard('{Enter}')
    await said('Undone: Delete report')
    const [first, second] = inputsOf(test, 'records.remove') as { id: string }[]
    expect(inputsOf(test, 'records.restore')).toEqual([{ id: second?.id }])
    expect(first?.id).not.toBe(second?.id)
  })

  it('says so when it cannot be undone any more', async () => {
    await openWindow({
      answers: {
        'records.restore': () => {
          throw new Refuse('not-found')
        },
      },
    })
    await goTo('reports')
    await userEvent.click(await rowAt(2))
    await press('More actions')
    await userEvent.click(page.getByRole('menuitem', { name: 'Delete' }))
    await expect.poll(undoButtons).toBe(0)
    await keys('{Control>}z{/Control}')
    await said('Could not undo: Delete report')
    await said('This no longer exists')
  })
})

describe('a file taken off a report', () => {
  const files = (test: TestVault): (string[] | undefined)[] =>
    (inputsOf(test, 'reports.save') as { content: typeof emptyReport }[]).map(({ content }) =>
      content.attachments?.map(({ name }) => name),
    )
  const takeOff = async (): Promise<TestVault> => {
    const test = await openFiles()
    await press('Add a file')
    await expect.poll(() => files(test).at(-1)).toEqual(['market.jpg'])
    await press('Remove market.jpg')
    return test
  }

  it('comes back into the draft from another one, beside what was written since', async () => {
    const test = await takeOff()
    await pressAt('main [role="listitem"][aria-posinset="2"] button')
    await expect.poll(() => files(test).at(-1)).toBeUndefined()
    await focusRow(2)
    await keys('z')
    await said('Undone: Remove market.jpg')
    const [before, after] = (inputsOf(test, 'reports.save') as { id: string; rev: number }[]).slice(
      -2,
    )
    expect(files(test).at(-1)).toEqual(['market.jpg'])
    expect(after).toMatchObject({ id: before?.id, rev: (before?.rev ?? 0) + 1 })
  })

  it('stays off one that was filed since, and that is said', async () => {
    const test = await takeOff()
    await press('Sign and file…')
    await press('Sign and file')
    await expect.poll(() => called(test, 'reports.file')).toBe(true)
    await settle()
    const saves = files(test).length
    await keys('{Control>}z{/Control}')
    await said('Could not undo: Remove market.jpg')
    await said('Filed: to change it, revise it')
    expect(files(test)).toHaveLength(saves)
  })
})
