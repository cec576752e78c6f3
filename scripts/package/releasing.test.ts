import { execFileSync, spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { judgeRelease } from '../../src/main/release/judge-release.ts'
import { readReleaseManifest } from '../../src/main/release/manifest.ts'
import type { TrustedKeys } from '../../src/main/release/release-keys.ts'
import { Day } from '../../src/shared/ids.ts'
import { keyA, keyB, keyC, setOf, testKey, trusting } from '../../tests/release/sample-release.ts'
import { releaseManifest } from './release-manifest.ts'
import type { ReleaseDraft } from './release-manifest.ts'

/** The commands of the page about releases, as the user copies them. */
const commands = (beginning: string): readonly string[] => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/RELEASING.md'), 'utf8')
  return [...page.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.startsWith(beginning))
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

const packageName = 'understory_1.0.0-1_amd64.deb'
const manifestName = 'understory-1.0.0.release.json'

/** A key as the page says, without a passphrase. @returns the middle word of its line. */
const keyPair = (name: string): string => {
  const [make = ''] = commands('ssh-keygen -t')
  execFileSync('sh', ['-c', `${make.replace('release_key_a', `release_key_${name}`)} -q -N ''`], {
    cwd: folder,
  })
  return (
    readFileSync(join(folder, `release_key_${name}.pub`), 'utf8')
      .split(' ')[1]
      ?.trim() ?? ''
  )
}

const signers = (keys: Readonly<Record<string, string>>): void =>
  writeFileSync(
    join(folder, 'release_signers'),
    Object.entries(keys)
      .map(([name, key]) => `${name} namespaces="understory-release" ssh-ed25519 ${key}\n`)
      .join(''),
  )

const draft = (changes: Partial<ReleaseDraft> = {}): ReleaseDraft => ({
  version: '1.0.0',
  day: '2026-05-01',
  index: 1,
  trusted: trusting([keyA, keyB, keyC]),
  files: [
    { name: packageName, kind: 'package', bytes: Buffer.alloc(100_000, 7) },
    { name: 'understory-1.0.0.cdx.json', kind: 'bill-of-materials', bytes: Buffer.from('{}') },
  ],
  news: { en: 'First.', ko: '처음입니다.', zh: '首次发布。' },
  previous: null,
  ...changes,
})

describe('a release that was made and signed as the page says', () => {
  let keys: Record<string, string>
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'releasing-'))
    writeFileSync(join(folder, packageName), Buffer.alloc(100_000, 7))
    writeFileSync(join(folder, manifestName), releaseManifest(draft()))
    keys = { a: keyPair('a'), b: keyPair('b'), c: keyPair('c') }
    signers(keys)
    const signing = commands('ssh-keygen -Y sign')
    expect(signing).toHaveLength(2)
    for (const command of signing) expect(run(command)).toMatchObject({ code: 0 })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const verified = () => commands('ssh-keygen -Y verify').map(run)
  const digested = () => commands('grep -q').map(run)

  it('is checked offline with OpenSSH and sha256sum as the page says', () => {
    const checks = verified()
    expect(checks).toHaveLength(2)
    for (const { code, said } of checks) {
      expect(code).toBe(0)
      expect(said).toContain('Good "understory-release" signature')
    }
    expect(digested()).toEqual([{ code: 0, said: 'OK\n' }])
    expect(commands('grep -o').map(run)).toEqual([{ code: 0, said: '"index":1\n' }])
  })

  it('is what the app accepts', () => {
    const trusted: TrustedKeys = {
      keys: Object.entries(keys).map(([name, publicKey]) => ({ name, publicKey })),
      nextKeys: null,
      revoked: [],
    }
    const judged = judgeRelease({
      manifests: [readFileSync(join(folder, manifestName))],
      signatures: ['a', 'b'].map((key) => readFileSync(join(folder, `${manifestName}.${key}.sig`))),
      build: { index: 0, day: Day.parse('2026-05-01'), trusted },
      today: Day.parse('2026-05-02'),
    })
    expect(judged).toMatchObject({ isGenuine: true, order: 'newer' })
    expect(judged.signers.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('does not pass with a package of one byte more, or a manifest that was changed for it', () => {
    appendFileSync(join(folder, packageName), '\0')
    expect(digested()[0]?.code).not.toBe(0)
    // With the package, an attacker also replaces the manifest.
    const bytes = readFileSync(join(folder, packageName))
    const forged = draft({ files: [{ name: packageName, kind: 'package', bytes }] })
    writeFileSync(join(folder, manifestName), releaseManifest(forged))
    expect(digested()[0]?.code).toBe(0)
    for (const { code } of verified()) expect(code).not.toBe(0)
  })

  it('does not pass with one key under two names, or a signature for another purpose', () => {
    signers({ a: keys['a'] ?? '', b: keys['c'] ?? '' })
    expect(verified().map(({ code }) => code === 0)).toEqual([true, false])
    const [command = ''] = commands('ssh-keygen -Y sign')
    expect(run(command.replace('-n understory-release', '-n file')).code).toBe(0)
    expect(verified().map(({ code }) => code === 0)).toEqual([false, false])
  })
})

describe('a manifest', () => {
  const first = releaseManifest(draft())
  const second = draft({ version: '1.0.1', index: 2, previous: first })

  it('follows the release before: one index more, a day that is not earlier, another version', () => {
    expect(readReleaseManifest(releaseManifest(second)).index).toBe(2)
    const refused: readonly [Partial<ReleaseDraft>, string][] = [
      [{ index: 0, previous: null }, 'index 0'],
      [{ previous: null }, '--previous'],
      [{ index: 1 }, 'one more'],
      [{ index: 3 }, 'one more'],
      [{ day: '2026-04-30' }, '2026-04-30'],
      [{ version: '1.0.0' }, 'released before'],
    ]
    for (const [changes, words] of refused) {
      expect(() => releaseManifest({ ...second, ...changes })).toThrow(words)
    }
  })

  const [keyD, keyE, old] = [testKey('d'), testKey('e'), testKey('old')]
  const changing = {
    ...second,
    trusted: trusting([keyA, keyB, keyC], [keyC, old], [keyA, keyB, keyD]),
  }

  it('announces the change of keys that its own build knows', () => {
    const { nextKeys, revoked } = readReleaseManifest(releaseManifest(changing))
    expect(nextKeys).toEqual(setOf(keyA, keyB, keyD))
    expect(revoked).toEqual(changing.trusted.revoked)
  })

  it('is not made by a build that does not follow the change of keys before it', () => {
    const third = draft({ version: '1.0.2', index: 3, previous: releaseManifest(changing) })
    const followed = trusting([keyA, keyB, keyD], [keyC, old])
    expect(readReleaseManifest(releaseManifest({ ...third, trusted: followed })).index).toBe(3)
    const refused: readonly [TrustedKeys, string][] = [
      [trusting([keyA, keyB, keyC], [old]), 'announced other keys'],
      [changing.trusted, 'announced other keys'],
      [trusting([keyA, keyB, keyD], [old]), 'does not revoke'],
      [trusting([keyA, keyB, keyD], [keyC, keyD, old]), 'needs a replacement'],
      [trusting([keyA, keyB, keyD], [keyA, keyB], [keyC, keyD, keyE]), 'Two of the three'],
      [{ ...followed, keys: [] }, 'no release keys'],
    ]
    for (const [trusted, words] of refused) {
      expect(() => releaseManifest({ ...third, trusted })).toThrow(words)
    }
  })

  it('that the app would refuse is not made', () => {
    for (const changes of [
      { news: { en: 'Only English.' } },
      { files: [] },
      { version: '1.0' },
      { trusted: trusting([keyA, keyB, keyC], [], [keyA, keyB]) },
    ]) {
      expect(() => releaseManifest({ ...draft(), ...changes })).toThrow('would refuse')
    }
  })
})
