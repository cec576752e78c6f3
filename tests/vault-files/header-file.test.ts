import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { buildHeader, destroyedHeader, openHeader } from '../../src/crypto/v2/header.ts'
import { at, headerBytes } from '../../src/crypto/v2/header-layout.ts'
import {
  blankHeaderFiles,
  createHeaderFiles,
  destroyHeaderFiles,
  readHeaderCopies,
  writeHeaderFiles,
} from '../../src/main/vault/storage/header-file.ts'
import type { VaultPaths } from '../../src/main/vault/files/paths.ts'
import { flipped, patched } from './changed-bytes.ts'
import { exampleHeader, fastKeys } from './fast-derive.ts'
import { temporaryVault } from './temporary-vault.ts'
import { watchFiles } from './watched-files.ts'

beforeAll(sodiumReady)

const code = (expected: string) => expect.objectContaining({ code: expected })
const bothOf = (paths: VaultPaths): Uint8Array[] =>
  [paths.header, paths.headerBackup].map((path) => new Uint8Array(readFileSync(path)))

/** A header on the disk, and the next one. */
const onDisk = (hasWipe = false) => {
  const paths = temporaryVault()
  const { header, ...parts } = exampleHeader(hasWipe)
  createHeaderFiles(paths, header)
  return { paths, header, next: buildHeader(parts), ...parts }
}

describe('the two copies of a header', () => {
  test('are equal, private to the user, and never written over a vault that is there', () => {
    const { paths, header, next } = onDisk()
    expect(bothOf(paths)).toEqual([header, header])
    for (const path of [paths.header, paths.headerBackup])
      expect(statSync(path).mode & 0o777).toBe(0o600)
    for (const path of [paths.header, paths.headerBackup]) {
      const kept = readFileSync(path)
      rmSync(path)
      expect(() => createHeaderFiles(paths, next)).toThrow(code('exists'))
      writeFileSync(path, kept)
    }
  })

  test('are read as far as they are complete, the first one first', () => {
    const { paths, header, next } = onDisk()
    writeFileSync(paths.headerBackup, next)
    expect(readHeaderCopies(paths).map((copy) => copy.header.bytes)).toEqual([header, next])
    writeFileSync(paths.header, flipped(header, 7000))
    expect(readHeaderCopies(paths).map((copy) => copy.header.bytes)).toEqual([next])
    rmSync(paths.header)
    expect(readHeaderCopies(paths).map((copy) => copy.header.bytes)).toEqual([next])
  })

  test('are told apart from a damaged vault, one of another version, and none', () => {
    const { paths, header } = onDisk()
    const write = (bytes: Uint8Array, backup: Uint8Array): void => {
      writeFileSync(paths.header, bytes)
      writeFileSync(paths.headerBackup, backup)
    }
    const damaged = flipped(header, 7000)
    const ofVersion = (version: number) =>
      patched(damaged, (view) => view.setUint16(at.version, version, true))
    write(damaged, damaged)
    expect(() => readHeaderCopies(paths)).toThrow(code('damaged'))
    write(ofVersion(1), ofVersion(1))
    expect(() => readHeaderCopies(paths)).toThrow(code('outdated'))
    // The copy of a later version may be the current one.
    write(header, ofVersion(3))
    expect(() => readHeaderCopies(paths)).toThrow(code('newer'))
    for (const path of [paths.header, paths.headerBackup]) rmSync(path)
    expect(() => readHeaderCopies(paths)).toThrow(code('no-vault'))
  })
})

