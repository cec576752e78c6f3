import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** `npm run design`: every control and token on one page, in a browser, for work on them. */
export default defineConfig({
  root: join(import.meta.dirname, 'src', 'renderer', 'design'),
  plugins: [react()],
})
