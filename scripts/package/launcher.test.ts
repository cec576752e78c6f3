import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../setup/paths.ts'

const place = realpathSync(mkdtempSync(join(tmpdir(), 'understory-launcher-')))
afterAll(() => rmSync(place, { recursive: true }))

const app = join(place, 'app')
const tools = join(place, 'tools')
const log = join(place, 'log')

const program = (path: string, body: string): void =>
  writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 })

/**
 * The launcher beside an app that tells which folder it may write to. Every other program that the
 * launcher could find notes its command line, and is run.
 */
beforeAll(() => {
  for (const folder of [app, tools]) mkdirSync(folder)
  copyFileSync(join(root, 'src', 'launcher', 'understory.sh'), join(app, 'understory'))
  execFileSync('chmod', ['755', join(app, 'understory')])
  program(join(app, 'confine'), 'printf %s "$UNDERSTORY_WRITABLE"')
  const names = ['readlink', 'realpath', 'dirname', 'basename', 'stat', 'env', 'sed', 'grep', 'ls']
  for (const name of [...names, 'find'])
    program(
      join(tools, name),
      `printf '%s\\n' "${name} $*" >>'${log}'; PATH=/usr/bin:/bin exec ${name} "$@"`,
    )
  program(join(tools, 'unshare'), `printf '%s\\n' "unshare $*" >>'${log}'`)
})

const started = (args: readonly string[], vault?: string): string => {
  const { status, stdout, stderr } = spawnSync(join(app, 'understory'), args, {
    encoding: 'utf8',
    cwd: place,
    env: {
      PATH: tools,
      HOME: join(place, 'home'),
      DISPLAY: 'elsewhere:1',
      ...(vault === undefined ? {} : { UNDERSTORY_VAULT: vault }),
    },
  })
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

describe('the launcher', () => {
  beforeAll(() => {
    mkdirSync(join(place, 'home'))
    mkdirSync(join(place, 'disk of SecretSource', 'vault'), { recursive: true })
    symlinkSync(join(place, 'disk of SecretSource', 'vault'), join(place, 'link-SecretSource'))
  })

  it.each([
    ['a folder', 'disk of SecretSource/vault', 'disk of SecretSource/vault'],
    ['a folder that is not there yet', 'disk of SecretSource/new/-vault', 'disk of SecretSource'],
    ['a link', 'link-SecretSource', 'disk of SecretSource/vault'],
    ['what is below a link', 'link-SecretSource/SecretSource/x', 'disk of SecretSource/vault'],
  ])('makes %s writable, and names it on no command line', (_, vault, writable) => {
    rmSync(log, { force: true })
    for (const named of [vault, join(place, vault)]) {
      expect(started([], named)).toBe(join(place, writable))
      expect(started([`--vault=${named}`])).toBe(join(place, writable))
    }
    const lines = readFileSync(log, 'utf8')
    expect(lines).toContain('unshare ')
    expect(lines).not.toContain('SecretSource')
  })

  it('makes the home writable where no vault is named, and nothing for a vault that is at the root', () => {
    expect(started([])).toBe(join(place, 'home'))
    expect(started([], '/SecretSource')).toBe('')
  })
})