describe('a change of the header', () => {
  test('makes the second copy sure, then overwrites both in place, each synced', () => {
    const { paths, header, next } = onDisk()
    const inodes = [paths.header, paths.headerBackup].map((path) => statSync(path).ino)
    const lines = watchFiles()
    writeHeaderFiles(paths, header, next)
    const written = lines.filter((line) => /^(write|fsync|rename)/.test(line))
    expect(written).toEqual(
      ['header.bak', 'header', 'header.bak'].flatMap((f) => [`write ${f}`, `fsync ${f}`]),
    )
    expect(bothOf(paths)).toEqual([next, next])
    expect([paths.header, paths.headerBackup].map((path) => statSync(path).ino)).toEqual(inodes)
  })

  test('makes the second copy complete before the first is overwritten', () => {
    const { paths, header, next } = onDisk()
    writeFileSync(paths.headerBackup, header.slice(0, 100))
    const lines = watchFiles('write header')
    expect(() => writeHeaderFiles(paths, header, next)).toThrow(code('in-doubt'))
    expect(lines.filter((line) => line.startsWith('fsync'))).toEqual(['fsync header.bak'])
    expect(readFileSync(paths.headerBackup).equals(header)).toBe(true)
  })

  test.each([
    ['write header', 'in-doubt'],
    ['fsync header', 'in-doubt'],
    ['write header.bak', 'storage'],
    ['fsync header.bak', 'storage'],
  ])('that cannot %s says %s, and one copy is complete', (failing, expected) => {
    const { paths, header, next } = onDisk()
    watchFiles(failing)
    expect(() => writeHeaderFiles(paths, header, next)).toThrow(code(expected))
    const whole = readHeaderCopies(paths).map((copy) => Buffer.from(copy.header.bytes))
    expect(whole.some((bytes) => bytes.equals(header) || bytes.equals(next))).toBe(true)
  })

  test('changes nothing when the second copy cannot be made complete first', () => {
    const { paths, header, next } = onDisk()
    rmSync(paths.headerBackup)
    mkdirSync(`${paths.headerBackup}.new`)
    expect(() => writeHeaderFiles(paths, header, next)).toThrow(code('storage'))
    expect(readFileSync(paths.header).equals(header)).toBe(true)
  })

  test('makes a missing copy again, and cuts one that is too long', () => {
    const { paths, header, next } = onDisk()
    rmSync(paths.header)
    writeFileSync(paths.headerBackup, Buffer.concat([header, header]))
    writeHeaderFiles(paths, header, next)
    expect(bothOf(paths)).toEqual([next, next])
  })

  test('that would not read back is not written', () => {
    const { paths, header, next } = onDisk()
    expect(() => writeHeaderFiles(paths, header, flipped(next, 300))).toThrow(code('damaged'))
    expect(bothOf(paths)).toEqual([header, header])
  })
})

describe('what is destroyed', () => {
  const destroyedOf = ({ header, kdf }: ReturnType<typeof onDisk>): Uint8Array => {
    const keys = fastKeys('wipe', kdf)
    const content = openHeader(header, keys)
    if (content?.kind !== 'wipe') throw new Error('no wipe slot')
    return destroyedHeader(kdf, keys, content)
  }

  test('is first the copy that does not open, so that the wipe passphrase opens one at any moment', () => {
    const vault = onDisk(true)
    const { paths, header } = vault
    const destroyed = destroyedOf(vault)
    writeFileSync(paths.header, header.slice(0, 4000))
    const lines = watchFiles()
    destroyHeaderFiles(paths, destroyed)
    expect(lines.filter((line) => line.startsWith('fsync'))).toEqual([
      'fsync header',
      'fsync header.bak',
    ])
    expect(bothOf(paths)).toEqual([destroyed, destroyed])
    writeFileSync(paths.headerBackup, header.slice(0, 4000))
    const again = watchFiles()
    destroyHeaderFiles(paths, destroyed)
    expect(again.filter((line) => line.startsWith('fsync'))).toEqual([
      'fsync header.bak',
      'fsync header',
    ])
  })

  test('includes the files of an unfinished write', () => {
    const vault = onDisk(true)
    const { paths, header } = vault
    writeFileSync(`${paths.header}.new`, header)
    destroyHeaderFiles(paths, destroyedOf(vault))
    expect(existsSync(`${paths.header}.new`)).toBe(false)
  })

  test('leaves nothing of a header that is blanked', () => {
    const { paths, header } = onDisk()
    blankHeaderFiles(paths)
    for (const bytes of bothOf(paths)) {
      expect(bytes.length).toBe(headerBytes)
      const same = bytes.filter((byte, i) => byte === header[i]).length
      expect(same).toBeLessThan(headerBytes / 50)
    }
    expect(() => readHeaderCopies(paths)).toThrow(code('damaged'))
  })
})
