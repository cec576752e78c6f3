import { existsSync } from 'node:fs'
import { isRoot, mustRun, run } from './exec.ts'
import { log, seconds, Stop } from './log.ts'

/** Each entry: names of one package, newest first; releases differ in the "t64" suffix. */
type Wanted = readonly string[]

const forTheApp: readonly Wanted[] = [
  ['xvfb'],
  ['xauth'],
  ['unzip'],
  ['bubblewrap'],
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['fonts-noto-cjk'],
]
const forTheAddon: readonly Wanted[] = [['python3'], ['make'], ['g++']]
const forPackaging: readonly Wanted[] = [['binutils']]
const forTests: readonly Wanted[] = [
  ['chromium'],
  ['strace'],
  ['iproute2'],
  ['libimage-exiftool-perl'],
  ['age'],
  ['openssh-client'],
  ['dbus-daemon', 'dbus'],
  ['libglib2.0-bin'],
]

export type Needs = {
  /** The SQLite addon has to be compiled here. */
  readonly addon: boolean
  /** The test suites run here. */
  readonly tests: boolean
  /** A Debian package is made here. */
  readonly packaging?: boolean
}

const installed = (name: string): boolean =>
  run('dpkg-query', ['-W', '-f=${Status}', name]).stdout.endsWith('ok installed')
const known = (name: string): boolean =>
  run('apt-cache', ['show', '--no-all-versions', name]).code === 0

/** The spelling that this release has; the first one where the package lists are still empty. */
const spelling = (names: Wanted): string | undefined => names.find(known)

const install = (missing: readonly Wanted[]): void => {
  const since = Date.now()
  const wait = ['-o', 'DPkg::Lock::Timeout=300', '-q']
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  let names = missing.map(spelling)
  if (names.includes(undefined)) {
    log('packages', 'apt-get update')
    mustRun('apt-get', [...wait, 'update'], environment)
    names = missing.map((names_) => spelling(names_) ?? names_[0])
  }
  const chosen = names.filter((name) => name !== undefined)
  log('packages', `installing ${chosen.join(' ')}`)
  const command = [...wait, 'install', '-y', '--no-install-recommends', ...chosen]
  if (run('apt-get', command, environment).code !== 0) {
    // Outdated package lists name files that the mirror no longer has.
    mustRun('apt-get', [...wait, 'update'], environment)
    mustRun('apt-get', command, environment)
  }
  log('packages', `installed in ${seconds(since)}`)
}

/**
 * Ensures the Debian or Ubuntu packages that the app needs: installs them as root, and otherwise
 * names each one and the command.
 *
 * @throws Stop when something is missing and may not be installed from here.
 */
export const ensurePackages = (needs: Needs): void => {
  if (process.platform !== 'linux') return
  if (!existsSync('/usr/bin/dpkg-query')) {
    log(
      'packages',
      'not a Debian system: needed are bubblewrap, unzip, Xvfb, xauth, GTK 3, NSS, ALSA, GBM, Noto CJK fonts, python3, make and g++',
    )
    return
  }
  const wanted = [
    ...forTheApp,
    ...(needs.addon ? forTheAddon : []),
    ...(needs.tests ? forTests : []),
    ...(needs.packaging === true ? forPackaging : []),
  ]
  const missing = wanted.filter((names) => !names.some(installed))
  if (missing.length === 0) {
    log('packages', `all ${String(wanted.length)} system packages are there`)
    return
  }
  if (isRoot()) {
    install(missing)
    return
  }
  const names = missing.map((names_) => spelling(names_) ?? names_[0])
  throw new Stop(
    `System packages are missing. Run: sudo apt-get update && sudo apt-get install --no-install-recommends ${names.join(' ')}`,
  )
}
