import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { vaultPlace } from './vault-place.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'place-'))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const folder = (...names: string[]): string => {
  const path = join(home, ...names)
  mkdirSync(path, { recursive: true })
  return path
}

describe('the folder of a vault', () => {
  it.each([
    ['dropbox', 'Dropbox'],
    ['dropbox', 'Dropbox (Newsroom)'],
    ['onedrive', 'OneDrive'],
    ['onedrive', 'OneDrive - Newsroom'],
    ['icloud', 'Mobile Documents'],
    ['nextcloud', 'Nextcloud'],
  ])('is recognised as synced by %s inside of “%s”', (sync, name) => {
    expect(vaultPlace(folder(name, 'work', 'Understory')).sync).toBe(sync)
    expect(vaultPlace(join(home, name, 'not there yet', 'Understory')).sync).toBe(sync)
  })

  it.each([
    ['dropbox', '.dropbox'],
    ['nextcloud', '.sync_0a1b2c3d.db'],
    ['nextcloud', '.nextcloudsync.log'],
    ['syncthing', '.stfolder'],
  ])('is recognised as synced by %s below a file %s', (sync, name) => {
    writeFileSync(join(folder('shared'), name), '')
    expect(vaultPlace(folder('shared', 'work', 'Understory')).sync).toBe(sync)
  })

  it('is not called synced in a home folder with the settings of Dropbox, or beside a synced folder', () => {
    folder('.dropbox')
    folder('Dropbox')
    folder('OneDriveTips')
    expect(vaultPlace(folder('Understory'))).toEqual({ sync: null, isFat: false })
  })

  it('is recognised on FAT by the type of its file system, which the kernel names', ({ skip }) => {
    skip(process.platform !== 'linux', 'these types are those of Linux')
    // msdos and exFAT in linux/magic.h; ext4.
    for (const [type, isFat] of [
      [0x4d44, true],
      [0x2011bab0, true],
      [0xef53, false],
    ] as const) {
      expect(vaultPlace(join(home, 'Understory'), () => type).isFat).toBe(isFat)
    }
  })
})
