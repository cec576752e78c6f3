import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { at, readHeader } from '../../src/crypto/v1/header-layout.ts'
import { withoutSlot, withSlot } from '../../src/crypto/v1/header.ts'
import {
  createHeaderFiles,
  openHeaderFiles,
  readHeaderFiles,
  readVaultId,
  replaceHeaderFiles,
} from '../../src/main/vault/files/header-file.ts'
import { judgeCopy, pickHeader } from '../../src/main/vault/files/header-pick.ts'
import { exampleHeader, fastDerive, fastRoot } from './fast-derive.ts'
import { flipped } from './changed-bytes.ts'
import { block, bothOf, code, ofNewerApp, vaultOnDisk, write } from './header-on-disk.ts'

beforeAll(sodiumReady)

describe('a new header', () => {
  test.each(['header', 'headerBackup'] as const)('is not written beside a %s alone', (kept) => {
    const { paths, header } = vaultOnDisk()
    rmSync(kept === 'header' ? paths.headerBackup : paths.header)
    expect(() => createHeaderFiles(paths, exampleHeader().header)).toThrow('exists')
    expect(new Uint8Array(readFileSync(paths[kept]))).toEqual(header)
  })

  test('that would not read back is not written', () => {
    const { paths, header } = vaultOnDisk()
    expect(() => replaceHeaderFiles(paths, header.subarray(1))).toThrow('damaged')
    expect(bothOf(paths)).toEqual([header, header])
  })

  test('counts once its first copy is written, and the next unlock writes the other', async () => {
    const { paths, header, vaultKey } = vaultOnDisk()
    const changed = withoutSlot(header, vaultKey, 1)
    block(paths.headerBackup)
    replaceHeaderFiles(paths, changed)
    expect(bothOf(paths)).toEqual([changed, header])
    expect(await openHeaderFiles(paths, fastDerive('passphrase'))).toMatchObject({
      copies: 'unequal',
      epoch: 2,
    })
    rmSync(`${paths.headerBackup}.new`, { recursive: true })
    expect(await openHeaderFiles(paths, fastDerive('passphrase'))).toMatchObject({
      copies: 'repaired',
    })
    expect(bothOf(paths)).toEqual([changed, changed])
  })

  test('whose first copy cannot be written is not there at all', () => {
    const { paths, header, vaultKey } = vaultOnDisk()
    block(paths.header)
    expect(() => replaceHeaderFiles(paths, withoutSlot(header, vaultKey, 1))).toThrow('storage')
    expect(bothOf(paths)).toEqual([header, header])
  })
})

describe('a wipe slot', () => {
  const withWipe = () => {
    const vault = vaultOnDisk()
    const { paths, header, vaultKey, kdf } = vault
    const wipe = { kind: 'wipe', root: fastRoot('wipe', kdf), kdf } as const
    const added = withSlot(header, vaultKey, wipe).header
    replaceHeaderFiles(paths, added)
    return { ...vault, header: added }
  }

  test('acts out of either copy of the highest epoch, and opening it writes nothing', async () => {
    const { paths, header } = withWipe()
    // Its commitment: the copy does not know the passphrase any more.
    const unknown = flipped(header, at.slots + 2 * 256)
    for (const copies of [
      [unknown, header],
      [header, unknown],
    ] as const) {
      write(paths, ...copies)
      expect(await openHeaderFiles(paths, fastDerive('wipe'))).toMatchObject({
        slot: { kind: 'wipe', index: 2 },
        copies: 'equal',
        epoch: 2,
      })
      expect(bothOf(paths)).toEqual(copies)
    }
  })

  test('never acts beside a copy of a later version', async () => {
    const { paths, header } = withWipe()
    write(paths, header, ofNewerApp(header))
    await expect(openHeaderFiles(paths, fastDerive('wipe'))).rejects.toMatchObject(code('newer'))
  })
})

describe('reading a header', () => {
  test('gives what opening gives, and writes not a byte', async () => {
    const { paths, header, vaultKey } = vaultOnDisk()
    const changed = withoutSlot(header, vaultKey, 1)
    write(paths, header, changed)
    writeFileSync(`${paths.header}.new`, header)
    const { slot, header: read } = await readHeaderFiles(paths, fastDerive('passphrase'))
    expect(read).toEqual(changed)
    expect(slot).toMatchObject({ kind: 'passphrase', index: 0 })
    await expect(readHeaderFiles(paths, fastDerive('recovery'))).rejects.toMatchObject(
      code('wrong-passphrase'),
    )
    expect(bothOf(paths)).toEqual([header, changed])
    expect(existsSync(`${paths.header}.new`)).toBe(true)
  })

  test('leaves the bytes that it judges as they were', () => {
    const { header, kdf } = exampleHeader()
    const damagedVersion = header.slice()
    damagedVersion[at.version] = 3
    const before = damagedVersion.slice()
    const copies = [judgeCopy('a', header), judgeCopy('b', damagedVersion)]
    expect(pickHeader(copies, fastRoot('passphrase', kdf), kdf)).toMatchObject({ outdated: ['b'] })
    expect(damagedVersion).toEqual(before)
  })
})

describe('the id of a vault', () => {
  test('is read from whichever copy can be read', () => {
    const { paths, header } = vaultOnDisk()
    const id = Buffer.from(readHeader(header).vaultId).toString('hex')
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(readVaultId(paths)).toBe(id)
    for (const bad of [flipped(header, 0), new Uint8Array(9000), header.subarray(0, 8191)]) {
      write(paths, bad, header)
      expect(readVaultId(paths)).toBe(id)
      write(paths, header, bad)
      expect(readVaultId(paths)).toBe(id)
      write(paths, bad, bad)
      expect(() => readVaultId(paths)).toThrow('damaged')
    }
    // One byte more is another file, whatever its beginning.
    const longer = new Uint8Array([...header, 0])
    write(paths, longer, longer)
    expect(() => readVaultId(paths)).toThrow('damaged')
  })
})
