import type { BrowserWindow, OpenDialogOptions } from 'electron'
import { randomBytes } from 'node:crypto'
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bmpOf } from '../images/bmp.ts'
import { pngOf } from '../images/png.ts'
import { inFull } from '../in-full.ts'
import { call } from './call.ts'
import { launch } from './launch.ts'
import type { Launched } from './launch.ts'
import { ownBus } from './own-bus.ts'
import type { OwnBus } from './own-bus.ts'
import { ownPortal } from './own-portal.ts'
import { openPrepared } from './prepared-vaults.ts'
import { searchMemory } from './process-memory.ts'
import { handsAtX } from './x-server.ts'

/** The width of GTK's preview: such a picture is drawn pixel by pixel. */
const side = 256
/** Neither file has these bytes: a PNG is compressed, and a BMP has blue first. */
const rgb = Buffer.from(randomBytes(side * side * 3).map((byte) => byte % 64))
/** A part of a row, because rows may be aligned. */
const row = { name: 'pixels of the picture', bytes: rgb.subarray(side * 300, side * 300 + 300) }

describe('the dialog for files', () => {
  const folder = mkdtempSync(join(homedir(), 'pictures-'))
  const png = join(folder, 'picture.png')
  const bmp = join(folder, 'picture.bmp')
  let bus: OwnBus
  let desk: Launched

  beforeAll(() => {
    const pixels = { width: side, height: side, rgb }
    writeFileSync(png, pngOf(pixels))
    writeFileSync(bmp, bmpOf(pixels))
  })
  afterAll(() => rmSync(folder, { recursive: true }))
  beforeEach(async () => {
    bus = await ownBus()
  })
  afterEach(async () => {
    await desk.kill9()
    bus.end()
  })

  const start = async (picture: string, env: Readonly<Record<string, string>> = {}) => {
    desk = await launch({ env: { DBUS_SESSION_BUS_ADDRESS: bus.address, ...env } })
    await desk.app.evaluate(({ dialog }, path) => {
      const real = dialog.showOpenDialog.bind(dialog)
      dialog.showOpenDialog = ((window: BrowserWindow, options: OpenDialogOptions) =>
        real(window, { ...options, defaultPath: path })) as typeof dialog.showOpenDialog
    }, picture)
  }
  const inMain = () => searchMemory(desk.app.process().pid ?? 0, [row])
  const chosenOf = (path: string) => ({ ok: true, value: { file: { name: basename(path) } } })

  /** Opens GTK's dialog with a selected picture, looks, and chooses the picture. */
  const previewed = async (picture: string, look: () => Promise<void>): Promise<void> => {
    const hands = await handsAtX()
    const chosen = call(desk.window, 'dialog.chooseKeyFile', {})
    await look()
    const pressing = setInterval(() => {
      hands.pointAt(400, 300)
      hands.press('Return')
    }, 300)
    try {
      expect(await chosen).toMatchObject(chosenOf(picture))
    } finally {
      clearInterval(pressing)
      hands.end()
    }
  }
  const isDecoded = () => expect.poll(inMain, { timeout: 30_000 }).not.toEqual([])

  test('is the portal’s where the desktop has one, and main never decodes a picture that is chosen', async () => {
    const calls = await ownPortal(bus, () => png)
    await start(png)
    expect(await call(desk.window, 'dialog.chooseKeyFile', {})).toMatchObject(chosenOf(png))
    expect(calls.map(({ member }) => member)).toEqual(['OpenFile'])
    expect(inMain()).toEqual([])
  })

  test('is the portal’s for a folder and a new file too', async () => {
    const card = join(folder, 'card.json')
    const calls = await ownPortal(bus, ({ member }) => (member === 'SaveFile' ? card : folder))
    ;({ desk } = await openPrepared('heron', { env: { DBUS_SESSION_BUS_ADDRESS: bus.address } }))
    for (const channel of ['dialog.saveExport', 'dialog.saveCard']) {
      const reply = await call(desk.window, channel, {})
      expect(reply, channel).toMatchObject({ ok: true, value: { file: expect.any(String) } })
    }
    expect(calls.map(({ member }) => member)).toEqual(['OpenFile', 'SaveFile'])
    const [forFolder, forFile] = calls.map(({ body }) => body)
    expect(forFolder).toContain('directory')
    expect(forFile).toContain('contact-card.json')
  })

  // A limit, not a promise: where this changes, ADR 0036 changes too.
  test('is GTK’s where there is no portal, and main decodes the preview of a PNG', async () => {
    await start(png)
    await previewed(png, isDecoded)
  })

  test('decodes no preview of a format that is a module of GTK, because it gets no modules', async () => {
    const [modules] = globSync('/usr/lib/*/gdk-pixbuf-2.0/*/loaders.cache')
    // What happens with the modules. The test before this one shows that a preview would be found.
    if (inFull && modules !== undefined) {
      await start(bmp, { GDK_PIXBUF_MODULE_FILE: modules })
      await previewed(bmp, isDecoded)
      await desk.kill9()
    }
    await start(bmp)
    await previewed(bmp, async () => {
      // Until the folder is read, also beside other work: a key that is pressed before goes elsewhere.
      await sleep(9_000)
      expect(inMain()).toEqual([])
    })
  })
})
