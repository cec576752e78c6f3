import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { filled, setTimes, templates, writeEntries } from './package-tree.ts'
import type { Entry, Source } from './package-tree.ts'

export type FlatpakOptions = Omit<Source, 'unpacked'> & {
  /** The portable archive, in the folder `into`. */
  readonly archive: string
  /** The folder for the result. */
  readonly into: string
}

/** A description without the paragraphs that an edition has no text for. */
const withoutEmpty = (metainfo: Buffer): Buffer =>
  Buffer.from(metainfo.toString().replaceAll(/^ *<p( xml:lang="\w+")?><\/p>\n/gm, ''))

const shared = (options: FlatpakOptions): readonly Entry[] => {
  const { name, appId } = options.edition
  const file = (path: string, from: string | Buffer): Entry => ({
    path: join('share', path),
    isProgram: false,
    from,
  })
  const icon = (size: string, template: string, ending: string): Entry =>
    file(join('icons', 'hicolor', size, 'apps', `${name}.${ending}`), join(templates, template))
  return [
    file(join('applications', `${name}.desktop`), filled('app.desktop', options)),
    file(join('mime', 'packages', `${name}.xml`), filled('mime.xml', options)),
    file(join('metainfo', `${appId}.metainfo.xml`), withoutEmpty(filled('metainfo.xml', options))),
    icon('128x128', 'icon-128.png', 'png'),
    icon('256x256', 'icon-256.png', 'png'),
    icon('scalable', 'icon.svg', 'svg'),
  ]
}

/**
 * Writes the folder from which `flatpak-builder` makes the Flatpak: the manifest, and the files for
 * the desktop. The manifest names the portable archive beside the folder by its SHA-256, so the
 * Flatpak has the files of that archive and no others.
 *
 * @returns the path of the manifest.
 */
export const makeFlatpakSource = (options: FlatpakOptions): string => {
  const { edition, epoch, archive, into } = options
  const folder = join(into, 'flatpak')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  const manifest = `${edition.appId}.yml`
  const facts = {
    ARCHIVE: `../${basename(archive)}`,
    DIGEST: createHash('sha256').update(readFileSync(archive)).digest('hex'),
  }
  writeEntries(
    [
      { path: manifest, isProgram: false, from: filled('flatpak.yml', options, facts) },
      ...shared(options),
    ],
    folder,
  )
  setTimes(folder, epoch)
  return join(folder, manifest)
}
