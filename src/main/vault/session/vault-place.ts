import { lstatSync, readdirSync, readFileSync, realpathSync, statfsSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { VaultPlace } from '../../../shared/vault-place.ts'

type Sync = NonNullable<VaultPlace['sync']>

/** Names of the folders that services synchronise. */
const names: readonly (readonly [Sync, RegExp])[] = [
  ['dropbox', /^Dropbox( \(.+\))?$/i],
  ['onedrive', /^OneDrive( - .+)?$/i],
  ['google-drive', /^(Google ?Drive|My Drive)$/i],
  ['icloud', /^(Mobile Documents|com~apple~CloudDocs|iCloud ?Drive)$/i],
  ['nextcloud', /^(Nextcloud|ownCloud)$/i],
]

/** Names in `Library/CloudStorage` of macOS: a service, and an account after a hyphen. */
const inCloudStorage: readonly (readonly [Sync, RegExp])[] = [
  ['dropbox', /^Dropbox(-|$)/i],
  ['onedrive', /^OneDrive(-|$)/i],
  ['google-drive', /^GoogleDrive(-|$)/i],
  ['icloud', /^iCloud ?Drive(-|$)/i],
  ['nextcloud', /^(Nextcloud|ownCloud)(-|$)/i],
]

/** Files that services put into the folders that they synchronise. */
const markers: readonly (readonly [Sync, RegExp])[] = [
  ['dropbox', /^\.dropbox$/],
  ['nextcloud', /^\.(_?sync_.*\.db|(nextcloud|owncloud)sync\.log)$/],
  ['syncthing', /^\.stfolder$/],
]

/** The home folder of a user of Dropbox has a folder `.dropbox`, and is not synchronised. */
const isMarker = (folder: string, name: string, [sync, pattern]: (typeof markers)[number]) =>
  pattern.test(name) && (sync !== 'dropbox' || lstatSync(join(folder, name)).isFile())

const syncAt = (folder: string): Sync | null => {
  const known = basename(dirname(folder)) === 'CloudStorage' ? inCloudStorage : names
  const byName = known.find(([, pattern]) => pattern.test(basename(folder)))
  if (byName !== undefined) return byName[0]
  try {
    const found = readdirSync(folder).flatMap((name) =>
      markers.filter((marker) => isMarker(folder, name, marker)),
    )
    return found[0]?.[0] ?? null
  } catch {
    // May not be read: not known.
    return null
  }
}

/** The folder, or the nearest one above it that exists, without links. */
const nearest = (folder: string): string => {
  try {
    return realpathSync(folder)
  } catch {
    return dirname(folder) === folder ? folder : nearest(dirname(folder))
  }
}

/** What the system tells about a folder; for tests, another system. */
type Files = {
  /** The type of its file system, by `statfs`. */
  readonly type: (folder: string) => number
  readonly device: (folder: string) => number
  readonly read: (path: string) => string
}

const system: Files = {
  type: (folder) => statfsSync(folder).type,
  device: (folder) => statSync(folder).dev,
  read: (path) => readFileSync(path, 'utf8'),
}

/** Both have neither access rights nor a journal. By `statfs` of Linux. */
const fatTypes: ReadonlySet<number> = new Set([0x4d44, 0x2011bab0])
const fuseType = 0x65735546

/** As `/proc/self/mountinfo` and udev write a device. */
const deviceName = (device: number): string =>
  `${String((device >>> 8) & 0xfff)}:${String((device & 0xff) | ((device >>> 12) & 0xfff00))}`

/**
 * Is a folder of FUSE on exFAT? The list of mounts says so, or says only that it is a device
 * (`fuseblk`, which NTFS has too): then udev has noted the format of the device.
 */
const isFuseFat = (folder: string, { device, read }: Files): boolean => {
  const name = deviceName(device(folder))
  const mount = read('/proc/self/mountinfo')
    .split('\n')
    .map((line) => line.split(' '))
    .find((fields) => fields[2] === name)
  const type = mount?.[mount.indexOf('-') + 1] ?? ''
  if (/\b(exfat|vfat|msdos)$/.test(type)) return true
  return type === 'fuseblk' && /^E:ID_FS_TYPE=(exfat|vfat)$/m.test(read(`/run/udev/data/b${name}`))
}

const isFat = (folder: string, files: Files): boolean => {
  if (process.platform !== 'linux') return false
  try {
    const type = files.type(folder)
    return fatTypes.has(type) || (type === fuseType && isFuseFat(folder, files))
  } catch {
    return false
  }
}

/**
 * Facts about the place of a vault that its user should know: does a service copy its folder
 * elsewhere, and is it on FAT? Known by names and marker files of the folder and of those above it;
 * null means that no service was recognised, not that there is none. FAT is recognised on Linux
 * alone.
 *
 * @param folder of the vault, or its future folder.
 * @param files for tests.
 */
export const vaultPlace = (folder: string, files = system): VaultPlace => {
  const place = nearest(folder)
  let sync: Sync | null = null
  for (let at = place; sync === null; at = dirname(at)) {
    sync = syncAt(at)
    if (dirname(at) === at) break
  }
  return { sync, isFat: isFat(place, files) }
}
