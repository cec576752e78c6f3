import type { QueryClient } from '@tanstack/react-query'
import { afterEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { createQueryClient } from '../../src/renderer/data/query-client.ts'
import type { TestVault } from './test-vault.ts'
import { inputsOf } from './page-objects.ts'
import { oneReport, openOneReport } from './one-report.ts'
import type { emptyReport } from './records.ts'
import { closeWindow, goTo, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const shown = (): string => document.querySelector('.cm-content')?.textContent ?? ''

/** Calls `then` at the moment in which the window has read the report again and replaced the draft. */
const onceReadAgain = (client: QueryClient, then: () => void): void => {
  const end = client.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    if (event.query.queryKey[0] !== 'reports.get') return
    end()
    then()
  })
}

/** A draft whose text has the caret is changed elsewhere, and a key waits in that moment. */
const changedElsewhere = async (theirs: Partial<typeof emptyReport>): Promise<TestVault> => {
  const report = oneReport({ title: 'First', body: 'First.' })
  const client = createQueryClient()
  const test = await openOneReport(report.answers, client)
  await userEvent.click(await untilFound('.cm-content'))
  await userEvent.keyboard('{Control>}{End}{/Control}')
  await settle()
  report.change(theirs)
  await new Promise<void>((done) => {
    onceReadAgain(client, () => {
      // Queued keys are handled before work that React deferred to its next task.
      const { scheduler } = window as unknown as {
        scheduler: { postTask: (run: () => void, of: { priority: string }) => Promise<void> }
      }
      void scheduler.postTask(
        () => {
          document.execCommand('insertText', false, 'x')
          done()
        },
        { priority: 'user-blocking' },
      )
    })
    test.emit({ kind: 'changed' })
  })
  await settle()
  return test
}

describe('a key that waits while a draft is changed elsewhere', () => {
  it('is written where only something else was changed: the text goes on', async () => {
    const test = await changedElsewhere({ tags: ['theirs'] })
    await userEvent.keyboard('y')
    expect(shown()).toBe('First.xy')
    const saves = () => inputsOf(test, 'reports.save')
    await expect
      .poll(() => saves().at(-1))
      .toMatchObject({ content: { body: 'First.xy', tags: ['theirs'] } })
    // On a slow machine the first letter may have been saved before the second one came.
    expect(saves()[0]).toMatchObject({ rev: 3, content: { tags: ['theirs'] } })
  })

  it('does not silently replace the new text with the old one', async () => {
    const test = await changedElsewhere({ body: 'Theirs.' })
    expect(shown()).toContain('Theirs.')
    // Leaving the report saves at once what is not saved.
    await goTo('cases')
    await goTo('reports')
    await untilFound('.cm-content')
    expect(shown()).toContain('Theirs.')
    expect(inputsOf(test, 'reports.save')).toEqual([])
  })
})
