import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf } from './hands.ts'
import { reportAnswer, revisionId } from './records.ts'
import type { emptyReport } from './records.ts'
import { Refuse } from './shelf.ts'
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

describe('a picture that comes while its report is filed, for longer than a pause', () => {
  it('begins a revision of it; nobody is said to have changed it elsewhere', async () => {
    const filed = gate()
    const refused = gate()
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
        // The vault does one after the other: what was asked for after the filing is answered after it.
        'reports.save': async ({ id, rev: of, content: next }) => {
          if (state === 'draft') {
            await refused.isOpen
          }
          if (of !== rev) throw new Refuse('conflict')
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
        'attachments.paste': () =>
          ({
            id: '1'.padStart(32, '0'),
            name: '1.png',
            mediaType: 'image/png',
            bytes: 4,
            digest: '2'.padStart(64, '0'),
            cleaned: null,
          }) as never,
      },
    })
    await goTo('reports')
    await userEvent.click(await untilFound('main [role="listitem"][aria-posinset="3"] button'))
    const text = await untilFound('.cm-content')
    await settle()
    await button('File…').click()
    await button('File and sign').click()
    await expect.poll(() => inputsOf(test, 'reports.file').length).toBe(1)
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([new Uint8Array([137, 80])], 'a.png', { type: 'image/png' }))
    text.dispatchEvent(
      new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
    )
    // The pause after the last change is over before it is filed.
    await expect.poll(() => inputsOf(test, 'reports.save').length).toBe(1)
    filed.open()
    await expect.element(page.getByText('Filed and signed')).toBeVisible()
    refused.open()
    await settle()
    expect(inputsOf(test, 'reports.save').at(-1)).toMatchObject({
      rev: 3,
      content: { attachments: [{ name: '1.png' }] },
    })
    expect(document.querySelector('main [role="alert"]')).toBeNull()
    expect(state).toBe('revising')
  })
})
