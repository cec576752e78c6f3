import fs, {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { pageBytes } from '../../src/main/store/changed-pages.ts'
import { copyRange, differentPages, freeBlocks } from '../../src/main/vault/verify/copied-pages.ts'

const twoFiles = (): { readonly from: number; readonly to: number } => {
  const folder = mkdtempSync(join(tmpdir(), 'copied-pages-'))
  const [from, to] = [openSync(join(folder, 'from'), 'wx+'), openSync(join(folder, 'to'), 'wx+')]
  onTestFinished(() => {
    closeSync(from)
    closeSync(to)
    rmSync(folder, { recursive: true })
  })
  return { from, to }
}

const page = (fill: number): Buffer => Buffer.alloc(pageBytes, fill)

/** The first byte of a page, numbered from 1. */
const firstByte = (file: number, number: number): number => {
  const byte = Buffer.alloc(1)
  readSync(file, byte, 0, 1, (number - 1) * pageBytes)
  return byte[0] ?? 0
}

test.each([0, 1, 2, 7, 600, 601])('two halves of %i pages are the whole file', (pages) => {
  const files = twoFiles()
  for (let at = 0; at < pages; at++)
    writeSync(files.from, page(1 + (at % 250)), 0, pageBytes, at * pageBytes)
  // A copy of an earlier time may be longer.
  ftruncateSync(files.to, 700 * pageBytes)
  const half = pages >> 1
  copyRange(files, { after: half, upTo: pages }, pages)
  copyRange(files, { after: 0, upTo: half }, pages)
  expect(fstatSync(files.to).size).toBe(pages * pageBytes)
  expect(differentPages(files, pages)).toEqual([])
})

test.each([-3, -1, 0, 1, 3])(
  'halves that meet %i pages beside the locks leave out their page',
  (by) => {
    const files = twoFiles()
    const locks = 0x4000_0000 / pageBytes + 1
    const [first, last] = [locks - 5, locks + 5]
    ftruncateSync(files.from, last * pageBytes)
    for (let number = first; number <= last; number++)
      writeSync(files.from, page(9), 0, pageBytes, (number - 1) * pageBytes)
    const middle = locks + by
    copyRange(files, { after: first - 1, upTo: middle }, last)
    copyRange(files, { after: middle, upTo: last }, last)
    for (let number = first; number <= last; number++)
      expect([number, firstByte(files.to, number)]).toEqual([number, number === locks ? 0 : 9])
  },
)

test('a large copy is freed in steps from its end, each synced before the next, and after a cancel at once', async () => {
  const { to } = twoFiles()
  const mebibyte = 2 ** 20
  ftruncateSync(to, 100 * mebibyte)
  const steps: string[] = []
  const [cut, sync] = [fs.ftruncate, fs.fdatasync]
  vi.spyOn(fs, 'ftruncate').mockImplementation((...args: unknown[]) => {
    steps.push(`to ${Number(args[1]) / mebibyte}`)
    Reflect.apply(cut, fs, args)
  })
  vi.spyOn(fs, 'fdatasync').mockImplementation((...args: unknown[]) => {
    steps.push('sync')
    Reflect.apply(sync, fs, args)
  })
  syncBuiltinESMExports()
  onTestFinished(() => {
    vi.restoreAllMocks()
    syncBuiltinESMExports()
  })
  await freeBlocks(to, false)
  expect(steps.splice(0)).toEqual(['to 68', 'sync', 'to 36', 'sync', 'to 4', 'sync', 'to 0'])
  expect(fstatSync(to).size).toBe(0)
  ftruncateSync(to, 100 * mebibyte)
  await freeBlocks(to, true)
  expect(steps).toEqual(['to 0'])
  expect(fstatSync(to).size).toBe(0)
})
