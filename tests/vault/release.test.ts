import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newFileToken } from '../../src/main/vault/session/file-tokens.ts'
import { checkRelease } from '../../src/main/vault/release/check-release.ts'
import type { ReleaseManifest } from '../../src/main/release/manifest.ts'
import { refusalOf } from '../faults/refusal.ts'
import {
  build,
  keyA,
  keyB,
  keyC,
  packageBytes,
  sampleManifest,
  sha256,
  signedRelease,
  today,
  trusting,
} from '../release/sample-release.ts'
import type { SignedRelease, TestKey } from '../release/sample-release.ts'
import { newVault, openTestVault, passphrase, temporaryFolder } from './harness.ts'
import type { TestVault } from './harness.ts'

const task = 'ab'.repeat(8)
const place = temporaryFolder()
const vault = join(place.path, 'vault')
let desk: TestVault
let names = 0

const now = (): number => Date.parse(`${today}T12:00:00Z`)

const opened = async (changes: Parameters<typeof build>[0] = {}): Promise<TestVault> => {
  const { controller, ...rest } = openTestVault(vault, now, { build: build(changes) })
  await controller.unlock({ passphrase, keyFile: null })
  return { controller, ...rest }
}

beforeAll(async () => {
  const { desk: made, made: done } = newVault(vault)
  await done
  made.controller.close()
  desk = await opened()
})
afterAll(() => {
  desk.controller.close()
  place.remove()
})

/** Writes a file beside the vault and gives it to the app, as the dialog does. */
const given = (bytes: Uint8Array | string, to: TestVault = desk) => {
  const path = join(place.path, `file-${String((names += 1))}`)
  writeFileSync(path, bytes)
  return tokenOf(path, to)
}
const tokenOf = (path: string, to: TestVault = desk) => {
  const token = newFileToken('release')
  to.files.add(token, path)
  return token
}

const inputOf = ({ manifest, signatures }: SignedRelease, files = [given(packageBytes)]) => ({
  task,
  manifests: [given(manifest)],
  signatures: signatures.map((each) => given(each)),
  files,
})

const genuine = (changes: Partial<ReleaseManifest> = {}, ...keys: TestKey[]): SignedRelease =>
  signedRelease(changes, ...(keys.length === 0 ? [keyA, keyB] : keys))

