import { afterEach, describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import type * as Saving from '../../src/renderer/features/reports/draft-saver.ts'
import type { DraftSaver } from '../../src/renderer/features/reports/draft-saver.ts'
import { inputsOf } from './hands.ts'
import { oneReport, openOneReport } from './one-report.ts'
import type { emptyReport } from './records.ts'
import { closeWindow, settle, untilFound } from './window.tsx'

/** What is done in the moment in which a draft is replaced from elsewhere. */
const heard = vi.hoisted(() => ({
  replaced: undefined as ((saver: DraftSaver) => void) | undefined,
}))
vi.mock('../../src/renderer/features/reports/draft-saver.ts', async (original) => {
  const real = await original<typeof Saving>()
  return {
    ...real,
    createDraftSaver: (...args: Parameters<typeof real.createDraftSaver>) => {
      const saver = real.createDraftSaver(...args)
      return {
        ...saver,
        meet: (report: Parameters<typeof saver.meet>[0]) => {
          const before = saver.get().report
          saver.meet(report)
          if (saver.get().report !== before) heard.replaced?.(saver)
        },
      }
    },
  }
})

afterEach(closeWindow)

const shown = (): string => document.querySelector('.cm-content')?.textContent ?? ''

/** A draft whose text has the caret is changed elsewhere, and a key waits in that moment. */
const changedElsewhere = async (theirs: Partial<typeof emptyReport>) => {
  const report = oneReport({ title: 'First', body: 'First.' })
  const test = await openOneReport(report.answers)
  await userEvent.click(await untilFound('.cm-content'))
  await userEvent.keyboard('{Control>}{End}{/Control}')
  await settle()
  report.change(theirs)
  const saver = await new Promise<DraftSaver>((done) => {
    heard.replaced = (replaced) => {
      heard.replaced = undefined
      // Keys that wait are heard before what React has put off to its next task.
      const { scheduler } = window as unknown as {
        scheduler: { postTask: (run: () => void, of: { priority: string }) => Promise<void> }
      }
      void scheduler.postTask(
        () => {
          document.execCommand('insertText', false, 'x')
          done(replaced)
        },
        { priority: 'user-blocking' },
      )
    }
    test.emit({ kind: 'changed' })
  })
  await settle()
  return { test, saver }
}

describe('a key that waits while a draft is changed elsewhere', () => {
  it('is written where only something else was changed: the text goes on', async () => {
    const { test, saver } = await changedElsewhere({ tags: ['theirs'] })
    await userEvent.keyboard('y')
    expect(shown()).toBe('First.xy')
    expect((await saver.flush()).status).toBe('saved')
    // On a slow machine the first letter may have been saved before the second one came.
    const saves = inputsOf(test, 'reports.save')
    expect(saves[0]).toMatchObject({ rev: 3, content: { tags: ['theirs'] } })
    expect(saves.at(-1)).toMatchObject({ content: { body: 'First.xy', tags: ['theirs'] } })
  })

  it('does not bring the old text back, unseen, over the new one', async () => {
    const { test, saver } = await changedElsewhere({ body: 'Theirs.' })
    await saver.flush()
    await settle()
    expect(shown()).toContain('Theirs.')
    expect(saver.get().content.body).toBe(shown())
    expect(inputsOf(test, 'reports.save')).toEqual([])
  })
})
