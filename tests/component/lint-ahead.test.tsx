import { EditorView } from '@codemirror/view'
import { afterEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Finding } from '../../src/shared/lint.ts'
import { recordId, reportAnswer } from './records.ts'
import { closeWindow, goTo, openWindow, untilFound } from './window.tsx'

const daysIn = (text: string): Finding[] =>
  [...text.matchAll(/3 March/g)].map(({ index, 0: words }) => ({
    family: 'date',
    rule: 'day',
    start: index,
    end: index + words.length,
    replacement: 'in March',
  }))

const marks = (): string[] =>
  [...document.querySelectorAll('.cm-lint')].map(({ textContent }) => textContent ?? '')

const open = async (body: string): Promise<EditorView> => {
  await openWindow({
    answers: {
      'lint.check': ({ text }) => ({ findings: daysIn(text) }),
      'reports.get': ({ id }) =>
        reportAnswer(id, { title: 'Held', body, sourceIds: [recordId(10)] }),
    },
  })
  await goTo('reports')
  await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
  const view = EditorView.findFromDOM((await untilFound('.cm-editor')) as HTMLElement)
  if (view === null) throw new Error('no editor')
  return view
}

afterEach(closeWindow)

describe('marks of a text that was not edited yet', () => {
  it('are shown, whatever its line endings', async () => {
    await open('They came.\r\nOn 3 March they left.\rBy 3 March all were gone.\r\n')
    await expect.poll(marks).toEqual(['3 March', '3 March'])
  })
})

describe('Alt+Enter before the checks have caught up with the keys', () => {
  it('replaces the words at the caret and no others', async () => {
    const rest = 'They were held for weeks and then sent across.\n'.repeat(80)
    const view = await open(`A 3 March. B 3 March. ${rest}`)
    await expect.poll(marks).toEqual(['3 March', '3 March'])
    view.focus()
    // The same words precede both findings: at the old position of each, there is now the other.
    view.dispatch({
      changes: { from: 0, insert: 'C 3 March. ' },
      selection: { anchor: 26 },
      userEvent: 'input.type',
    })
    view.contentDOM.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', altKey: true, bubbles: true }),
    )
    expect(view.state.sliceDoc(0, 40)).toMatch(/^C 3 March\. A 3 March\. B in March\. They/)
  })
})
