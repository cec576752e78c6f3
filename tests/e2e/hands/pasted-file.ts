import type { Person } from './person.ts'

/** A file that lies on the clipboard, as the page is told of it: its name, and what is in it. */
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
