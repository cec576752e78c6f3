import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hasCommand } from '../setup/exec.ts'
import { root } from '../setup/paths.ts'
import { packageEntries } from './debian-tree.ts'
import { evaluation, release } from './edition.ts'
import type { Edition } from './edition.ts'
import { makeFlatpakSource } from './flatpak-source.ts'
import { unpackedApp } from './unpacked-app.ts'

const place = mkdtempSync(join(tmpdir(), 'understory-flatpak-'))
afterAll(() => rmSync(place, { recursive: true }))

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
}
/** 2026-01-02 03:04:05. */
const epoch = 1_767_323_045
const archiveOf = (edition: Edition): string => `${edition.name}-${version}-linux-x64.tar.xz`

/** The folder for flatpak-builder, with an archive of a few bytes beside it. */
const sourceOf = (edition: Edition, into: string): string => {
  mkdirSync(into, { recursive: true })
  const archive = join(into, archiveOf(edition))
  writeFileSync(archive, 'the app')
  makeFlatpakSource({ edition, version, epoch, archive, into })
  return join(into, 'flatpak')
}
const folders = new Map<Edition, string>()
beforeAll(() => {
  for (const edition of [release, evaluation])
    folders.set(edition, sourceOf(edition, join(place, edition.name)))
})
const text = (edition: Edition, ...path: string[]): string =>
  readFileSync(join(folders.get(edition) ?? '', ...path), 'utf8')

type Manifest = Readonly<Record<string, unknown>> & {
  readonly 'finish-args': readonly string[]
  readonly modules: readonly [{ readonly sources: readonly Readonly<Record<string, string>>[] }]
}
const manifestOf = (edition: Edition): Manifest =>
  parse(text(edition, `${edition.appId}.yml`)) as Manifest

const editions = [
  ['the release', release],
  ['the evaluation build', evaluation],
] as const

describe.each(editions)('the Flatpak of %s', (_, edition) => {
  it('is given a window and its own vault folder, and no network, file, device or service', () => {
    expect(manifestOf(edition)['finish-args']).toEqual([
      '--socket=wayland',
      '--socket=fallback-x11',
      '--persist=Understory',
    ])
  })

  it('has the names, the version and the texts of package.json and the Debian package', () => {
    const { name, appId } = edition
    const unpacked = unpackedApp(join(place, name, 'unpacked'), edition)
    const debian = (path: string): string => {
      const entries = packageEntries({ edition, unpacked, version: `${version}-1`, epoch })
      const entry = entries.find((each) => each.path === path)
      return entry !== undefined && 'from' in entry ? entry.from.toString() : ''
    }
    const manifest = manifestOf(edition)
    expect(manifest['id']).toBe(appId)
    expect(manifest['command']).toBe(name)
    const entry = text(edition, 'share', 'applications', `${name}.desktop`)
    expect(entry).toBe(debian(`usr/share/applications/${name}.desktop`))
    expect(entry).toMatch(new RegExp(`^Exec=${name}$`, 'm'))
    expect(manifest['rename-desktop-file']).toBe(`${name}.desktop`)
    expect(entry).toMatch(new RegExp(`^Icon=${String(manifest['rename-icon'])}$`, 'm'))
    const types = text(edition, 'share', 'mime', 'packages', String(manifest['rename-mime-file']))
    expect(types).toBe(debian(`usr/share/mime/packages/${name}.xml`))
    expect([...types.matchAll(/<mime-type type="([^"]+)"/g)].map(([, type]) => type)).toEqual([
      'application/vnd.age',
    ])
    const described = text(edition, 'share', 'metainfo', `${appId}.metainfo.xml`)
    for (const line of [
      `<id>${appId}</id>`,
      `<launchable type="desktop-id">${appId}.desktop</launchable>`,
      `<binary>${name}</binary>`,
      `<release version="${version}" date="2026-01-02"/>`,
      ...Object.values(edition.warning).filter((warning) => warning !== ''),
    ])
      expect(described).toContain(line)
  })

  it('has the files of the portable archive, named by its SHA-256, and leaves no template open', () => {
    const [archive] = manifestOf(edition).modules[0].sources
    expect(archive).toMatchObject({
      path: `../${archiveOf(edition)}`,
      sha256: createHash('sha256').update('the app').digest('hex'),
    })
    const open = spawnSync('grep', ['-rE', '@[A-Z-]+@', folders.get(edition) ?? ''])
    expect(open.stdout.toString()).toBe('')
  })

  it('is made from the same bytes again, whatever the umask and the folder are', () => {
    const before = process.umask(0o077)
    try {
      const again = sourceOf(edition, join(place, 'again', edition.name))
      const { stdout } = spawnSync('diff', ['-r', folders.get(edition) ?? '', again])
      expect(stdout.toString()).toBe('')
    } finally {
      process.umask(before)
    }
  })

  it.skipIf(!hasCommand('appstreamcli'))('has a description that AppStream accepts', () => {
    const file = `${edition.appId}.metainfo.xml`
    const { status, stdout } = spawnSync(
      'appstreamcli',
      // The project has no page of its own yet.
      [
        ...['validate', '--no-net', '--override=url-homepage-missing=info'],
        join(folders.get(edition) ?? '', 'share', 'metainfo', file),
      ],
      { encoding: 'utf8' },
    )
    expect(status, stdout).toBe(0)
  })

  it.skipIf(!hasCommand('desktop-file-validate'))('has a menu entry that desktops accept', () => {
    const entry = join('share', 'applications', `${edition.name}.desktop`)
    const { status, stdout } = spawnSync(
      'desktop-file-validate',
      [join(folders.get(edition) ?? '', entry)],
      { encoding: 'utf8' },
    )
    expect(status, stdout).toBe(0)
  })

  it.skipIf(!hasCommand('flatpak-builder'))('has a manifest that flatpak-builder reads', () => {
    const read = execFileSync(
      'flatpak-builder',
      ['--show-manifest', join(folders.get(edition) ?? '', `${edition.appId}.yml`)],
      // It leaves a folder where it is started.
      { cwd: place, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    )
    expect(JSON.parse(read)).toMatchObject({
      id: edition.appId,
      'finish-args': manifestOf(edition)['finish-args'],
      modules: [{ 'build-options': { 'no-debuginfo': true } }],
    })
  })
})

