import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { makeDebianPackage } from '../package/debian-package.ts'
import { evaluation, release } from '../package/edition.ts'
import { debianVersion, packageApp } from '../package/make.ts'
import { makePortableArchive } from '../package/portable-archive.ts'
import { sourceDate } from '../package/source-date.ts'
import { mustRun } from '../setup/exec.ts'
import { resolveRuntime } from '../setup/runtime.ts'
import { makeCleanRoot, person } from './clean-root.ts'
import type { CleanRoot } from './clean-root.ts'
import type { SoakRun } from './run.ts'
import { Tally } from './tally.ts'

/** Installed after the package, so that it is known what the package needs by itself. */
const tools = ['xvfb', 'xauth', 'xdotool', 'apparmor', 'lintian', 'desktop-file-utils', 'man-db']

const apt = ['apt-get', '-q', '-y', '--no-install-recommends']

/** Every file of the vault, with a digest of its content. */
const vaultIn = (root: CleanRoot): string => {
  const folder = join(root.folder, 'home', person, 'Understory')
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const path = join(parentPath, name)
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
      return `${digest}  ${path}`
    })
    .sort()
    .join('\n')
}

/**
 * Files of the system that carry the package's name, or have it in them. What apt and dpkg log, dpkg's
 * copy of its list before the last change, and the index of man-db are theirs. Of the homes only the
 * vault is left out.
 */
const remains = (root: CleanRoot, name: string): readonly string[] => {
  const apart = [
    join('/home', person, 'Understory'),
    '/project',
    '/packages',
    '/var/log',
    '/var/lib/dpkg/status-old',
  ]
  const caches = ['/var/lib/apt/lists', '/var/cache/apt', '/var/cache/man']
  const theirs = [...apart, ...caches].map((path) => `-path ${path}`)
  const found = `find / -xdev \\( ${theirs.join(' -o ')} \\) -prune -o`
  const script = `${found} -name '*${name}*' -print; ${found} -type f -exec grep -l ${name} {} +`
  return root
    .asRoot('sh', '-c', `(${script}) || true`)
    .split('\n')
    .filter((path) => path !== '')
}

type Files = {
  /** Two packages, as the root sees them: the second is newer. */
  readonly first: string
  readonly second: string
  /** The Electron of both without its fuses, which takes a driver. */
  readonly plain: string
  /** The portable archive of the first, on the machine. */
  readonly archive: string
}

/**
 * Extracts an archive to a stick, which has a file system of Linux and is mounted as desktops mount
 * one, read-only, while something is done.
 *
 * @param act gets the extracted folder, as the root sees it.
 */
const onStick = (root: CleanRoot, archive: string, act: (folder: string) => void): void => {
  const [extracted, image] = ['stick', 'stick.img'].map((name) => join(dirname(archive), name))
  const stick = join(root.folder, 'media', 'stick')
  mkdirSync(extracted ?? '', { recursive: true })
  mkdirSync(stick, { recursive: true })
  mustRun('tar', ['--extract', '--file', archive, '--directory', extracted ?? ''])
  mustRun('mke2fs', ['-q', '-t', 'ext4', '-d', extracted ?? '', image ?? '', '800M'])
  mustRun('mount', ['-o', 'loop,ro,nosuid,nodev', image ?? '', stick])
  try {
    const [folder] = readdirSync(stick).filter((name) => name !== 'lost+found')
    act(join('/media/stick', folder ?? ''))
  } finally {
    mustRun('umount', [stick])
  }
}

