import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './reset.css'
import './tokens.css'
import { App } from './app/app.tsx'
import { call } from './data/bridge.ts'
import { selectedText } from './commands/selected-text.ts'

/** Under which a copy carries a random mark, so that main can tell it is still there and read no text. */
const markType = 'application/x-understory-copy'

/**
 * Every copy out of the window is plain text and carries a mark, by which main takes it off the
 * clipboard later. What a part of the window forbids to copy, or copies by itself, it has said before
 * the event comes here.
 */
const markCopies = (): void => {
  const onCopy = (event: ClipboardEvent): void => {
    const data = event.clipboardData
    if (data === null) return
    if (!event.defaultPrevented) {
      // Also where nothing is to be copied: a browser's own copy knows less of what may be.
      event.preventDefault()
      const text = selectedText()
      if (text === '') return
      data.setData('text/plain', text)
      // What is cut goes as a person's own deletion would, so that it can be undone.
      if (event.type === 'cut') document.execCommand('delete')
    } else if (data.getData('text/plain') === '') return
    const mark = crypto.randomUUID()
    data.setData(markType, mark)
    // Without an answer the copy stays until the next one, or the panic key.
    call('app.copied', { mark }).catch(() => undefined)
  }
  document.addEventListener('copy', onCopy)
  document.addEventListener('cut', onCopy)
}

const root = document.getElementById('root')
if (root === null) throw new Error('no root')
markCopies()
// An error's own words may hold what somebody wrote: React would print them.
const silent = (): void => undefined
createRoot(root, {
  onCaughtError: silent,
  onUncaughtError: silent,
  onRecoverableError: silent,
}).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
