import { app } from 'electron'

/**
 * Blank and constant, also of windows that are never shown: titles end up in task bars, screen recordings
 * and window managers' logs, and the title of what is printed is content.
 */
export const keepTitlesEmpty = (): void => {
  app.on('browser-window-created', (_, window) => {
    window.on('page-title-updated', (event) => event.preventDefault())
  })
}
