import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

/** The commands of the page about releases, as the user copies them. */
const commands = (): readonly string[] => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/RELEASING.md'), 'utf8')
  return [...page.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

let folder: string
const run = (command: string): { readonly code: number | null; readonly said: string } => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' },
  })
  return { code: status, said: stdout + stderr }
}
const archive = 'understory-1.0.0-linux-x64.tar.xz'
const keyPair = (name: string): string => {
  const how = ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(folder, name)]
  execFileSync('ssh-keygen', how, { stdio: 'ignore' })
  return readFileSync(join(folder, `${name}.pub`), 'utf8')
    .split(' ')
    .slice(0, 2)
    .join(' ')
}
const signers = (key: string): void =>
  writeFileSync(
    join(folder, 'allowed_signers'),
    `releases@understory.example namespaces="understory-release" ${key}\n`,
  )

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'releasing-'))
  writeFileSync(join(folder, archive), Buffer.alloc(100_000, 7))
  signers(keyPair('release_key'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const made = (): readonly string[] => {
  const [list = '', sign = '', ...checks] = commands()
  expect(list).toMatch(/^sha256sum .* > SHA256SUMS$/)
  expect(sign).toMatch(/^ssh-keygen -Y sign /)
  for (const command of [list, sign]) expect(run(command)).toMatchObject({ code: 0 })
  expect(checks).toHaveLength(2)
  return checks
}

it('a release that was signed as the page says is checked offline as the page says', () => {
  const [signature = '', digests = ''] = made()
  const verified = run(signature)
  expect(verified).toMatchObject({ code: 0 })
  expect(verified.said).toContain('Good "understory-release" signature')
  expect(run(digests)).toEqual({ code: 0, said: `${archive}: OK\n` })
})

it('an archive with one byte more, or without a signature, is not the release', () => {
  const [signature = '', digests = ''] = made()
  appendFileSync(join(folder, archive), '\0')
  expect(run(digests).code).not.toBe(0)
  // With the archive, an attacker also replaces the list of digests.
  expect(run(commands()[0] ?? '').code).toBe(0)
  expect(run(digests).code).toBe(0)
  expect(run(signature).code).not.toBe(0)
})

it('a list with another signer, or signed for another purpose, is not the release', () => {
  const [signature = ''] = made()
  signers(keyPair('another_key'))
  expect(run(signature).code).not.toBe(0)
  signers(readFileSync(join(folder, 'release_key.pub'), 'utf8').split(' ').slice(0, 2).join(' '))
  expect(run(signature).code).toBe(0)
  rmSync(join(folder, 'SHA256SUMS.sig'))
  expect(run('ssh-keygen -Y sign -f release_key -n file SHA256SUMS').code).toBe(0)
  expect(run(signature).code).not.toBe(0)
})
