import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '../setup/paths.ts'

/*
 * What the launcher says where the system allows no user namespaces, on a made-up system: `unshare`
 * fails, `cat` answers for the kernel, and the desktop has the dialogs of the test.
 */

const place = mkdtempSync(join(tmpdir(), 'launcher-advice-'))
afterAll(() => rmSync(place, { recursive: true }))

type System = {
  /** What the kernel says, by the path below /proc/sys. */
  readonly kernel?: Readonly<Record<string, string>>
  /** Programs that show a dialog. */
  readonly dialogs: readonly string[]
  readonly hasProfile?: boolean
  readonly language?: string
}

const restricted: System['kernel'] = { 'kernel/apparmor_restrict_unprivileged_userns': '1' }
const debian: System['kernel'] = { 'kernel/unprivileged_userns_clone': '0' }

/** Starts the launcher, as an icon does: no terminal. */
const started = ({ kernel = {}, dialogs, hasProfile = true, language = 'en_GB.UTF-8' }: System) => {
  const system = mkdtempSync(join(place, 'system-'))
  const write = (path: string, content: string): string => {
    const file = join(system, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, content, { mode: 0o755 })
    return file
  }
  const program = (name: string, script: string): string =>
    write(join('bin', name), `#!/bin/sh\n${script}\n`)
  for (const name of ['basename', 'dirname', 'env', 'grep', 'readlink', 'sed', 'sh', 'stat'])
    program(name, `PATH=/usr/bin:/bin exec ${name} "$@"`)
  program('unshare', 'exit 1')
  const answers = Object.entries(kernel).map(
    ([path, value]) => `/proc/sys/${path}) echo ${value} ;;`,
  )
  program('cat', `case $1 in\n${answers.join('\n')}\n*) exit 1 ;;\nesac`)
  const shown = join(system, 'shown')
  for (const name of dialogs) program(name, `printf '%s\\n' ${name} "$@" >>${shown}`)
  const launcher = write('usr/lib/understory/understory', '')
  copyFileSync(join(root, 'src', 'launcher', 'understory.sh'), launcher)
  write('usr/lib/understory/understory.bin', '#!/bin/sh\necho started\n')
  if (hasProfile) write('etc/apparmor.d/understory', '')
  write('shown', '')
  const { status, stdout, stderr } = spawnSync('/bin/sh', [launcher], {
    encoding: 'utf8',
    env: { PATH: join(system, 'bin'), LANG: language, HOME: system, WAYLAND_DISPLAY: 'wayland-0' },
  })
  return { status, stdout, stderr, shown: readFileSync(shown, 'utf8') }
}

describe.runIf(process.platform === 'linux')('without user namespaces, a click on the icon', () => {
  it('starts nothing, and shows what happened, what is safe and what to do', () => {
    const { status, stdout, stderr, shown } = started({ kernel: restricted, dialogs: ['zenity'] })
    expect([status, stdout]).toEqual([1, ''])
    expect(shown).toMatch(/^zenity\n--error\n/)
    for (const words of ['the app did not start', 'Your vault was not touched and is safe'])
      expect(shown).toContain(words)
    expect(shown).toMatch(/\nsudo apparmor_parser -r \/etc\/apparmor\.d\/understory\n/)
    expect(stderr).toMatch(/^understory: the sandbox cannot start: .*apparmor_parser.*\n$/)
  })

  it('advises no switch for the whole machine where a narrower remedy is known', () => {
    for (const hasProfile of [true, false]) {
      const { stderr, shown } = started({ kernel: restricted, hasProfile, dialogs: ['zenity'] })
      expect(stderr + shown).not.toContain('sysctl')
      expect(shown.includes('Debian package')).toBe(!hasProfile)
    }
    const switched = started({ kernel: debian, dialogs: ['zenity'] })
    expect(switched.shown).toContain('sudo sysctl -w kernel.unprivileged_userns_clone=1')
    expect(switched.shown).toContain('to every program until the next restart')
    const none = started({ kernel: { 'user/max_user_namespaces': '0' }, dialogs: ['zenity'] })
    expect(none.shown).toContain('sudo sysctl -w user.max_user_namespaces=')
    const unknown = started({ dialogs: ['zenity'] })
    expect(unknown.stderr + unknown.shown).not.toMatch(/sudo/)
    expect(unknown.shown).toContain('Ask the person who manages this computer')
  })

  it('speaks the language of the system', () => {
    for (const [language, words] of [
      ['ko_KR.UTF-8', '보관함은 그대로이며 안전합니다'],
      ['zh_CN.UTF-8', '保险库没有改动，是安全的'],
      ['C', 'Your vault was not touched'],
    ] as const) {
      for (const kernel of [restricted, debian, {}])
        expect(started({ kernel, language, dialogs: ['zenity'] }).shown).toContain(words)
    }
  })

  it('uses the first dialog that the desktop has, and without one says it on stderr alone', () => {
    const all = ['zenity', 'kdialog', 'xmessage', 'notify-send']
    for (const [i, first] of all.entries()) {
      const { shown } = started({ kernel: restricted, dialogs: all.slice(i) })
      expect(shown.split('\n')[0]).toBe(first)
      expect(shown).toContain('did not start')
      for (const other of all.slice(i + 1)) expect(shown).not.toContain(`${other}\n`)
    }
    const bare = started({ kernel: restricted, dialogs: [] })
    expect([bare.status, bare.shown]).toEqual([1, ''])
    expect(bare.stderr).toContain('apparmor_parser')
  })
})
