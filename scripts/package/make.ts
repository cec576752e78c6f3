import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { build, Platform } from 'electron-builder'
import type { AfterPackContext, Configuration } from 'electron-builder'
import { buildApp } from '../run/build.ts'
import { nativePackages } from '../run/native-packages.ts'
import { stageLauncher } from '../run/stage.ts'
import { stageApp } from '../run/stage-app.ts'
import { buildAddon } from '../setup/addon.ts'
import { ensurePackages } from '../setup/debian.ts'
import { hasCommand } from '../setup/exec.ts'
import { cache, root } from '../setup/paths.ts'
import { resolveRuntime } from '../setup/runtime.ts'
import type { Runtime } from '../setup/runtime.ts'
import { log, seconds, Stop } from '../setup/log.ts'
import { makeDebianPackage } from './debian-package.ts'
import { evaluation, release } from './edition.ts'
import type { Edition } from './edition.ts'
import { makeFlatpakSource } from './flatpak-source.ts'
import { setFuses } from './fuses.ts'
import { installersFor, otherSystems } from './other-systems.ts'
import { makePortableArchive } from './portable-archive.ts'
import { sizesBesideElectron } from './sizes.ts'
import { sourceDate } from './source-date.ts'
import { thirdPartyLicences } from './third-party-licences.ts'

const editionNamed = (productName: string): Edition =>
  productName === evaluation.productName ? evaluation : release

const executableIn = ({ appOutDir, packager }: AfterPackContext): string => {
  const { productFilename } = packager.appInfo
  switch (packager.platform) {
    case Platform.MAC:
      return join(appOutDir, `${productFilename}.app`)
    case Platform.WINDOWS:
      return join(appOutDir, `${productFilename}.exe`)
    default:
      return join(appOutDir, editionNamed(packager.appInfo.productName).name)
  }
}

/** On Linux the user starts the launcher, under the app's name; the app is `NAME.bin` beside it. */
const addLauncher = (folder: string, executable: string): void => {
  renameSync(executable, `${executable}.bin`)
  stageLauncher(folder, basename(executable))
}

const warning =
  'This build runs on an Electron that gets no security fixes. It is for looking at the app and for\n' +
  'tests. Never put real sources into it.\n'

/** On Linux each package brings these itself, where its system wants them. */
const writeLicences = (): readonly { readonly from: string; readonly to: string }[] => {
  if (process.platform === 'linux') return []
  const thirdParty = join(cache, 'package', 'third-party-licences.txt')
  writeFileSync(thirdParty, thirdPartyLicences())
  return [
    { from: join(root, 'LICENSE'), to: join('licences', 'understory.txt') },
    { from: thirdParty, to: join('licences', 'third-party-licences.txt') },
  ]
}

const configure = (
  edition: Edition,
  runtime: Runtime,
  licences: ReturnType<typeof writeLicences>,
  packed: (context: AfterPackContext) => void,
): Configuration => ({
  appId: edition.appId,
  productName: edition.productName,
  directories: { output: join(root, edition.output) },
  electronVersion: runtime.version,
  // Already here and checked: electron-builder downloads nothing.
  electronDist: runtime.dir,
  files: [
    'package.json',
    'out/**/*',
    'resources/**/*',
    // By name, and not as a dependency: the collector would want its dependencies too.
    ...nativePackages().map(({ name }) => {
      const folder = `node_modules/${name}`
      return { from: folder, to: folder }
    }),
  ],
  // Their terms ask for it.
  extraFiles: [{ from: join(root, 'docs', 'licences'), to: 'licences' }, ...licences],
  asar: true,
  // A dynamic loader opens files, not archive members.
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  nodeGypRebuild: false,
  publish: null,
  linux: {
    executableName: edition.name,
    category: 'Office',
  },
  ...otherSystems(edition),
  // Before signing, which covers the fuses.
  afterPack: async (context) => {
    if (runtime.evaluation) writeFileSync(join(context.appOutDir, 'EVALUATION-ONLY.txt'), warning)
    const executable = executableIn(context)
    await setFuses(executable, !runtime.evaluation)
    if (context.packager.platform === Platform.LINUX) addLauncher(context.appOutDir, executable)
    packed(context)
  },
})

