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
import { writePublicFiles } from '../../src/main/vault/publishing/write-public-files.ts'
import type { PublicFile } from '../../src/main/vault/publishing/write-public-files.ts'
import { sha256 } from '../../src/publication/items.ts'
import { utf8 } from '../../src/crypto/bytes.ts'
import { Day } from '../../src/shared/ids.ts'
import { failureOf } from './harness.ts'

const day = Day.parse('2024-05-06')
const page = utf8('<!doctype html>')
const files: PublicFile[] = [
  { name: 'record.html', bytes: page },
  { name: 'SHA256SUMS', bytes: utf8(`${sha256(page)}  record.html\n`) },
]

let parent: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'public-files-'))
})
afterEach(() => rmSync(parent, { recursive: true, force: true }))

const written = (): string[] => readdirSync(parent).sort()

describe('the files of a public record', () => {
  it('are dated by the day, readable by their owner alone, and can be verified', ({ skip }) => {
    expect(writePublicFiles(parent, files, day)).toBe('public-record')
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

  it('touch nothing that is there, be it a folder or a file', () => {
    mkdirSync(join(parent, 'public-record'))
    writeFileSync(join(parent, 'public-record-2'), 'mine')
    expect(writePublicFiles(parent, files, day)).toBe('public-record-3')
    expect(readdirSync(join(parent, 'public-record'))).toEqual([])
    expect(readFileSync(join(parent, 'public-record-2'), 'utf8')).toBe('mine')
  })

  it('appear all or not at all when one of them cannot be written', async () => {
    const bad = [...files, { name: join('no-such-folder', 'record.csv'), bytes: page }]
    expect(await failureOf(() => writePublicFiles(parent, bad, day))).toBe('storage')
    expect(written()).toEqual([])
  })

  it('need a folder', async () => {
    const notFolder = join(parent, 'file')
    writeFileSync(notFolder, '')
    expect(await failureOf(() => writePublicFiles(notFolder, files, day))).toBe('storage')
    const gone = join(parent, 'unplugged')
    expect(await failureOf(() => writePublicFiles(gone, files, day))).toBe('storage')
    expect(written()).toEqual(['file'])
  })

  it('of a writing that was cut off do not stay beside the next', () => {
    const cut = join(parent, '.public-record-Ab12yZ')
    mkdirSync(cut)
    writeFileSync(join(cut, 'record.html'), '<!doctype h')
    mkdirSync(join(parent, '.public-record-of-somebody-else'))
    writePublicFiles(parent, files, day)
    expect(written()).toEqual(['.public-record-of-somebody-else', 'public-record'])
  })

  it('leave nothing on a medium that is full', async ({ skip }) => {
    const full = join(parent, 'full')
    mkdirSync(full)
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]).status
    skip(mounted !== 0, 'a small file system cannot be mounted here')
    try {
      const big = [...files, { name: 'record.json', bytes: new Uint8Array(100_000) }]
      expect(await failureOf(() => writePublicFiles(full, big, day))).toBe('storage')
      expect(readdirSync(full)).toEqual([])
      expect(writePublicFiles(full, files, day)).toBe('public-record')
      expect(existsSync(join(full, 'public-record', 'record.html'))).toBe(true)
    } finally {
      spawnSync('umount', [full])
    }
  })
})
