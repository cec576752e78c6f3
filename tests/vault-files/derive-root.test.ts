import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { argon2idRoot, kdfBounds, mixKeyFile, newKdfParams } from '../../src/crypto/kdf.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import {
  deriveRoot,
  dropAhead,
  readyAhead,
  takeMemoryAhead,
} from '../../src/main/vault/files/credential.ts'
import { inFull } from '../in-full.ts'

beforeAll(sodiumReady)

const worker = new URL('../../src/main/workers/kdf-worker.ts', import.meta.url)
const password = () => new TextEncoder().encode('a passphrase of some length')

describe('the Argon2id thread', () => {
  test('gives the root that the function gives, with and without a key file', async () => {
    const kdf = newKdfParams(kdfBounds.floor)
    const keyFile = new Uint8Array(5000).fill(3)
    const expected = argon2idRoot(password(), kdf)
    const root = await deriveRoot({ worker, password: password(), kdf })
    expect(root.equals(expected)).toBe(true)
    const mixed = await deriveRoot({ worker, password: password(), keyFile: keyFile.slice(), kdf })
    expect(mixed.equals(mixKeyFile(expected, keyFile))).toBe(true)
    expect(mixed.equals(root)).toBe(false)
  })

  test('gives the same where a thread was started ahead, which does one derivation and no more', async () => {
    const kdf = newKdfParams(kdfBounds.floor)
    const expected = argon2idRoot(password(), kdf)
    readyAhead(worker)
    readyAhead(worker)
    for (const turn of ['ahead', 'anew']) {
      const root = await deriveRoot({ worker, password: password(), kdf })
      expect(root.equals(expected), turn).toBe(true)
    }
    readyAhead(new URL('no-such-worker.ts', import.meta.url))
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect((await deriveRoot({ worker, password: password(), kdf })).equals(expected)).toBe(true)
    dropAhead()
  })

  test('gives the same wherever it is while it takes its memory ahead', async () => {
    const kdf = newKdfParams(kdfBounds.floor)
    const expected = argon2idRoot(password(), kdf)
    for (const waits of inFull ? [0, 60, 70, 80, 90, 600] : [0, 70, 80]) {
      takeMemoryAhead(worker, waits === 80 ? kdfBounds.ceiling.memoryKiB : kdf.memoryKiB)
      takeMemoryAhead(worker, kdf.memoryKiB)
      await new Promise((resolve) => setTimeout(resolve, waits))
      const root = await deriveRoot({ worker, password: password(), kdf })
      expect(root.equals(expected), String(waits)).toBe(true)
    }
  })

  test('has its memory before it is asked for, and gives it back with the thread', async () => {
    const { memoryKiB } = kdfBounds.standard
    // Mappings with that much in memory: one more or less is this thread's, whatever a heap does.
    const large = (): number => {
      const sizes = readFileSync('/proc/self/smaps', 'utf8').matchAll(/^Rss: +(\d+) kB$/gmu)
      return [...sizes].filter(([, size]) => Number(size) > memoryKiB * 0.9).length
    }
    readyAhead(worker)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const before = large()
    takeMemoryAhead(worker, memoryKiB)
    await expect.poll(large).toBe(before + 1)
    dropAhead()
    await expect.poll(large).toBe(before)
  })

  test('wipes its inputs, whether it ran or refused', async () => {
    const good = password()
    const keyFile = new Uint8Array(64).fill(9)
    await deriveRoot({ worker, password: good, keyFile, kdf: newKdfParams(kdfBounds.floor) })
    const refused = password()
    const kdf = { ...newKdfParams(), memoryKiB: 2 * 1024 * 1024 }
    await expect(deriveRoot({ worker, password: refused, kdf })).rejects.toThrow('kdf-bounds')
    for (const bytes of [good, refused, keyFile])
      expect(bytes.every((byte) => byte === 0)).toBe(true)
  })

  test('ends in the middle of its work when cancelled', async () => {
    const controller = new AbortController()
    const started = performance.now()
    const running = deriveRoot({
      worker,
      password: password(),
      kdf: newKdfParams({ passes: 10, memoryKiB: 512 * 1024 }),
      signal: controller.signal,
    })
    setTimeout(() => {
      controller.abort()
    }, 150)
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(performance.now() - started).toBeLessThan(5000)
  })

  test('says so when it was cancelled before it began, or cannot run', async () => {
    const kdf = newKdfParams(kdfBounds.floor)
    const signal = AbortSignal.abort()
    await expect(deriveRoot({ worker, password: password(), kdf, signal })).rejects.toMatchObject({
      code: 'cancelled',
    })
    const nowhere = new URL('no-such-worker.ts', import.meta.url)
    await expect(deriveRoot({ worker: nowhere, password: password(), kdf })).rejects.toMatchObject({
      code: 'internal',
    })
  })
})
