import { lstatSync, readdirSync, realpathSync, statfsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { VaultPlace } from '../../../shared/vault-place.ts'

type Sync = NonNullable<VaultPlace['sync']>

/** Names of the folders that services synchronise. */
const names: readonly (readonly [Sync, RegExp])[] = [
  ['dropbox', /^Dropbox( \(.+\))?$/i],
  ['onedrive', /^OneDrive( - .+)?$/i],
  ['icloud', /^(Mobile Documents|com~apple~CloudDocs|iCloud ?Drive)$/i],
  ['nextcloud', /^(Nextcloud|ownCloud)$/i],
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
  const byName = names.find(([, pattern]) => pattern.test(basename(folder)))
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

/** Both have neither access rights nor a journal. By `statfs` of Linux. */
const fatTypes: ReadonlySet<number> = new Set([0x4d44, 0x2011bab0])

const systemType = (folder: string): number => statfsSync(folder).type

const isFat = (folder: string, typeOf: typeof systemType): boolean => {
  try {
    return process.platform === 'linux' && fatTypes.has(typeOf(folder))
  } catch {
    return false
  }
}

/**
 * Facts about the place of a vault that its user should know: does a service copy its folder
 * elsewhere, and is it on FAT? Known by names and marker files of the folder and of those above it;
 * null means that no service was recognised, not that there is none.
 *
 * @param folder of the vault, or its future folder.
 * @param typeOf for tests: the type of the file system that holds a folder.
 */
export const vaultPlace = (folder: string, typeOf = systemType): VaultPlace => {
  const place = nearest(folder)
  let sync: Sync | null = null
  for (let at = place; sync === null; at = dirname(at)) {
    sync = syncAt(at)
    if (dirname(at) === at) break
  }
  return { sync, isFat: isFat(place, typeOf) }
}
