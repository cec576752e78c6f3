import { spawnSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readImportFile } from '../../src/main/exchange/read-import.ts'
import { writeExport } from '../../src/main/exchange/write-export.ts'
import type { Day } from '../../src/shared/ids.ts'

const day = '2025-03-01' as Day
/** Tools of the system, where it has them. */
const system = (command: string, words: readonly string[]) => spawnSync(command, words)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-export-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('writing an export', () => {
  it('leaves one whole file under a random name, private and dated midnight of the day', () => {
    const bytes = new Uint8Array(100_000).fill(7)
    const names = [writeExport(folder, bytes, day), writeExport(folder, bytes, day)]
    expect(new Set(names).size).toBe(2)
    expect(readdirSync(folder).sort()).toEqual([...names].sort())
    for (const name of names) {
      const path = join(folder, name)
      expect(Buffer.compare(readFileSync(path), bytes)).toBe(0)
      expect(statSync(path).mode & 0o777).toBe(0o600)
      expect(statSync(path).mtime.toISOString()).toBe('2025-03-01T00:00:00.000Z')
    }
  })

  it('on a full disk fails with storage and leaves nothing', ({ skip }) => {
    const disk = join(folder, 'disk')
    mkdirSync(disk)
    const mounted = system('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk])
    skip(mounted.status !== 0, 'a small file system cannot be mounted here')
    try {
      expect(() => writeExport(disk, new Uint8Array(200_000), day)).toThrow('storage')
      expect(readdirSync(disk)).toEqual([])
      writeExport(disk, new Uint8Array(20_000), day)
      expect(readdirSync(disk)).toHaveLength(1)
    } finally {
      system('umount', [disk])
    }
  })

  it('into a folder that is not there fails with storage', () => {
    expect(() => writeExport(join(folder, 'nowhere'), new Uint8Array(9), day)).toThrow('storage')
  })
})

describe('reading a file to import', () => {
  it('refuses a folder, and a named pipe without waiting for it', ({ skip }) => {
    expect(() => readImportFile(folder)).toThrow('malformed')
    const pipe = join(folder, 'pipe')
    skip(system('mkfifo', [pipe]).status !== 0, 'no named pipes here')
    expect(() => readImportFile(pipe)).toThrow('malformed')
  })

  it('refuses a file above the limit before reading it', () => {
    const path = join(folder, 'big.age')
    writeFileSync(path, '')
    truncateSync(path, 256 * 1024 * 1024 + 1)
    expect(() => readImportFile(path)).toThrow('too-big')
  })
})
