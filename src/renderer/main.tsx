import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './reset.css'
import './tokens.css'
import { App } from './app.tsx'
import { markCopies } from './copies.ts'

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
