import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from '../setup/exec.ts'
import { root } from '../setup/paths.ts'
import { appFiles, filled, setTimes, templates, writeEntries } from './package-tree.ts'
import type { Entry, Source } from './package-tree.ts'
import { thirdPartyLicences } from './third-party-licences.ts'

export type PortableOptions = Source & {
  /** The folder for the archive. */
  readonly into: string
  /** Of xz: 6 is the usual one, 0 the fastest. */
  readonly level?: number
}

/**
 * Makes an archive of one folder that runs where it lies, also on a read-only medium. As with the
 * Debian package, its bytes depend on the app's files, the options and the version of tar and xz.
 *
 * @returns the path of the archive.
 * @throws Stop where a tool fails.
 */
export const makePortableArchive = (options: PortableOptions): string => {
  const { edition, version, epoch, into, level = 6 } = options
  const folder = `${edition.name}-${version}-linux-${process.arch}`
  mkdirSync(into, { recursive: true })
  const stage = mkdtempSync(join(into, '.stage-'))
  const file = (name: string, from: string | Buffer): Entry => ({
    path: join(folder, name),
    isProgram: false,
    from,
  })
  try {
    writeEntries(
      [
        ...appFiles(options, folder),
        file('README.txt', filled('portable.txt', options)),
        file(`${edition.name}.svg`, join(templates, 'icon.svg')),
        file(join('licences', 'understory.txt'), join(root, 'LICENSE')),
        file(join('licences', 'third-party-licences.txt'), Buffer.from(thirdPartyLicences())),
      ],
      stage,
    )
    setTimes(stage, epoch)
    const archive = join(into, `${folder}.tar.xz`)
    const form = ['--format=gnu', '--sort=name', '--owner=0', '--group=0', '--numeric-owner']
    // As many threads on every machine.
    const pack = 'archive=$1 level=$2; shift 2; tar "$@" | xz "-$level" --threads=2 >"$archive"'
    mustRun('bash', [
      ...['-o', 'pipefail', '-c', pack, 'pack', archive, String(level)],
      ...['--create', ...form, '--directory', stage, folder],
    ])
    return archive
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}
