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

/** A system in which every folder is on one file system, of device 8:17. */
const on = (type: number, files: Readonly<Record<string, string>> = {}) => ({
  type: () => type,
  device: () => 8 * 256 + 17,
  read: (path: string) => {
    const text = files[path]
    if (text === undefined) throw new Error('no such file')
    return text
  },
})

describe('the folder of a vault', () => {
  it.each([
    ['dropbox', 'Dropbox'],
    ['dropbox', 'Dropbox (Newsroom)'],
    ['onedrive', 'OneDrive'],
    ['onedrive', 'OneDrive - Newsroom'],
    ['icloud', 'Mobile Documents'],
    ['nextcloud', 'Nextcloud'],
    ['google-drive', 'Google Drive'],
    ['onedrive', 'Library/CloudStorage/OneDrive-Personal'],
    ['onedrive', 'Library/CloudStorage/OneDrive-Newsroom'],
    ['onedrive', 'Library/CloudStorage/OneDrive-SharedLibraries-Newsroom'],
    ['dropbox', 'Library/CloudStorage/Dropbox'],
    ['dropbox', 'Library/CloudStorage/Dropbox-Personal'],
    ['google-drive', 'Library/CloudStorage/GoogleDrive-me@example.org'],
    ['icloud', 'Library/Mobile Documents/com~apple~CloudDocs'],
    ['nextcloud', 'Library/CloudStorage/Nextcloud-me@example.org'],
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
    for (const name of ['OneDriveTips', 'dropbox-notes', 'nextcloud-settings'])
      expect(vaultPlace(folder(name, 'Understory')).sync).toBe(null)
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
      expect(vaultPlace(join(home, 'Understory'), on(type)).isFat).toBe(isFat)
    }
  })

  it.skipIf(process.platform !== 'linux').each([
    ['fuseblk.exfat', '', true],
    ['fuse.exfat', '', true],
    ['fuseblk', 'exfat', true],
    ['fuseblk', 'ntfs', false],
    ['fuse.sshfs', '', false],
  ])(
    'is recognised on exFAT that FUSE mounts as %s of a device with “%s”: %s',
    (type, format, isFat) => {
      const line = (device: string, of: string) =>
        `36 35 ${device} / /media/stick rw,nosuid shared:5 - ${of} /dev/sdb1 rw,user_id=0`
      const files: Readonly<Record<string, string>> = {
        '/proc/self/mountinfo': `${line('8:1', 'exfat')}\n${line('8:17', type)}\n`,
        ...(format === ''
          ? {}
          : { '/run/udev/data/b8:17': `S:x\nE:ID_FS_TYPE=${format}\nE:Y=1\n` }),
      }
      expect(vaultPlace(home, on(0x65735546, files)).isFat).toBe(isFat)
    },
  )
})