/**
 * Packages the app for this machine under `dist/`, unpacked, and on Windows and macOS also as the
 * files that people install.
 *
 * @param asEvaluation accepts any runtime, and marks the result as not for real sources.
 * @returns the path that the user starts: on Linux the launcher, elsewhere the executable.
 * @throws Stop for the evaluation runtime, unless that was asked for.
 */
export const packageApp = async (asEvaluation: boolean): Promise<string> => {
  const since = Date.now()
  const runtime = await resolveRuntime()
  if (runtime.evaluation && !asEvaluation) {
    throw new Stop(
      `Electron ${runtime.version} gets no security fixes: a package for real sources is not made with it.\n` +
        'Run this where the pinned Electron can be downloaded, or use "npm run package:evaluation" for a build to look at.',
    )
  }
  ensurePackages({ addon: runtime.evaluation, tests: false })
  buildApp()
  const app = join(cache, 'package', 'app')
  rmSync(app, { recursive: true, force: true })
  const host = `${process.platform}-${process.arch}`
  stageApp(app, {
    addon: runtime.evaluation ? buildAddon() : undefined,
    // An Electron for Linux uses glibc, never musl.
    prebuilds: (name) => name === host,
  })
  const edition = asEvaluation ? evaluation : release
  let executable = ''
  const config = configure(edition, runtime, writeLicences(), (context) => {
    executable = executableIn(context)
  })
  const targets = Platform.current().createTarget([...installersFor(process.platform)])
  await build({ targets, projectDir: app, config })
  log('package', `${edition.productName} lies under ${edition.output}/ (${seconds(since)})`)
  return executable
}

const appVersion = (): string => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}

/** @param revision of the package: 1 for the first one of a version of the app. */
export const debianVersion = (revision: number): string => `${appVersion()}-${String(revision)}`

export type PackageChoice = {
  /** Accepts any runtime, and marks the result as not for real sources. */
  readonly asEvaluation: boolean
  /** Also makes the portable archive. Linux only. */
  readonly isPortable: boolean
  /** Also makes the portable archive, and the folder from which `flatpak-builder` works. */
  readonly isFlatpak: boolean
  /** Also compares the sizes with those of its Electron alone, which takes as long again. */
  readonly isCompared: boolean
  /** Of xz. The digest of a release is that of its usual level, 6; 0 is the fastest one. */
  readonly level: number
}

/**
 * Packages the app for this machine, and on Debian and Ubuntu also as a Debian package. Its build day
 * and the time of every file are those of the commit, or of SOURCE_DATE_EPOCH.
 *
 * @throws Stop as {@link packageApp}, and where the time of the commit is unknown.
 */
export const packageRelease = async ({
  asEvaluation,
  isPortable,
  isFlatpak,
  isCompared,
  level,
}: PackageChoice): Promise<void> => {
  const epoch = sourceDate(process.env['SOURCE_DATE_EPOCH'])
  process.env['SOURCE_DATE_EPOCH'] = String(epoch)
  const unpacked = dirname(await packageApp(asEvaluation))
  const edition = asEvaluation ? evaluation : release
  const source = { edition, unpacked, epoch, level, into: join(root, edition.output) }
  const tell = (file: string, since: number): void =>
    log('package', `${relative(root, file)} (${seconds(since)})`)
  if (hasCommand('dpkg-deb')) {
    ensurePackages({ addon: false, tests: false, packaging: true })
    const since = Date.now()
    const debianPackage = makeDebianPackage({ ...source, version: debianVersion(1) })
    tell(debianPackage, since)
    if (isCompared) {
      const { dir: electron } = await resolveRuntime()
      for (const line of sizesBesideElectron({ ...source, debianPackage, electron }))
        log('package', line)
    }
  }
  if (!isPortable && !isFlatpak) return
  const since = Date.now()
  const archive = makePortableArchive({ ...source, version: appVersion() })
  tell(archive, since)
  if (isFlatpak) tell(makeFlatpakSource({ ...source, version: appVersion(), archive }), Date.now())
}
