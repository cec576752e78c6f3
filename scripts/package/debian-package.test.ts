import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasCommand } from '../setup/exec.ts'
import { architecture } from './debian-control.ts'
import { makeDebianPackage } from './debian-package.ts'
import { evaluation, release } from './edition.ts'
import type { Edition } from './edition.ts'
import { unpackedApp } from './unpacked-app.ts'

const place = mkdtempSync(join(tmpdir(), 'understory-debian-'))
afterAll(() => rmSync(place, { recursive: true }))

const libraries = ['libc6 (>= 2.28)', 'libgtk-3-0t64']
/** 2026-01-02 03:04:05. */
const epoch = 1_767_323_045
const packageOf = (edition: Edition, into = join(place, edition.name)): string => {
  const unpacked = unpackedApp(join(into, 'unpacked'), edition)
  return makeDebianPackage({
    edition,
    unpacked,
    version: '1.2.3-1',
    epoch,
    into,
    level: 0,
    libraries,
  })
}
const dpkg = (...args: readonly string[]): string =>
  execFileSync('dpkg-deb', args, { encoding: 'utf8' })

/** What `dpkg-deb --contents` lists: mode, owner and path of each member. */
const members = (file: string): ReadonlyMap<string, string> =>
  new Map(
    dpkg('--contents', file)
      .trim()
      .split('\n')
      .map((line) => {
        const [mode = '', owner = '', , , , path = ''] = line.split(/\s+/)
        return [path, `${mode} ${owner}`] as const
      }),
  )

