import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { processTree } from '../../tests/e2e/process-tree.ts'
import { treeMemory } from './process-watch.ts'
import { stagePaths } from './stage-paths.ts'

/** Least that an Electron app can be: a window of the app's size with one word. */
const bareApp = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800 })
  window.loadURL('data:text/html,<h1>bare</h1>')
})`

/**
 * The memory at rest of a copy of the staged runtime with nothing but a window, sandbox on.
 *
 * @param restMs time after its start.
 * @returns MiB by the kind of process, and `all`, as `treeMemory`.
 */
export const bareWindowMemory = async (
  restMs: number,
): Promise<Readonly<Record<string, number>>> => {
  const folder = mkdtempSync(join(tmpdir(), 'bare-'))
  const runtime = join(folder, 'runtime')
  cpSync(dirname(stagePaths.executable()), runtime, { recursive: true, verbatimSymlinks: true })
  const app = join(runtime, 'resources', 'app')
  rmSync(app, { recursive: true, force: true })
  mkdirSync(app)
  writeFileSync(join(app, 'package.json'), '{ "main": "main.js" }')
  writeFileSync(join(app, 'main.js'), bareApp)
  const child = spawn(join(runtime, 'electron'), [`--user-data-dir=${join(folder, 'data')}`], {
    stdio: 'ignore',
  })
  const { pid: top } = child
  if (top === undefined) throw new Error('the bare window could not be started')
  const tree = () => processTree(top)
  try {
    await new Promise((resolve) => setTimeout(resolve, restMs))
    const memory = treeMemory(tree())
    if (memory['renderer'] === undefined) throw new Error('the bare window did not open')
    return memory
  } finally {
    for (const { pid } of tree()) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // Already ended with its parent.
      }
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
