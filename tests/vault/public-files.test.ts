import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { noPace } from '../../src/main/exchange/pace.ts'
import { createPlaintextTempFiles } from '../../src/main/vault/session/plaintext-temp-files.ts'
import { publicFile, writePublicFiles } from '../../src/main/vault/publishing/write-public-files.ts'
import type { PublicFile } from '../../src/main/vault/publishing/write-public-files.ts'
import { sha256 } from '../../src/publication/items.ts'
import { utf8 } from '../../src/crypto/bytes.ts'
import { Failure } from '../../src/shared/failure.ts'
import { Day } from '../../src/shared/ids.ts'
import { failureOf } from './harness.ts'

const day = Day.parse('2024-05-06')
const page = utf8('<!doctype html>')
const fileOf = (name: string, bytes: Uint8Array): Promise<PublicFile> =>
  publicFile(name, [bytes], noPace)
const files: readonly PublicFile[] = [
  await fileOf('record.html', page),
  await fileOf('SHA256SUMS', utf8(`${sha256(page)}  record.html\n`)),
]

/** Writes files and lets them appear. */
const write = async (into: string, which = files): Promise<string> => {
  const halfWritten = createPlaintextTempFiles()
  const written = await writePublicFiles(into, which, day, { pace: noPace, halfWritten })
  try {
    return written.appear()
  } finally {
    written.remove()
  }
}

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'public-files-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const written = (): string[] => readdirSync(parent).sort()

describe('the files of a public record', () => {
  it('are dated by the day, readable by their owner alone, and can be verified', async ({
    skip,
  }) => {
    expect(await write(parent)).toBe('public-record')
    const folder = join(parent, 'public-record')
    for (const name of ['record.html', 'SHA256SUMS', '.']) {
      expect(statSync(join(folder, name)).mtime.toISOString()).toBe('2024-05-06T00:00:00.000Z')
      if (name !== '.')
        expect(statSync(join(folder, name)).atime.toISOString()).toBe('2024-05-06T00:00:00.000Z')
      expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
    }
    const checked = spawnSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: folder })
    skip(checked.error !== undefined, 'all else holds; sha256sum is not installed here')
    expect(checked.status).toBe(0)
  })

  it('touch nothing that is there, be it a folder or a file', async () => {
    mkdirSync(join(parent, 'public-record'))
    writeFileSync(join(parent, 'public-record-2'), 'mine')
    expect(await write(parent)).toBe('public-record-3')
    expect(readdirSync(join(parent, 'public-record'))).toEqual([])
    expect(readFileSync(join(parent, 'public-record-2'), 'utf8')).toBe('mine')
  })

  it('appear all or not at all when one of them cannot be written', async () => {
    const bad = [...files, await fileOf(join('no-such-folder', 'record.csv'), page)]
    expect(await failureOf(() => write(parent, bad))).toBe('storage')
    expect(written()).toEqual([])
  })

  it('need a folder', async () => {
    const notFolder = join(parent, 'file')
    writeFileSync(notFolder, '')
    expect(await failureOf(() => write(notFolder, files))).toBe('storage')
    const gone = join(parent, 'unplugged')
    expect(await failureOf(() => write(gone, files))).toBe('storage')
    expect(written()).toEqual(['file'])
  })

  it('of a writing that was cut off do not stay beside the next', async () => {
    const cut = join(parent, '.public-record-Ab12yZ')
    mkdirSync(cut)
    writeFileSync(join(cut, 'record.html'), '<!doctype h')
    mkdirSync(join(parent, '.public-record-of-somebody-else'))
    await write(parent)
    expect(written()).toEqual(['.public-record-of-somebody-else', 'public-record'])
  })

  it('have no name before all are written, and are deleted at a lock', async () => {
    const halfWritten = createPlaintextTempFiles()
    const lockAt = async (pieces: number): Promise<unknown> => {
      let left = pieces
      const pace = async (): Promise<void> => {
        await noPace(0, 0)
        left -= 1
        if (left > 0) return
        expect(written().filter((name) => !name.startsWith('.'))).toEqual([])
        if (left === 0) halfWritten.removeAll()
        throw new Failure('locked')
      }
      return failureOf(() => writePublicFiles(parent, files, day, { pace, halfWritten }))
    }
    for (let pieces = 1; pieces <= 6; pieces += 1) {
      expect(await lockAt(pieces)).toBe('locked')
      expect(written()).toEqual([])
    }
  })

  it('of two writings into one folder both appear', async () => {
    expect((await Promise.all([write(parent), write(parent)])).sort()).toEqual([
      'public-record',
      'public-record-2',
    ])
    expect(written()).toEqual(['public-record', 'public-record-2'])
  })

  it('leave nothing on a medium that is full', async ({ skip }) => {
    const full = join(parent, 'full')
    mkdirSync(full)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]).status
    skip(mounted !== 0, 'a small file system cannot be mounted here')
    try {
      const big = [...files, await fileOf('record.json', new Uint8Array(100_000))]
      expect(await failureOf(() => write(full, big))).toBe('storage')
      expect(readdirSync(full)).toEqual([])
      expect(await write(full)).toBe('public-record')
      expect(existsSync(join(full, 'public-record', 'record.html'))).toBe(true)
    } finally {
      spawnSync('umount', [full])
    }
  })
})
