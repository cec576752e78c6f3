import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { armor } from 'age-encryption'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { createAgeFile, openAgeFile } from '../../src/main/exchange/age-file.ts'
import { createAgeIdentity } from '../../src/main/exchange/age-format.ts'
import type { AgeTarget } from '../../src/main/exchange/age-format.ts'
import { appear } from '../../src/main/exchange/write-export.ts'
import type { Day } from '../../src/shared/ids.ts'
import { workerPaths } from '../vault/worker-paths.ts'
import { terminal } from './terminal.ts'
import { encryptAge } from './whole-age.ts'

const day = '2025-03-01' as Day
const MiB = 1024 * 1024
const pattern = Buffer.from(Array.from({ length: 251 }, (_, i) => (i * 31) % 251))
const bytes = (size: number): Uint8Array => new Uint8Array(Buffer.alloc(size, pattern))
const place = () => ({ worker: workerPaths.age, signal: new AbortController().signal })
const limited = () => ({ ...place(), maxBytes: 1024 * MiB })

let folder: string
let keys: { recipient: string; identity: string }
beforeAll(async () => {
  await sodiumReady()
  keys = await createAgeIdentity('classic')
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understory-age-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const target = (): AgeTarget => ({ kind: 'keys', recipients: [keys.recipient] })
const own = () => ({ identities: [keys.identity], passphrase: null })

/** Writes a file in pieces of that size, and gives its path. */
const written = async (content: Uint8Array, piece = 100_000, to = target()): Promise<string> => {
  const sink = await createAgeFile({ folder, day }, to, place())
  for (let at = 0; at < content.length; at += piece) {
    await sink.write(content.subarray(at, at + piece))
  }
  const file = await sink.finish()
  expect(readdirSync(folder)).toEqual([`${file.name}.part`])
  file.appear()
  expect(statSync(join(folder, file.name)).size).toBe(file.bytes)
  return join(folder, file.name)
}

const readBack = async (path: string, with_ = own()): Promise<Buffer> => {
  const { chunks } = await openAgeFile(path, with_, limited())
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts)
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

describe('age files that are written and read in a stream', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 3 * MiB, 3 * MiB + 1])(
    'come back as they were written: %i bytes',
    async (size) => {
      const path = await written(bytes(size))
      expect(same(await readBack(path), bytes(size))).toBe(true)
    },
  )

  it('do not depend on the pieces in which they are written', async () => {
    for (const piece of [1, 65_536, 200_000]) {
      const path = await written(bytes(200_000), piece)
      expect(same(await readBack(path), bytes(200_000))).toBe(true)
      rmSync(path)
    }
  })

  it('open with the age command, to a key', async () => {
    const path = await written(bytes(2 * MiB + 17))
    writeFileSync(join(folder, 'key'), `${keys.identity}\n`, { mode: 0o600 })
    const plain = execFileSync('age', ['-d', '-i', join(folder, 'key'), path], {
      maxBuffer: 16 * MiB,
    })
    expect(same(plain, bytes(2 * MiB + 17))).toBe(true)
  })

  it('open with the age command, to a passphrase', async () => {
    const passphrase = 'heron stair copper 여섯 fable thaw'
    const path = await written(bytes(MiB + 5), 99_999, { kind: 'passphrase', passphrase })
    execFileSync('python3', ['-c', terminal, 'age', '-d', '-o', join(folder, 'plain'), path], {
      env: { ...process.env, SAID: passphrase },
      stdio: 'pipe',
    })
    expect(same(readFileSync(join(folder, 'plain')), bytes(MiB + 5))).toBe(true)
  })

  it('of the age command are read', async () => {
    writeFileSync(join(folder, 'plain'), bytes(2 * MiB))
    for (const flags of [[], ['-a']]) {
      const path = join(folder, 'theirs.age')
      execFileSync('age', [...flags, '-r', keys.recipient, '-o', path, join(folder, 'plain')])
      expect(same(await readBack(path), bytes(2 * MiB))).toBe(true)
    }
  })

  it('have a random name, mode 0600 and the midnight of their day', async () => {
    const path = await written(bytes(10))
    expect(path).toMatch(/\/[0-9a-f]{32}\.age$/)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(path).mtime.toISOString()).toBe('2025-03-01T00:00:00.000Z')
  })

  it('say which key opened them, and how much of them was read', async () => {
    const other = await createAgeIdentity('hybrid')
    const path = await written(bytes(3 * MiB))
    const opened = await openAgeFile(
      path,
      { identities: [other.identity, keys.identity], passphrase: null },
      limited(),
    )
    expect(opened.by).toBe(1)
    expect(opened.bytes).toBe(statSync(path).size)
    let before = 0
    for await (const _ of opened.chunks) {
      expect(opened.read()).toBeGreaterThan(before)
      before = opened.read()
    }
    expect(before).toBeGreaterThan(opened.bytes - 4096)
  })
})

