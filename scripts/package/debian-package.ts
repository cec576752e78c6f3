import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { mustRun, toolEnv } from '../setup/exec.ts'
import { architecture, controlFile } from './debian-control.ts'
import { configurationFiles, maintainerScripts, packageEntries } from './debian-tree.ts'
import { setTimes, writeEntries } from './package-tree.ts'
import type { Entry, Source } from './package-tree.ts'
import { dependenciesFor, wantedBy } from './shared-libraries.ts'

/** Is the file a program or a library for Linux? */
const isBinary = (file: string): boolean => {
  const start = Buffer.alloc(4)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, start)
  } finally {
    closeSync(descriptor)
  }
  return start.toString('latin1') === '\u007fELF'
}

/** The packages of the libraries that the app's own binaries want. */
const librariesOf = (entries: readonly Entry[]): readonly string[] => {
  const files = entries.flatMap((entry) =>
    'from' in entry && typeof entry.from === 'string' && isBinary(entry.from) ? [entry.from] : [],
  )
  const own = new Set(files.map((file) => basename(file)))
  return dependenciesFor(wantedBy(files), own)
}

export type PackageOptions = Source & {
  /** The folder for the package. */
  readonly into: string
  /** Of xz: 6 is the usual one, 0 the fastest. */
  readonly level?: number
  /** The packages of the app's shared libraries. Default: those that its binaries want. */
  readonly libraries?: readonly string[]
}

/** Packs a folder with its `DEBIAN` as a Debian package. @param level of xz. */
export const packDebianPackage = (
  stage: string,
  { file, level, epoch }: { readonly file: string; readonly level: number; readonly epoch: number },
): void => {
  // As many threads on every machine.
  const how = ['--root-owner-group', '-Zxz', `-z${String(level)}`, '--threads-max=2']
  mustRun('dpkg-deb', [...how, '--build', stage, file], {
    env: toolEnv({ SOURCE_DATE_EPOCH: String(epoch) }),
  })
}

/**
 * Makes a Debian package of a packaged app with `dpkg-deb`. The bytes depend on the app's files, the
 * options and the version of dpkg only: not on the user, the umask, the folder or the time.
 *
 * @returns the path of the package.
 * @throws Stop where a tool fails or is missing.
 */
export const makeDebianPackage = (options: PackageOptions): string => {
  const { edition, version, epoch, into, level = 6 } = options
  mkdirSync(into, { recursive: true })
  const stage = mkdtempSync(join(into, '.stage-'))
  try {
    const entries = packageEntries(options)
    const { md5sums, size } = writeEntries(entries, stage)
    const libraries = options.libraries ?? librariesOf(entries)
    const control = join(stage, 'DEBIAN')
    mkdirSync(control)
    const write = (name: string, content: string | Buffer, mode = 0o644): void => {
      writeFileSync(join(control, name), content)
      chmodSync(join(control, name), mode)
    }
    write('control', controlFile({ edition, version, libraries, installedSize: size }))
    write('md5sums', md5sums)
    write('conffiles', `${configurationFiles(entries).join('\n')}\n`)
    for (const [name, content] of maintainerScripts(options)) write(name, content, 0o755)
    for (const folder of [stage, control]) chmodSync(folder, 0o755)
    setTimes(stage, epoch)

    const file = join(into, `${edition.name}_${version}_${architecture}.deb`)
    packDebianPackage(stage, { file, level, epoch })
    return file
  } finally {
    rmSync(stage, { recursive: true, force: true })
  }
}
