import type { Person } from './person.ts'

/** Pastes a file from the clipboard into the page, with its name and content. */
export const pasteFile = ({ page }: Person, name: string, words: string): Promise<void> =>
  page.evaluate(
    ([called, content]) => {
      const clipboardData = new DataTransfer()
      clipboardData.items.add(
        new File([content.repeat(200)], `${called}.txt`, { type: 'text/plain' }),
      )
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
      )
    },
    [name, words] as const,
  )