/** Every file of the vault's folder and the time of its last change, as one digest. */
const state = (): string => {
  const hash = createHash('sha256')
  for (const name of readdirSync(vault, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(vault, name)
    hash.update(`${name} ${String(statSync(path).mtimeMs)}`)
    if (statSync(path).isFile()) hash.update(readFileSync(path))
  }
  return hash.digest('hex')
}

const check = (input: ReturnType<typeof inputOf>) => desk.handlers['release.check'](input)

describe('a check of a release', () => {
  it('says that it is genuine, by which keys, how it compares, and what is new', async () => {
    const found = await check(inputOf(genuine()))
    expect(found).toMatchObject({
      version: '1.2.0',
      day: '2026-05-01',
      index: 8,
      ownIndex: 7,
      isGenuine: true,
      order: 'newer',
      unknown: [],
      files: [{ name: 'understory_1.2.0-1_amd64.deb', kind: 'package', bytes: 5_000 }],
      news: sampleManifest().news,
      nextKeys: null,
      revoked: [],
    })
    expect(found.signers.map(({ name }) => name)).toEqual(['a', 'b'])
  })

  it('names an older release a rollback, although it is genuine', async () => {
    const day = build().day
    expect(await check(inputOf(genuine({ index: 6, day })))).toMatchObject({
      isGenuine: true,
      order: 'older',
    })
  })

  it('does not care what the package is called, and counts it once', async () => {
    const [one, two] = [given(packageBytes), given(packageBytes)]
    expect((await check(inputOf(genuine(), [one, two]))).files).toHaveLength(1)
  })

  it('writes nothing, whether the release is accepted or refused', async () => {
    const before = state()
    await check(inputOf(genuine()))
    expect(await refusalOf(() => check(inputOf(genuine({}, keyA))))).toBe('too-few-signatures')
    expect(await refusalOf(() => check(inputOf(genuine(), [given('other')])))).toBe('wrong-package')
    expect(state()).toBe(before)
  })

  it('leaves no memory: after a newer release, an older one is judged as before', async () => {
    const day = build().day
    await check(inputOf(genuine({ index: 900 })))
    expect(await check(inputOf(genuine({ index: 8 })))).toMatchObject({ order: 'newer' })
    expect(await check(inputOf(genuine({ index: 7, day })))).toMatchObject({ order: 'equal' })
  })
})

describe('a release is refused', () => {
  const refused = (input: ReturnType<typeof inputOf>) => refusalOf(() => check(input))

  it('with a package of which any one bit differs, or that is shorter or longer', async () => {
    for (const at of [0, 2_500, 4_999]) {
      for (const bit of [1, 16, 128]) {
        const changed = Buffer.from(packageBytes)
        changed[at] = (changed[at] ?? 0) ^ bit
        expect(await refused(inputOf(genuine(), [given(changed)]))).toBe('wrong-package')
      }
    }
    for (const other of [packageBytes.subarray(1), Buffer.concat([packageBytes, Buffer.of(0)])]) {
      expect(await refused(inputOf(genuine(), [given(other)]))).toBe('wrong-package')
    }
  })

  it('if one of several files is not part of it', async () => {
    expect(await refused(inputOf(genuine(), [given(packageBytes), given('x')]))).toBe(
      'wrong-package',
    )
  })

  it('with a package of the same size under the digest of another file', async () => {
    const other = Buffer.alloc(packageBytes.length, 'another ')
    const longer = { bytes: 9, kind: 'source' as const, name: 'z', sha256: sha256(other) }
    const files = [...sampleManifest().files, longer]
    expect(await refused(inputOf(genuine({ files }), [given(other)]))).toBe('wrong-package')
  })

  it('for each fault by its own name', async () => {
    const whole = inputOf(genuine())
    const refusedWith = (changes: Partial<typeof whole>) => refused({ ...whole, ...changes })
    expect(await refusedWith({ manifests: [given('{}')] })).toBe('malformed')
    expect(await refusedWith({ manifests: [given(Buffer.alloc(70_000))] })).toBe('too-big')
    expect(await refusedWith({ signatures: [] })).toBe('too-few-signatures')
    expect(await refusedWith({ signatures: [given('no signature')] })).toBe('bad-signature')
    const evaluation = Buffer.from(genuine().manifest)
      .toString()
      .replace('"understory"', '"another"')
    expect(await refusedWith({ manifests: [given(evaluation)] })).toBe('other-product')
    expect(await refused(inputOf(genuine({ revoked: [keyB.publicKey] })))).toBe('revoked-key')
    expect(await refused(inputOf(genuine({ index: 5_000 })))).toBe('from-future')
  })

  it('if the clock is before the day of the build', async () => {
    const early = openTestVault(vault, () => Date.parse('2026-02-01T00:00:00Z'), { build: build() })
    desk.controller.close()
    await early.controller.unlock({ passphrase, keyFile: null })
    desk = early
    expect(await refused(inputOf(genuine()))).toBe('wrong-clock')
    early.controller.close()
    desk = await opened()
  })

  it('if a chosen path is a folder or a named pipe, without waiting for a writer', async () => {
    const folder = join(place.path, 'folder')
    mkdirSync(folder)
    const pipe = join(place.path, 'pipe')
    execFileSync('mkfifo', [pipe])
    for (const path of [folder, pipe]) {
      const whole = inputOf(genuine())
      expect(await refused({ ...whole, files: [tokenOf(path)] })).toBe('malformed')
      expect(await refused({ ...whole, manifests: [tokenOf(path)] })).toBe('malformed')
    }
  })

  it('if the user cancels while the package is read', async () => {
    const cancelled = new AbortController()
    const path = join(place.path, 'large')
    const bytes = Buffer.alloc(3 * 1024 * 1024, 1)
    writeFileSync(path, bytes)
    const files = [
      { bytes: bytes.length, kind: 'package' as const, name: 'a', sha256: sha256(bytes) },
    ]
    const { manifest, signatures } = genuine({ files })
    const written = (name: string, content: Uint8Array): string => {
      writeFileSync(join(place.path, name), content)
      return join(place.path, name)
    }
    const progress: number[] = []
    const checking = checkRelease(
      {
        manifests: [written('m', manifest)],
        signatures: signatures.map((each, i) => written(`s${String(i)}`, each)),
        files: [path],
      },
      { build: build(), today },
      {
        signal: cancelled.signal,
        progress: (done) => {
          progress.push(done)
          cancelled.abort()
        },
      },
    )
    expect(await refusalOf(() => checking)).toBe('cancelled')
    expect(progress).toEqual([1024 * 1024])
  })

  it('if a file is gone by then', async () => {
    const whole = inputOf(genuine())
    expect(await refused({ ...whole, files: [tokenOf(join(place.path, 'gone'))] })).toBe('storage')
  })
})

describe('a build without release keys', () => {
  it('checks digests, says that it cannot tell whether a release is genuine, and shows who signed', async () => {
    desk.controller.close()
    desk = await opened({ trusted: trusting([]) })
    const found = await check(inputOf(genuine({}, keyA, keyB, keyC)))
    expect(found).toMatchObject({ isGenuine: false, order: 'newer', signers: [] })
    expect(found.unknown).toHaveLength(3)
    expect(await refusalOf(() => check(inputOf(genuine(), [given('x')])))).toBe('wrong-package')
    desk.controller.close()
    desk = await opened()
  })
})
