import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../reset.css'
import '../tokens.css'
import { DesignPage } from './design-page.tsx'

// Opened by `npm run design`; not part of the built app.
const root = document.getElementById('root')
if (root === null) throw new Error('no root')
createRoot(root).render(
  <StrictMode>
    <DesignPage />
  </StrictMode>,
)