describe.skipIf(!hasCommand('dpkg-deb'))('the Debian package', () => {
  const files = new Map<Edition, string>()
  const fileOf = (edition: Edition): string => files.get(edition) ?? ''
  const extracted = (edition: Edition): string => join(place, `${edition.name}-extracted`)
  const text = (edition: Edition, path: string): string =>
    readFileSync(join(extracted(edition), path), 'utf8')
  beforeAll(() => {
    for (const edition of [release, evaluation]) {
      files.set(edition, packageOf(edition))
      dpkg('--raw-extract', fileOf(edition), extracted(edition))
    }
  })

  it('says what it is and what it needs, and takes nothing from other packages', () => {
    const field = (name: string): string => dpkg('--field', fileOf(release), name).trim()
    expect(fileOf(release)).toBe(
      join(place, 'understory', `understory_1.2.3-1_${architecture}.deb`),
    )
    expect(field('Depends')).toBe('bubblewrap, libc6 (>= 2.28), libgtk-3-0t64')
    expect(field('Description')).toMatch(/^encrypted, offline case notes/)
    for (const name of ['Conflicts', 'Replaces', 'Provides', 'Breaks', 'Pre-Depends'])
      expect(field(name)).toBe('')
  })

  it('marks the evaluation build in its name, its description, its menu entry and its manual', () => {
    expect(dpkg('--field', fileOf(evaluation), 'Package').trim()).toBe('understory-evaluation')
    expect(dpkg('--field', fileOf(evaluation), 'Description')).toMatch(
      /\(evaluation\)[^]*Never put real sources into it/,
    )
    const entry = text(evaluation, 'usr/share/applications/understory-evaluation.desktop')
    expect(entry).toMatch(/^Name=Understory Evaluation$/m)
    expect(entry).toMatch(/^Comment=.*never put real sources into it$/m)
    for (const language of ['', 'ko/', 'zh_CN/']) {
      const page = `usr/share/man/${language}man1/understory-evaluation.1.gz`
      const manual = gunzipSync(readFileSync(join(extracted(evaluation), page))).toString()
      expect(manual).not.toMatch(/@[A-Z-]+@/)
      expect(manual).toContain(
        evaluation.warning[language === '' ? 'en' : language === 'ko/' ? 'ko' : 'zh'],
      )
    }
  })

  it('has a manual in three languages that says how to check a release without the app', () => {
    for (const language of ['', 'ko/', 'zh_CN/']) {
      const page = `usr/share/man/${language}man1/understory.1.gz`
      const manual = gunzipSync(readFileSync(join(extracted(release), page))).toString()
      expect(manual).toMatch(/^\/usr\/lib\/understory\/check\\-release \S+ \S+ \S+ \d+$/m)
      expect(manual).toContain('namespaces="understory\\-release" ssh\\-ed25519')
    }
  })

  it('has no file in common with the evaluation build, so both can be installed', () => {
    const other = members(fileOf(evaluation))
    const shared = [...members(fileOf(release)).keys()].filter((path) => other.has(path))
    expect(shared.filter((path) => !path.endsWith('/'))).toEqual([])
  })

  it('puts files in these places and in no others', () => {
    const paths = [...members(fileOf(release)).keys()].filter((path) => !path.endsWith('/'))
    const app = './usr/lib/understory/'
    expect(paths.filter((path) => !path.startsWith(app)).sort()).toEqual([
      './etc/apparmor.d/understory',
      './usr/bin/understory',
      './usr/share/applications/understory.desktop',
      './usr/share/doc/understory/changelog.Debian.gz',
      './usr/share/doc/understory/changelog.gz',
      './usr/share/doc/understory/copyright',
      './usr/share/doc/understory/third-party-licences.gz',
      './usr/share/icons/hicolor/128x128/apps/understory.png',
      './usr/share/icons/hicolor/256x256/apps/understory.png',
      './usr/share/icons/hicolor/48x48/apps/understory.png',
      './usr/share/icons/hicolor/scalable/apps/understory.svg',
      './usr/share/lintian/overrides/understory',
      './usr/share/man/ko/man1/understory.1.gz',
      './usr/share/man/man1/understory.1.gz',
      './usr/share/man/zh_CN/man1/understory.1.gz',
      './usr/share/mime/packages/understory.xml',
    ])
    expect(
      paths
        .filter((path) => path.startsWith(app))
        .map((path) => path.slice(app.length))
        .sort(),
    ).toEqual([
      'check-release',
      'chrome_crashpad_handler',
      'confine',
      'libEGL.so',
      'resources.pak',
      'resources/app.asar',
      'understory',
      'understory.bin',
    ])
  })

  it('belongs to root, and no member is setuid or writable to another user', () => {
    const kinds = new Set(members(fileOf(release)).values())
    expect([...kinds].sort()).toEqual([
      '-rw-r--r-- root/root',
      '-rwxr-xr-x root/root',
      'drwxr-xr-x root/root',
      'lrwxrwxrwx root/root',
    ])
    const programs = [...members(fileOf(release))].flatMap(([path, how]) =>
      how.startsWith('-rwx') ? [path.replace('./usr/lib/understory/', '')] : [],
    )
    expect(programs.sort()).toEqual([
      'check-release',
      'chrome_crashpad_handler',
      'confine',
      'understory',
      'understory.bin',
    ])
  })

  it('leaves no name of a template in a text, and nothing of this machine', () => {
    for (const edition of [release, evaluation]) {
      const { stdout } = spawnSync(
        'grep',
        ['-rIlE', `@[A-Z-]+@|${process.cwd()}|${place}`, extracted(edition)],
        { encoding: 'utf8' },
      )
      expect(stdout).toBe('')
    }
  })

  it('loads its AppArmor profile when it is installed, and unloads it when it is removed', () => {
    for (const script of ['postinst', 'prerm'])
      expect(text(release, `DEBIAN/${script}`)).toMatch(
        /apparmor_parser .*\/etc\/apparmor\.d\/understory /,
      )
    expect(text(release, 'DEBIAN/conffiles')).toBe('/etc/apparmor.d/understory\n')
    const profile = text(release, 'etc/apparmor.d/understory')
    expect(profile).toContain(
      'profile understory /usr/lib/understory/understory{,.bin} flags=(unconfined)',
    )
    expect(profile).toMatch(/^ {2}userns,$/m)
  })

  it('removes its own files of AppArmor when it is purged, and no vault', () => {
    for (const edition of [release, evaluation]) {
      const system = mkdtempSync(join(place, 'system-'))
      const made = (paths: readonly string[]): readonly string[] => {
        for (const path of paths) {
          mkdirSync(dirname(join(system, path)), { recursive: true })
          writeFileSync(join(system, path), '')
        }
        return paths
      }
      const own = made([
        `/etc/apparmor.d/disable/${edition.name}`,
        `/etc/apparmor.d/force-complain/${edition.name}`,
        `/etc/apparmor.d/local/${edition.name}`,
        `/var/cache/apparmor/30d07b40.0/${edition.name}`,
        `/var/cache/apparmor/9f2a0000.1/${edition.name}`,
      ])
      const other = edition === release ? evaluation : release
      const others = made([
        '/srv/Understory/vault.db',
        `/etc/apparmor.d/local/${other.name}`,
        '/var/cache/apparmor/30d07b40.0/.features',
        `/var/cache/apparmor/30d07b40.0/${other.name}`,
      ])
      const left = (paths: readonly string[]): readonly string[] =>
        paths.filter((path) => existsSync(join(system, path)))
      const script = text(edition, 'DEBIAN/postrm').replaceAll(' /', ` ${system}/`)
      for (const action of ['upgrade', 'remove'])
        execFileSync('sh', ['-c', script, 'postrm', action])
      expect(left([...own, ...others])).toEqual([...own, ...others])
      execFileSync('sh', ['-c', script, 'postrm', 'purge'])
      expect(left([...own, ...others])).toEqual(others)
      // Where AppArmor was never installed.
      rmSync(join(system, 'var'), { recursive: true })
      rmSync(join(system, 'etc'), { recursive: true })
      execFileSync('sh', ['-c', script, 'postrm', 'purge'])
    }
  })

  it('is the same bytes again, whatever the umask, the folder, the modes and the times are', () => {
    const into = join(place, 'again', 'in-another-folder')
    const before = process.umask(0o077)
    try {
      const unpacked = unpackedApp(join(into, 'unpacked'), release, 0o700)
      utimesSync(join(unpacked, 'resources.pak'), 1, 1)
      const again = makeDebianPackage({
        edition: release,
        unpacked,
        version: '1.2.3-1',
        epoch,
        into,
        level: 0,
        libraries,
      })
      expect(readFileSync(again).equals(readFileSync(fileOf(release)))).toBe(true)
    } finally {
      process.umask(before)
    }
  })
})
