import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TreeMemory } from '../bench/window-results.ts'
import { launch } from '../../tests/e2e/launch.ts'
import type { Launched } from '../../tests/e2e/launch.ts'
import { coldStart } from './cold-start.ts'
import { treeMemory } from './process-watch.ts'
import { layStopwatch, timeLetters } from './stopwatch.ts'
import { stagePaths } from './stage-paths.ts'

/** Least that an Electron app can be: a window of the app's size with one word and a text area. */
const bareApp = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 })
  window.loadURL('data:text/html,<h1>bare</h1><textarea></textarea>')
})`

/** A copy of the staged runtime that opens nothing but a window, sandbox on. */
export type BareWindow = {
  /** Milliseconds from the start of its process to its painted word. */
  readonly start: () => Promise<number>
  /**
   * Started and watched by the driver of the app's own tests, as the app is.
   *
   * @param restMs time after its start.
   * @returns MiB by the kind of process, and `all`, as `treeMemory`.
   */
  readonly memory: (restMs: number) => Promise<TreeMemory>
  /** Milliseconds from each key to its letter painted in the text area. */
  readonly letters: (count: number) => Promise<number[]>
  readonly remove: () => void
}

export const makeBareWindow = (): BareWindow => {
  const folder = mkdtempSync(join(tmpdir(), 'bare-'))
  const runtime = join(folder, 'runtime')
  cpSync(dirname(stagePaths.executable()), runtime, { recursive: true, verbatimSymlinks: true })
  const app = join(runtime, 'resources', 'app')
  rmSync(app, { recursive: true, force: true })
  mkdirSync(app)
  writeFileSync(join(app, 'package.json'), '{ "main": "main.js" }')
  writeFileSync(join(app, 'main.js'), bareApp)
  const executable = join(runtime, 'electron')
  const args = [`--user-data-dir=${join(folder, 'data')}`]

  const driven = async <T>(act: (bare: Launched) => Promise<T>): Promise<T> => {
    const bare = await launch({ executable, args })
    try {
      await bare.window.locator('h1').waitFor()
      return await act(bare)
    } finally {
      await bare.kill9()
    }
  }
  return {
    start: () => coldStart({ executable, args, painted: 'h1' }),
    // The driver's own scripts count for both: it keeps some in each page that it talks to.
    memory: (restMs) =>
      driven(async (bare) => {
        await bare.window.waitForTimeout(restMs)
        return treeMemory(bare.pids())
      }),
    letters: (count) =>
      driven(async ({ window }) => {
        await layStopwatch(window)
        await window.locator('textarea').click()
        return timeLetters(window, 'textarea', count)
      }),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  }
}
