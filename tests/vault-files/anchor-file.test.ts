import fs, {
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { anchorSlotBytes, anchorSlotStride } from '../../src/crypto/v1/anchor.ts'
import { createAnchorFile, openAnchorFile } from '../../src/main/vault/storage/vault-database.ts'
import { temporaryVault } from './temporary-vault.ts'

beforeAll(sodiumReady)

const point = (seq: number) => ({ seq, hash: new Uint8Array(32).fill(seq) })

const anchored = (last: number) => {
  const paths = temporaryVault()
  const vaultKey = Secret.random()
  const file = createAnchorFile(paths, vaultKey, point(1))
  for (let seq = 2; seq <= last; seq++) file.write(point(seq))
  file.close()
  return { paths, vaultKey }
}

const read = ({ paths, vaultKey }: ReturnType<typeof anchored>) => {
  const file = openAnchorFile(paths, vaultKey, 'read')
  const found = file.point()
  file.close()
  return found
}

test('an anchor reads back the last point, after every number of writes', () => {
  for (let last = 1; last <= 5; last++) {
    const vault = anchored(last)
    expect(read(vault)).toEqual(point(last))
    expect(statSync(vault.paths.anchor)).toMatchObject({ size: 8192 })
    expect(statSync(vault.paths.anchor).mode & 0o777).toBe(0o600)
  }
})

test('an anchor opened again goes on where it was', () => {
  const vault = anchored(2)
  const file = openAnchorFile(vault.paths, vault.vaultKey)
  file.write(point(3))
  file.write(point(4))
  file.close()
  expect(read(vault)).toEqual(point(4))
})

test('a write torn at any byte leaves the previous anchor', () => {
  const vault = anchored(4)
  const before = readFileSync(vault.paths.anchor)
  const file = openAnchorFile(vault.paths, vault.vaultKey)
  file.write(point(5))
  file.close()
  const after = readFileSync(vault.paths.anchor)
  for (let cut = 1; cut < anchorSlotBytes; cut++) {
    const torn = Buffer.from(before)
    after.copy(torn, 0, 0, cut)
    writeFileSync(vault.paths.anchor, torn)
    expect(read(vault)).toEqual(point(4))
  }
})

test('every flipped byte of the newest slot leaves the one before, and of both leaves nothing', () => {
  const vault = anchored(2)
  const whole = readFileSync(vault.paths.anchor)
  for (let offset = 0; offset < anchorSlotBytes; offset++) {
    const one = Buffer.from(whole)
    one[anchorSlotStride + offset] = (one[anchorSlotStride + offset] ?? 0) ^ 0x80
    writeFileSync(vault.paths.anchor, one)
    expect(read(vault)).toEqual(point(1))
    one[offset] = (one[offset] ?? 0) ^ 1
    writeFileSync(vault.paths.anchor, one)
    expect(read(vault)).toBeNull()
  }
})

test("another vault's anchor, a swapped slot, a missing or an empty file read as nothing", () => {
  const vault = anchored(2)
  expect(read({ ...vault, vaultKey: Secret.random() })).toBeNull()
  const bytes = readFileSync(vault.paths.anchor)
  const descriptor = openSync(vault.paths.anchor, 'w')
  writeSync(descriptor, bytes, anchorSlotStride, anchorSlotStride, 0)
  writeSync(descriptor, bytes, 0, anchorSlotStride, anchorSlotStride)
  closeSync(descriptor)
  expect(read(vault)).toBeNull()
  writeFileSync(vault.paths.anchor, '')
  expect(read(vault)).toBeNull()
  rmSync(vault.paths.anchor)
  expect(read(vault)).toBeNull()
})

test('a missing anchor is not created silently at a write', () => {
  const vault = anchored(1)
  rmSync(vault.paths.anchor)
  const file = openAnchorFile(vault.paths, vault.vaultKey)
  expect(() => {
    file.write(point(2))
  }).toThrow('storage')
  file.close()
})

test('an anchor is not made over one that is there', () => {
  const { paths, vaultKey } = anchored(1)
  expect(() => createAnchorFile(paths, vaultKey, point(9))).toThrow('exists')
})

/** Lets one function of the file system fail, and lists which descriptors are closed meanwhile. */
const whileFailing = (name: 'readSync' | 'writeSync' | 'fsyncSync', act: () => void) => {
  const opened: number[] = []
  const closed: number[] = []
  const { openSync: open, closeSync: close } = fs
  vi.spyOn(fs, 'openSync').mockImplementation((...args) => {
    const descriptor = open(...args)
    opened.push(descriptor)
    return descriptor
  })
  vi.spyOn(fs, 'closeSync').mockImplementation((descriptor) => {
    closed.push(descriptor)
    close(descriptor)
  })
  vi.spyOn(fs, name).mockImplementation(() => {
    throw Object.assign(new Error('the disk refuses'), { code: 'EIO' })
  })
  syncBuiltinESMExports()
  const wipe = vi.spyOn(Secret.prototype, 'wipe')
  expect(act).toThrow('storage')
  return { opened, closed, wiped: wipe.mock.calls.length }
}
afterEach(() => {
  vi.restoreAllMocks()
  syncBuiltinESMExports()
})

test('an anchor whose first read fails is closed, and its key is wiped', () => {
  const { paths, vaultKey } = anchored(1)
  const { opened, closed, wiped } = whileFailing('readSync', () => {
    openAnchorFile(paths, vaultKey)
  })
  expect(opened).toHaveLength(1)
  expect({ closed, wiped }).toEqual({ closed: opened, wiped: 1 })
})

test.each(['writeSync', 'fsyncSync'] as const)(
  'a new anchor whose first write fails in %s is closed, and its key is wiped',
  (name) => {
    const paths = temporaryVault()
    const vaultKey = Secret.random()
    const { opened, closed, wiped } = whileFailing(name, () => {
      createAnchorFile(paths, vaultKey, point(1))
    })
    expect(opened).toHaveLength(1)
    expect({ closed, wiped }).toEqual({ closed: opened, wiped: 1 })
  },
)
