import type { BrowserWindow, OpenDialogOptions } from 'electron'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { call } from './call.ts'
import { canary } from './canaries.ts'
import { everywhere } from './everywhere.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'
import { searchMemory, textNeedles } from './process-memory.ts'
import { pidMarked } from './process-tree.ts'
import { sweep } from './sweep.ts'
import { handsAtX } from './x-server.ts'

describe('the desktop around the app', () => {
  const began = Date.now() - 1000
  const stick = mkdtempSync(join(homedir(), 'stick-'))
  const name = `${canary.latin()}.bin`
  const planted = canary.latin()
  let desk: Launched

  beforeAll(async () => {
    writeFileSync(join(stick, name), Buffer.alloc(64, 7))
    desk = await launch({ env: { UNDERSTORY_PLANTED: planted } })
  })
  afterAll(async () => {
    await desk.kill9()
    rmSync(stick, { recursive: true })
  })

  test('records nowhere which file was chosen in its dialog', async () => {
    const hands = await handsAtX()
    // Only where it begins to look is set: what chooses is the desktop's own dialog.
    await desk.app.evaluate(
      ({ dialog }, path) => {
        const real = dialog.showOpenDialog.bind(dialog)
        dialog.showOpenDialog = ((window: BrowserWindow, options: OpenDialogOptions) =>
          real(window, { ...options, defaultPath: path })) as typeof dialog.showOpenDialog
      },
      join(stick, name),
    )
    const chosen = call(desk.window, 'dialog.chooseKeyFile', {})
    // The dialog opens with a delay; the first press that reaches it chooses.
    const pressing = setInterval(() => {
      hands.pointAt(400, 300)
      hands.press('Return')
    }, 300)
    try {
      expect(await chosen).toMatchObject({ ok: true, value: { file: { name } } })
    } finally {
      clearInterval(pressing)
      hands.end()
    }
    // GTK writes its list a moment later.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const { hits } = sweep(everywhere, [name], began)
    expect(hits.filter(({ file }) => file !== join(stick, name))).toEqual([])
  }, 60_000)

  test('passes no environment variable of the user to the process that holds the keys', () => {
    const needles = textNeedles('a variable', planted)
    expect(searchMemory(desk.app.process().pid ?? 0, needles)).not.toEqual([])
    expect(searchMemory(pidMarked(desk.pids(), 'node.mojom.NodeService'), needles)).toEqual([])
  })

  test('keeps waiting print jobs in a private folder, which is removed when the app ends', async () => {
    const waiting = await desk.app.evaluate(({ app }) => app.getPath('temp'))
    expect(waiting).toBe(await desk.app.evaluate(({ app }) => app.getPath('userData')))
    expect(waiting).not.toBe(tmpdir())
    expect(statSync(waiting).mode & 0o777).toBe(0o700)
    await desk.close()
    expect(existsSync(waiting)).toBe(false)
  })
})
