import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf } from './hands.ts'
import { reportAnswer, revisionId } from './records.ts'
import type { emptyReport } from './records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const button = (name: string) => page.getByRole('button', { name, exact: true })

/** Settled by hand. */
const gate = () => {
  let open = (): void => undefined
  const isOpen = new Promise<void>((done) => {
    open = done
  })
  return { open: () => open(), isOpen }
}

describe('a picture that is still being taken in when its report is filed', () => {
  it('begins a revision of it, and is not dropped', async () => {
    const taken = gate()
    const filed = gate()
    let rev = 2
    let state: 'draft' | 'filed' | 'revising' = 'draft'
    let content: Partial<typeof emptyReport> = { title: 'First', body: 'First.' }
    const report = (id: string) => ({
      ...reportAnswer(id, content),
      rev,
      state,
      head: state === 'draft' ? null : revisionId(1),
      heads: state === 'draft' ? [] : [revisionId(1)],
    })
    const test = await openWindow({
      answers: {
        'reports.get': ({ id }) => report(id),
        'reports.save': ({ id, content: next }) => {
          rev += 1
          if (state === 'filed') state = 'revising'
          content = next as typeof content
          return report(id ?? '')
        },
        'reports.file': async ({ id }) => {
          await filed.isOpen
          rev += 1
          state = 'filed'
          return report(id)
        },
        'attachments.paste': async () => {
          await taken.isOpen
          return {
            id: '1'.padStart(32, '0'),
            name: '1.png',
            mediaType: 'image/png',
            bytes: 4,
            digest: '2'.padStart(64, '0'),
            cleaned: null,
          } as never
        },
      },
    })
    await goTo('reports')
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
    const text = await untilFound('.cm-content')
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([new Uint8Array([137, 80])], 'a.png', { type: 'image/png' }))
    text.dispatchEvent(
      new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
    )
    await settle()
    await button('File…').click()
    await button('File and sign').click()
    await expect.poll(() => inputsOf(test, 'reports.file').length).toBe(1)
    // The vault was asked for the picture first, and answers that first.
    taken.open()
    await expect.element(page.getByText('The pasted file is added')).toBeVisible()
    filed.open()
    await expect.element(page.getByText('Filed and signed')).toBeVisible()
    await expect
      .poll(() => inputsOf(test, 'reports.save').at(-1))
      .toMatchObject({ rev: 3, content: { body: 'First.', attachments: [{ name: '1.png' }] } })
  })
})
