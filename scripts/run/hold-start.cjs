// The staged app's entry in a driven run: holds the app's start until Playwright is attached.
//
// Playwright attaches to a window that is already loading, and waits for that window's first
// navigation. When the navigation commits while Playwright attaches, Chromium sends no event for it, and
// Playwright waits until its time is up. Playwright calls `__playwright_run` in main as soon as it is
// attached, so with this file no window opens before that.
'use strict'
const { app } = require('electron')

if (process.env.UNDERSTORY_HOLD === '1') {
  const ready = app.whenReady.bind(app)
  const attached = new Promise((resolve) => {
    globalThis.__playwright_run = resolve
  })
  app.whenReady = () => attached.then(ready)
}

module.exports = require('./out/main/index.cjs')
