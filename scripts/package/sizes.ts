import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { packDebianPackage } from './debian-package.ts'

/** Bytes of all files below a folder. */
const bytesBelow = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

/** Bytes of a Debian package with nothing but a folder in it. */
const bareDebianPackage = (
  folder: string,
  { level, epoch, into }: { readonly level: number; readonly epoch: number; readonly into: string },
): number => {
  const stage = mkdtempSync(join(into, '.bare-'))
  try {
    const tree = join(stage, 'tree')
    mkdirSync(join(tree, 'DEBIAN'), { recursive: true })
    cpSync(folder, join(tree, 'opt', 'electron'), { recursive: true, verbatimSymlinks: true })
    writeFileSync(
      join(tree, 'DEBIAN', 'control'),
      'Package: electron\nVersion: 1\nArchitecture: amd64\nMaintainer: none\nDescription: bare\n',
    )
    const file = join(stage, 'bare.deb')
    packDebianPackage(tree, { file, level, epoch })
    return statSync(file).size
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}

/** Most that the app may have, in times the size of its Electron alone. */
const bar = 1.35

const compared = (what: string, ours: number, bare: number): string => {
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
  const ratio = ours / bare
  const verdict = ratio <= bar ? 'met' : 'missed'
  return `${what}: ${megabytes(ours)} MB, its Electron alone ${megabytes(bare)} MB: ${ratio.toFixed(2)}x (at most ${String(bar)}x: ${verdict})`
}

/**
 * Compares the unpacked app and its Debian package with the Electron in them, alone and packed alike.
 *
 * @param electron the folder of the bare Electron.
 * @returns a line for each.
 */
export const sizesBesideElectron = (source: {
  readonly unpacked: string
  readonly debianPackage: string
  readonly electron: string
  readonly level: number
  readonly epoch: number
  readonly into: string
}): readonly string[] => {
  const { unpacked, debianPackage, electron } = source
  return [
    compared('on the disk', bytesBelow(unpacked), bytesBelow(electron)),
    compared('the .deb', statSync(debianPackage).size, bareDebianPackage(electron, source)),
  ]
}