describe('a stream that fails', () => {
  it('is told from one that ended, at whatever byte the file was cut', async () => {
    const path = await written(bytes(3 * MiB))
    const size = statSync(path).size
    const step = 65_536 + 16
    for (const cut of [1, 15, 16, 17, step - 1, step, step + 1, MiB, 2 * MiB]) {
      const copy = join(folder, 'cut.age')
      copyFileSync(path, copy)
      truncateSync(copy, size - cut)
      await expect(readBack(copy)).rejects.toMatchObject({ code: 'truncated' })
    }
  })

  it('with a bit that was flipped is malformed, wherever it lies', async () => {
    const path = await written(bytes(3 * MiB))
    const good = readFileSync(path)
    const copy = join(folder, 'flipped.age')
    for (const at of [2000, MiB, 2 * MiB + 7]) {
      const bad = Buffer.from(good)
      bad[at] = (bad[at] ?? 0) ^ 1
      writeFileSync(copy, bad)
      await expect(readBack(copy)).rejects.toMatchObject({ code: 'malformed' })
    }
  })

  it('with two chunks in each other’s place is malformed', async () => {
    const path = await written(bytes(MiB))
    const file = readFileSync(path)
    const step = 65_536 + 16
    const start = file.length - 3 * step
    const [a, b] = [
      file.subarray(start, start + step),
      file.subarray(start + step, start + 2 * step),
    ]
    const bad = Buffer.concat([file.subarray(0, start), b, a, file.subarray(start + 2 * step)])
    writeFileSync(path, bad)
    await expect(readBack(path)).rejects.toMatchObject({ code: 'malformed' })
  })

  it('is refused before a byte is read when it is too big, no plain file, or not for us', async () => {
    const path = await written(bytes(100))
    const small = { ...place(), maxBytes: 99 }
    await expect(openAgeFile(path, own(), small)).rejects.toMatchObject({ code: 'too-big' })
    await expect(openAgeFile(folder, own(), limited())).rejects.toMatchObject({ code: 'malformed' })
    await expect(openAgeFile(join(folder, 'nowhere'), own(), limited())).rejects.toMatchObject({
      code: 'storage',
    })
    const other = await createAgeIdentity('classic')
    await expect(
      openAgeFile(path, { identities: [other.identity], passphrase: null }, limited()),
    ).rejects.toMatchObject({ code: 'not-for-us' })
  })

  it('that is a named pipe is refused without waiting for a writer', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')])
    await expect(openAgeFile(join(folder, 'pipe'), own(), limited())).rejects.toMatchObject({
      code: 'malformed',
    })
  })

  it('of armor that is cut is malformed', async () => {
    const text = armor.encode(await encryptAge(bytes(1000), target()))
    writeFileSync(join(folder, 'a.age'), text.slice(0, -200))
    await expect(readBack(join(folder, 'a.age'))).rejects.toMatchObject({ code: 'malformed' })
  })

  it('stops when its reader does', async () => {
    const path = await written(bytes(20 * MiB))
    const { chunks, read, bytes: all } = await openAgeFile(path, own(), limited())
    for await (const _ of chunks) break
    expect(read()).toBeLessThan(all / 2)
  })
})

describe('a file that does not come to be', () => {
  it('leaves nothing when it is aborted', async () => {
    const sink = await createAgeFile({ folder, day }, target(), place())
    await sink.write(bytes(5 * MiB))
    await sink.abort()
    expect(readdirSync(folder)).toEqual([])
    await expect(sink.write(bytes(1))).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('leaves nothing when it is cancelled while it is written, and ends at once', async () => {
    const controller = new AbortController()
    const at = { worker: workerPaths.age, signal: controller.signal }
    const sink = await createAgeFile({ folder, day }, target(), at)
    await sink.write(bytes(5 * MiB))
    controller.abort()
    await expect(sink.finish()).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('leaves nothing when it is cancelled while a passphrase is worked on', async () => {
    const controller = new AbortController()
    const work = createAgeFile(
      { folder, day },
      { kind: 'passphrase', passphrase: 'six words of our own' },
      { worker: workerPaths.age, signal: controller.signal },
    )
    setTimeout(() => controller.abort(), 20)
    await expect(work).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('cancels a file that is read', async () => {
    const path = await written(bytes(20 * MiB))
    const controller = new AbortController()
    const at = { worker: workerPaths.age, signal: controller.signal, maxBytes: 64 * MiB }
    const { chunks } = await openAgeFile(path, own(), at)
    const reading = async (): Promise<void> => {
      for await (const _ of chunks) controller.abort()
    }
    await expect(reading()).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('into a missing folder, or without a recipient, is refused', async () => {
    const nowhere = { folder: join(folder, 'nowhere'), day }
    await expect(createAgeFile(nowhere, target(), place())).rejects.toMatchObject({
      code: 'storage',
    })
    const nobody = { kind: 'keys', recipients: ['age1'] } as const
    await expect(createAgeFile({ folder, day }, nobody, place())).rejects.toMatchObject({
      code: 'invalid',
    })
    expect(readdirSync(folder)).toEqual([])
  })

  it('goes away again when it is taken back, before and after it appeared', async () => {
    const one = await (await createAgeFile({ folder, day }, target(), place())).finish()
    one.remove()
    expect(readdirSync(folder)).toEqual([])
    expect(() => appear(folder, one.name)).toThrow('storage')
    const two = await (await createAgeFile({ folder, day }, target(), place())).finish()
    two.appear()
    two.remove()
    expect(readdirSync(folder)).toEqual([])
  })
})
