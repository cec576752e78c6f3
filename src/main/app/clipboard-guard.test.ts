import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { guardClipboard } from './clipboard-guard.ts'

const first = '0b1d7e2a-6c55-4f0e-9d1c-3a7b52c9e810'
const second = '9f2c1d44-0a3b-4c8e-8f57-1e6d2b7a9c03'

/** A simulated system clipboard: only the formats beside a text. */
const systemClipboard = () => {
  const system = { mark: '', cleared: 0, formats: [] as string[] }
  return {
    system,
    readBuffer: (format: string) => {
      system.formats.push(format)
      return Buffer.from(`\u0001application/x-understory-copy${system.mark}`, 'utf16le')
    },
    clear: () => {
      system.mark = ''
      system.cleared += 1
    },
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('copied content is cleared from the clipboard after half a minute, not before', async () => {
  const { system, ...clipboard } = systemClipboard()
  const copies = guardClipboard(clipboard, 'linux')
  system.mark = first
  copies.copied(first)
  await vi.advanceTimersByTimeAsync(29_999)
  expect(system.cleared).toBe(0)
  await vi.advanceTimersByTimeAsync(1)
  expect(system.cleared).toBe(1)
  expect(system.formats).toEqual(['chromium/x-web-custom-data'])
})

it('a second copy has its own half minute', async () => {
  const { system, ...clipboard } = systemClipboard()
  const copies = guardClipboard(clipboard)
  copies.copied(first)
  await vi.advanceTimersByTimeAsync(20_000)
  system.mark = second
  copies.copied(second)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(system.cleared).toBe(0)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(system.cleared).toBe(1)
})

it('what somebody else put on the clipboard meanwhile is left alone', async () => {
  const { system, ...clipboard } = systemClipboard()
  const copies = guardClipboard(clipboard)
  copies.copied(first)
  system.mark = 'of another program'
  await copies.forget()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(system.cleared).toBe(0)
})

it('a lock takes it back at once, and nothing where nothing was copied', async () => {
  const { system, ...clipboard } = systemClipboard()
  const copies = guardClipboard(clipboard)
  await copies.forget()
  expect(system.formats).toEqual([])
  system.mark = first
  copies.copied(first)
  await copies.forget()
  expect(system.cleared).toBe(1)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(system.cleared).toBe(1)
})

it('also where the clipboard has the form of the web’s own, whose text is not asked for', async () => {
  const type = 'electron application/osclipboard;format="chromium/x-web-custom-data"'
  let cleared = 0
  const clipboardOf = (types: string[], mark: string) => ({
    has: (asked: string) => Promise.resolve(asked === type && mark !== ''),
    read: () =>
      Promise.resolve([
        {
          types,
          getType: (asked: string) => {
            if (asked !== type) throw new Error('a text was asked for')
            return Promise.resolve(new Blob([Buffer.from(mark, 'utf16le')]))
          },
        },
      ] as unknown as Electron.ClipboardItem[]),
    clear: () => {
      cleared += 1
    },
  })
  for (const [types, mark, takes] of [
    [['text/plain', type], first, 1],
    [['text/plain', type], second, 0],
    [['text/plain'], '', 0],
    // Something of a page is there, and is not given: taken for ours.
    [['text/plain'], second, 1],
  ] as const) {
    cleared = 0
    const copies = guardClipboard(clipboardOf([...types], mark), 'linux')
    copies.copied(first)
    await copies.forget()
    expect(cleared).toBe(takes)
  }
})