/** The steps on an installed package, each with its promise. */
const stepsOf = (
  root: CleanRoot,
  name: string,
  { first, second, plain, archive }: Files,
): Readonly<Record<string, () => void>> => {
  const drive = (step: string, folder: string = join('/usr/lib', name)): void => {
    const screen = ['xvfb-run', '--auto-servernum', '--server-args', '-screen 0 1366x768x24']
    const script = join('/project', 'tests', 'e2e', 'installed-package.ts')
    const node = join('/project', 'node_modules', 'node', 'bin', 'node')
    root.asPerson(...screen, node, script, name, step, folder)
  }
  const expect = (isTrue: boolean, what: string): void => {
    if (!isTrue) throw new Error(what)
  }
  const installed = join(root.folder, 'usr', 'lib', name)
  let vault = ''
  return {
    'it installs with what it depends on, and finds every library': () => {
      root.install(...apt, 'update')
      root.install(...apt, 'install', first)
      const script = `cd /usr/lib/${name} && find . -type f \\( -perm /111 -o -name '*.so*' -o -name '*.node' \\) -exec ldd {} + 2>/dev/null | grep 'not found' | grep -v libffmpeg || true`
      expect(root.asRoot('sh', '-c', script) === '', 'a library is missing')
      expect(root.asRoot('dpkg', '--verify', name) === '', 'a file is not as packaged')
    },
    'lintian reports no error, and the profile, the menu entry and the manuals are valid': () => {
      root.install(...apt, 'install', ...tools)
      root.asRoot(
        'lintian',
        '--allow-root',
        '--fail-on',
        'error',
        '--tag-display-limit',
        '0',
        first,
      )
      root.asRoot(
        'apparmor_parser',
        '--skip-kernel-load',
        '--skip-cache',
        `/etc/apparmor.d/${name}`,
      )
      root.asRoot('desktop-file-validate', `/usr/share/applications/${name}.desktop`)
    },
    'a user makes a vault, writes a report, locks and unlocks': () => {
      copyFileSync(plain, join(installed, 'electron'))
      drive('create')
    },
    'the command opens the vault, in the sandbox and without a network, and locks it': () =>
      drive('start'),
    'after an upgrade the vault opens and has the report': () => {
      root.install(...apt, 'install', second)
      expect(root.asRoot('dpkg', '--verify', name) === '', 'a file is not as packaged')
      drive('read')
      drive('start')
    },
    'it is removed, and the vault stays as it is': () => {
      vault = vaultIn(root)
      root.asRoot('rm', join('/usr/lib', name, 'electron'))
      root.asRoot(...apt, 'remove', name)
      expect(!existsSync(installed), 'the app is still there')
      expect(vaultIn(root) === vault, 'the vault has changed')
    },
    'it is purged, and nothing is left but the vault': () => {
      // As AppArmor leaves it where the kernel has it, and as an administrator does.
      for (const path of ['var/cache/apparmor/0a1b2c3d.0', 'etc/apparmor.d/local']) {
        mkdirSync(join(root.folder, path), { recursive: true })
        writeFileSync(join(root.folder, path, name), '')
      }
      root.asRoot(...apt, 'purge', name)
      const left = remains(root, name)
      expect(left.length === 0, `left: ${left.join(' ')}`)
      expect(vaultIn(root) === vault, 'the vault has changed')
    },
    'the portable archive opens the vault from a read-only stick, in the sandbox and without a network, and locks it':
      () => onStick(root, archive, (folder) => drive('start', folder)),
  }
}

/** Packages the app, and installs it into a Debian that has nothing else. */
export const packageInCleanRoot: SoakRun = {
  promise: 'in a clean Debian the package installs, runs, upgrades, and leaves only the vault',
  counts: 'times that the package is installed',
  usual: 1,
  run: async ({ count, folder, tell }) => {
    const tally = new Tally()
    const runtime = await resolveRuntime()
    const edition = runtime.evaluation ? evaluation : release
    for (let time = 0; time < count; time += 1) {
      const root = makeCleanRoot(join(folder, `root-${String(time)}`), folder)
      const unpacked = dirname(await packageApp(runtime.evaluation))
      const make = (revision: number): string => {
        const into = join(root.folder, 'packages')
        const epoch = sourceDate(process.env['SOURCE_DATE_EPOCH'])
        const version = debianVersion(revision)
        const file = makeDebianPackage({ edition, unpacked, version, epoch, into, level: 0 })
        return join('/packages', basename(file))
      }
      const version = debianVersion(1)
      const epoch = sourceDate(process.env['SOURCE_DATE_EPOCH'])
      const into = join(folder, `portable-${String(time)}`)
      const archive = makePortableArchive({ edition, unpacked, version, epoch, into, level: 0 })
      const files = { first: make(1), second: make(2), plain: runtime.executable, archive }
      const steps = Object.entries(stepsOf(root, edition.name, files))
      await tally.trial(`installation ${String(time + 1)}`, async () => {
        for (const [promise, act] of steps) {
          try {
            act()
          } catch (cause) {
            throw new Error(`not so: ${promise}\n${String(cause)}`, { cause })
          }
          tell(promise)
        }
        return Promise.resolve('held')
      })
    }
    return tally
  },
}
