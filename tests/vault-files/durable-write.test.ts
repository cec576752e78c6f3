import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  makeFolder,
  replaceFile,
  syncFolder,
  writeNewFile,
} from '../../src/main/vault/files/durable-write.ts'
import { overwriteFile } from '../../src/main/vault/storage/header-file.ts'
import { temporaryVault } from './temporary-vault.ts'
import { watchFiles } from './watched-files.ts'

const file = (content?: string): { path: string; folder: string } => {
  const path = join(temporaryVault().folder, 'a')
  if (content !== undefined) writeFileSync(path, content)
  return { path, folder: basename(dirname(path)) }
}
const text = (path: string): string => readFileSync(path, 'utf8')
const code = (expected: string) => ({ code: expected })
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content)
const modeOf = (path: string): number => statSync(path).mode & 0o777
const isWindows = process.platform === 'win32'
const syncOf = (folder: string): readonly string[] =>
  isWindows ? [] : [`open ${folder}`, `fsync ${folder}`, `close ${folder}`]

describe('a file that is replaced', () => {
  it('is written beside, synced, renamed, and its folder synced, in this order', () => {
    const { path, folder } = file('old')
    const lines = watchFiles()
    replaceFile(path, bytes('new'))
    expect(lines).toEqual([
      'open a.new',
      'write a.new',
      'fsync a.new',
      'close a.new',
      'rename a.new',
      ...syncOf(folder),
    ])
    expect(text(path)).toBe('new')
    expect(readdirSync(dirname(path))).toEqual(['a'])
    if (!isWindows) expect(modeOf(path)).toBe(0o600)
  })

  it.each(['open a.new', 'write a.new', 'fsync a.new', 'rename a.new'])(
    'is the old one, and says so, when it cannot %s',
    (failing) => {
      const { path } = file('old')
      watchFiles(failing)
      expect(() => replaceFile(path, bytes('new'))).toThrow(
        expect.objectContaining(code('storage')),
      )
      expect(text(path)).toBe('old')
    },
  )

  it('is not said to be there when its name could not be synced', ({ skip }) => {
    skip(isWindows, 'folders are not synced there')
    const { path, folder } = file('old')
    watchFiles(`fsync ${folder}`)
    expect(() => replaceFile(path, bytes('new'))).toThrow(expect.objectContaining(code('storage')))
  })

  it('is in a folder that can be synced alone, or the system’s error says why not', ({ skip }) => {
    skip(isWindows, 'folders are not synced there')
    const { path, folder } = file()
    const lines = watchFiles()
    syncFolder(dirname(path))
    expect(lines).toEqual(syncOf(folder))
    expect(() => syncFolder(path)).toThrow(expect.objectContaining(code('ENOENT')))
  })

  it('is in a folder that is left alone where the system journals its names by itself', () => {
    const { path } = file()
    const lines = watchFiles()
    const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {}
    Object.defineProperty(process, 'platform', { ...platform, value: 'win32' })
    try {
      syncFolder(dirname(path))
    } finally {
      Object.defineProperty(process, 'platform', platform)
    }
    expect(lines).toEqual([])
  })

  it('leaves no file open, whatever fails', () => {
    for (const failing of ['write a.new', 'fsync a.new', 'write a', 'fsync a', 'fsync folder']) {
      const { path, folder } = file()
      const lines = watchFiles(failing === 'fsync folder' ? `fsync ${folder}` : failing)
      for (const act of [
        () => replaceFile(path, bytes('x')),
        () => writeNewFile(join(dirname(path), 'b', '..', 'a'), 'x'),
        () => overwriteFile(path, () => bytes('x')),
      ]) {
        try {
          act()
        } catch {
          // As it should.
        }
      }
      const count = (what: string): number => lines.filter((line) => line.startsWith(what)).length
      expect(count('close ')).toBe(count('open '))
    }
  })
})

describe('a file that was not there', () => {
  it('is written and synced, and its name too', () => {
    const { path, folder } = file()
    const lines = watchFiles()
    writeNewFile(path, 'new')
    expect(lines).toEqual(['open a', 'write a', 'fsync a', 'close a', ...syncOf(folder)])
    expect(text(path)).toBe('new')
    if (!isWindows) expect(modeOf(path)).toBe(0o600)
  })

  it('is never one that is there', () => {
    const { path } = file('old')
    expect(() => writeNewFile(path, 'new')).toThrow(expect.objectContaining(code('exists')))
    expect(text(path)).toBe('old')
  })

  it.each(['open a', 'write a', 'fsync a'])('ends in a code when it cannot %s', (failing) => {
    const { path } = file()
    watchFiles(failing)
    expect(() => writeNewFile(path, 'new')).toThrow(expect.objectContaining(code('storage')))
  })
})

describe('a folder that is made', () => {
  it('has its name on the disk, and so have those that were made above it', () => {
    const { path, folder } = file()
    const lines = watchFiles()
    makeFolder(join(path, 'b', 'c'))
    expect(lines).toEqual([...syncOf('b'), ...syncOf('a'), ...syncOf(folder)])
    if (!isWindows) expect(modeOf(join(path, 'b', 'c'))).toBe(0o700)
  })

  it('is left as it is where it was there', () => {
    const { path } = file()
    mkdirSync(path)
    const lines = watchFiles()
    makeFolder(path)
    expect(lines).toEqual([])
  })
})

describe('a file that is overwritten', () => {
  it('is so in its place, as long as before, however little the disk takes at once, and synced', () => {
    const { path } = file('something old')
    const { ino } = statSync(path)
    const lines = watchFiles(undefined, 5)
    expect(overwriteFile(path, (length) => bytes('x'.repeat(length)))).toBe(true)
    expect(lines).toEqual(['open a', 'write a', 'write a', 'write a', 'fsync a', 'close a'])
    expect(text(path)).toBe('x'.repeat(13))
    expect(statSync(path).ino).toBe(ino)
  })

  it('is not made where there was none', () => {
    const { path } = file()
    expect(overwriteFile(path, () => bytes('x'))).toBe(false)
    expect(existsSync(path)).toBe(false)
  })

  it.each(['open a', 'write a', 'fsync a'])('ends in a code when it cannot %s', (failing) => {
    const { path } = file('old')
    watchFiles(failing)
    expect(() => overwriteFile(path, () => bytes('new'))).toThrow(
      expect.objectContaining(code('storage')),
    )
  })

  it('ends in a code when it is a folder', () => {
    const { path } = file()
    mkdirSync(path)
    expect(() => overwriteFile(path, () => bytes('x'))).toThrow(
      expect.objectContaining(code('storage')),
    )
  })
})