/** Not in the folder for temporary files: that may be in memory. */
mkdirSync(join(root, 'test-out'), { recursive: true })
const kept = mkdtempSync(join(root, 'test-out', 'flatpak-'))
afterAll(() => rmSync(kept, { recursive: true }))

/**
 * A file system as in Flatpak's sandbox: `/.flatpak-info`, a home folder in memory, and the folder of
 * the default vault kept on the disk. User namespaces are forbidden in it.
 */
const inFlatpak = (
  zypak: 'with zypak' | 'without zypak',
  args: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } => {
  const folder = mkdtempSync(join(place, 'sandbox-'))
  const app = join(folder, 'app')
  mkdirSync(app)
  const program = (path: string, body: string): void => {
    writeFileSync(path, `#!/bin/sh\n${body}\n`)
    chmodSync(path, 0o755)
  }
  copyFileSync(join(root, 'src', 'launcher', 'understory.sh'), join(app, 'understory'))
  chmodSync(join(app, 'understory'), 0o755)
  program(join(app, 'confine'), 'echo confine "$@"')
  const said = 'echo "app: $TMPDIR ${UNDERSTORY_WRITABLE-none}"'
  // The first start asks for another one, as after a lock.
  const ends = '[ -n "${UNDERSTORY_RESTART-}" ] || echo word >&3'
  program(join(app, 'understory.bin'), `${said}; ${ends}`)
  if (zypak === 'with zypak')
    program(join(app, 'zypak-wrapper'), 'echo zypak$(env | grep -c ^ZYPAK_); exec "$@"')
  const none = 'echo 0 > /proc/sys/user/max_user_namespaces; exec setpriv --bounding-set=-all "$@"'
  return spawnSync(
    'unshare',
    [
      ...['--user', '--map-root-user', '--mount', '--pid', '--fork'],
      ...['bwrap', '--tmpfs', '/', '--dev', '/dev', '--bind', '/proc', '/proc'],
      ...['usr', 'bin', 'lib', 'lib64', 'sbin'].flatMap((name) => [
        '--ro-bind-try',
        `/${name}`,
        `/${name}`,
      ]),
      ...['--ro-bind', app, '/app', '--file', '0', '/.flatpak-info'],
      ...[
        '--tmpfs',
        '/tmp',
        '--tmpfs',
        '/run/user/1000',
        '--dir',
        '/her-home',
        '--bind',
        kept,
        '/her-home/Understory',
      ],
      ...['--', 'sh', '-c', none, 'sh', '/app/understory', ...args],
    ],
    {
      encoding: 'utf8',
      env: { PATH: '/app:/usr/bin:/bin', HOME: '/her-home', WAYLAND_DISPLAY: 'wayland-0', ...more },
      input: '[Application]\n',
    },
  )
}

describe.skipIf(!hasCommand('bwrap'))('the launcher inside Flatpak', () => {
  it('starts the app by zypak, without namespaces of its own, and again after a lock', () => {
    expect(inFlatpak('with zypak')).toMatchObject({
      status: 0,
      stdout: 'zypak0\napp: /dev/shm none\n'.repeat(2),
      stderr: '',
    })
  })

  it('passes no order on to zypak, which could switch the sandbox of Chromium off', () => {
    const orders = { ZYPAK_DISABLE_SANDBOX: '1', ZYPAK_LD_PRELOAD: '/x.so' }
    expect(inFlatpak('with zypak', [], orders).stdout).toBe(
      'zypak0\napp: /dev/shm none\n'.repeat(2),
    )
  })

  it('starts nothing, in one line, where zypak is missing: Chromium would have no sandbox', () => {
    expect(inFlatpak('without zypak')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: 'understory: the sandbox cannot start: this Flatpak does not contain zypak\n',
    })
  })

  it('starts nothing where the vault would be in memory and lost when the app ends', () => {
    for (const folder of [
      '/her-home/Documents/Vault',
      '/tmp/vault',
      '/dev/shm',
      '/run/user/1000/vault',
    ]) {
      const { status, stdout, stderr } = inFlatpak('with zypak', [`--vault=${folder}`])
      expect([status, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(/^understory: a vault in this folder would be lost .*\n$/)
    }
  })
})
