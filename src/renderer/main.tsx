import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './reset.css'
import './tokens.css'
import { App } from './app.tsx'
import { markCopies } from './copies.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('no root')
markCopies()
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
