import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './reset.css'
import './tokens.css'
import { App, readFirstWordsAhead } from './app/app.tsx'
import { call } from './data/bridge.ts'
import { selectedText } from './commands/selected-text.ts'

/** Clipboard type of a random mark, by which main recognizes our copy without reading any text. */
const markType = 'application/x-understory-copy'

/**
 * Every copy from the window is plain text with a mark, by which main clears the clipboard later.
 * Components that prevent or handle a copy do so before the event gets here.
 */
const markCopies = (): void => {
  const onCopy = (event: ClipboardEvent): void => {
    const data = event.clipboardData
    if (data === null) return
    if (!event.defaultPrevented) {
      // Also if nothing may be copied: the browser's own copy would ignore those rules.
      event.preventDefault()
      const text = selectedText()
      if (text === '') return
      data.setData('text/plain', text)
      // A cut runs as a user's deletion, so that it can be undone.
      if (event.type === 'cut') document.execCommand('delete')
    } else if (data.getData('text/plain') === '') return
    const mark = crypto.randomUUID()
    data.setData(markType, mark)
    // Without an answer the copy stays until the next copy, or the panic key.
    call('app.copied', { mark }).catch(() => undefined)
  }
  document.addEventListener('copy', onCopy)
  document.addEventListener('cut', onCopy)
}

const root = document.getElementById('root')
if (root === null) throw new Error('no root')
readFirstWordsAhead()
markCopies()
// React would print errors, and their messages may contain user text.
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
