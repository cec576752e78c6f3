import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  appear,
  PartWriter,
  randomName,
  removeExport,
} from '../../src/main/exchange/write-export.ts'
import type { Day } from '../../src/shared/ids.ts'

const day = '2025-03-01' as Day
/** Tools of the system, where it has them. */
const system = (command: string, words: readonly string[]) => spawnSync(command, words)

const writeExport = (folder: string, bytes: Uint8Array, day: Day): string => {
  const name = randomName('.age')
  const file = new PartWriter(folder, name)
  try {
    file.write(bytes)
    expect(file.settle(day).bytes).toBe(bytes.length)
    appear(folder, name)
    return name
  } catch (cause) {
    removeExport(folder, name)
    throw cause
  } finally {
    file.close()
  }
}

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

  it('leaves no time of day in the times of change and reading; those that the system alone sets stay', () => {
    const before = Date.now()
    const stat = statSync(join(folder, writeExport(folder, new Uint8Array(1_000), day)))
    expect(stat.mtime.toISOString()).toBe('2025-03-01T00:00:00.000Z')
    expect(stat.atime.toISOString()).toBe('2025-03-01T00:00:00.000Z')
    // A limit that the threat model states: no call sets them. A second for coarse clocks.
    expect(stat.ctimeMs).toBeGreaterThan(before - 1_000)
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
