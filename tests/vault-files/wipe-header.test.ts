import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { destroyedHeader, unlockHeader, withoutSlot, withSlot } from '../../src/crypto/v1/header.ts'
import { slotCount, slotField } from '../../src/crypto/v1/header-layout.ts'
import { beginRekey, finishRekey } from '../../src/crypto/v1/rekey.ts'
import { readSlot, wipeMaskOf, writeSlot } from '../../src/crypto/v1/slot.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { blankHeaderFiles, destroyHeaderFiles } from '../../src/main/vault/files/destroy-header.ts'
import {
  createHeaderFiles,
  openHeaderFiles,
  readHeaderFiles,
  replaceHeaderFiles,
} from '../../src/main/vault/files/header-file.ts'
import { exampleHeader, fastDerive, fastRoot } from './fast-derive.ts'
import { temporaryVault } from './temporary-vault.ts'

beforeAll(sodiumReady)

const indices = Array.from({ length: slotCount }, (_, index) => index)

/** A header whose wipe slot has the given index: slots before it are filled with passphrases. */
const headerWithWipeAt = (index: number) => {
  const { header: first, vaultKey, kdf } = exampleHeader()
  let header = first
  if (index < 2) header = withoutSlot(header, vaultKey, index)
  const filler = (n: number) => ({ kind: 'passphrase', root: fastRoot(`p${n}`, kdf), kdf }) as const
  for (let n = 2; n < index; n++) header = withSlot(header, vaultKey, filler(n)).header
  const added = withSlot(header, vaultKey, { kind: 'wipe', root: fastRoot('wipe', kdf), kdf })
  expect(added.index).toBe(index)
  return { header: added.header, vaultKey, kdf }
}

describe('the mask of a wipe slot', () => {
  test.each(indices)('in slot %i keeps its own slot and no other', (index) => {
    const { header, kdf } = headerWithWipeAt(index)
    const slot = readSlot(header, index, 0, fastRoot('wipe', kdf))
    if (slot?.kind !== 'wipe') throw new Error('no wipe slot')
    expect(indices.filter((other) => (slot.wipeMask & (1 << other)) === 0)).toEqual([index])
    expect(slot.wipeMask >>> slotCount).toBe(0)

    const destroyed = destroyedHeader(header, slot.wipeMask)
    for (const other of indices) {
      const isSame = Buffer.compare(slotField(header, other), slotField(destroyed, other)) === 0
      expect(isSame).toBe(other === index)
    }
    expect(destroyed.subarray(0, 128)).toEqual(header.subarray(0, 128))
    expect(Buffer.compare(destroyed.subarray(3200), header.subarray(3200))).not.toBe(0)
    for (const credential of ['passphrase', 'recovery', 'p2', 'p10']) {
      expect(unlockHeader(destroyed, fastRoot(credential, kdf), kdf)).toBeNull()
    }
    expect(unlockHeader(destroyed, fastRoot('wipe', kdf), kdf)).toMatchObject({
      kind: 'wipe',
      index,
      wipeMask: slot.wipeMask,
    })
  })

  test('that no writer writes is refused before anything is destroyed by it', () => {
    const { header, kdf } = exampleHeader()
    const root = fastRoot('wipe', kdf)
    fc.assert(
      fc.property(
        fc.nat(slotCount - 1),
        fc.oneof(
          fc.constantFrom(0, 0xfff, 0xffff_ffff, 0x8000_0000, 0x1000),
          fc.integer({ min: 0, max: 0xffff_ffff }),
          fc.nat(31).map((bit) => (wipeMaskOf(5) ^ (1 << bit)) >>> 0),
        ),
        (index, wipeMask) => {
          const draft = header.slice()
          writeSlot(draft, index, 0, root, { kind: 'wipe', wipeMask })
          const read = () => readSlot(draft, index, 0, root)
          if (wipeMask === wipeMaskOf(index)) expect(read()).toEqual({ kind: 'wipe', wipeMask })
          else expect(read).toThrow('damaged')
        },
      ),
      { numRuns: 200 },
    )
  })

  test('covers slots that were filled after it, and outlives a rekey', async () => {
    const paths = temporaryVault()
    const { header, vaultKey, kdf } = headerWithWipeAt(2)
    const later = { kind: 'passphrase', root: fastRoot('later', kdf), kdf } as const
    const filled = withSlot(header, vaultKey, later).header
    const nextKey = Secret.random()
    const kept = [{ index: 3, root: fastRoot('later', kdf) }]
    const rekeyed = finishRekey(
      beginRekey(filled, vaultKey, nextKey, kept),
      vaultKey,
      nextKey,
      kept,
    )
    createHeaderFiles(paths, rekeyed)
    const found = await openHeaderFiles(paths, fastDerive('wipe'))
    if (found.slot.kind !== 'wipe') throw new Error('no wipe slot')
    destroyHeaderFiles(paths, { header: found.header, wipeMask: found.slot.wipeMask })
    await expect(openHeaderFiles(paths, fastDerive('later'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    })
    expect(await openHeaderFiles(paths, fastDerive('wipe'))).toMatchObject({
      slot: { kind: 'wipe' },
    })
  })
})

describe('what a wipe does to the two copies', () => {
  const onDisk = () => {
    const paths = temporaryVault()
    const example = headerWithWipeAt(2)
    createHeaderFiles(paths, example.header)
    return { paths, ...example }
  }
  const wipes = async (paths: ReturnType<typeof temporaryVault>): Promise<void> => {
    const { slot, header } = await openHeaderFiles(paths, fastDerive('wipe'))
    if (slot.kind !== 'wipe') throw new Error('no wipe slot')
    destroyHeaderFiles(paths, { header, wipeMask: slot.wipeMask })
  }
  const codeOf = (paths: ReturnType<typeof temporaryVault>, credential: string) =>
    openHeaderFiles(paths, fastDerive(credential)).then(
      ({ slot }) => slot.kind,
      (cause: { code: string }) => cause.code,
    )

  test.each([
    ['equal', () => undefined],
    ['one damaged', (path: string) => writeFileSync(path, readFileSync(path).fill(0, 0, 8))],
    ['one cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 3000))],
    ['one too long', (path: string) => writeFileSync(path, Buffer.alloc(20_000, 3))],
    ['one empty', (path: string) => writeFileSync(path, '')],
  ])('leaves no slot of the old vault: %s', async (_, harm) => {
    for (const name of ['header', 'headerBackup'] as const) {
      const { paths, header } = onDisk()
      writeFileSync(`${paths.header}.new`, header)
      harm(paths[name])
      await wipes(paths)
      expect(await codeOf(paths, 'wipe')).toBe('wipe')
      expect(await codeOf(paths, 'passphrase')).toBe('wrong-passphrase')
      expect(await codeOf(paths, 'recovery')).toBe('wrong-passphrase')
      for (const path of [paths.header, paths.headerBackup]) {
        const bytes = readFileSync(path)
        for (const index of [0, 1]) {
          expect(bytes.includes(Buffer.from(slotField(header, index).subarray(0, 64)))).toBe(false)
        }
      }
      expect(() => readFileSync(`${paths.header}.new`)).toThrow('ENOENT')
    }
  })

  test('after a tear at any sector, the old vault opens by the other copy or the wipe is repeated', async () => {
    for (const name of ['header', 'headerBackup'] as const) {
      for (let sector = 512; sector < 8192; sector += 1024) {
        const { paths, header, vaultKey } = onDisk()
        const destroyed = destroyedHeader(header, wipeMaskOf(2))
        // `header` is written first, and whole before `header.bak` is begun.
        if (name === 'headerBackup') writeFileSync(paths.header, destroyed)
        const torn = Buffer.concat([destroyed.subarray(0, sector), header.subarray(sector)])
        writeFileSync(paths[name], torn)
        if (name === 'header') {
          const opened = await openHeaderFiles(paths, fastDerive('passphrase'))
          expect(opened.slot.kind === 'passphrase' && opened.slot.vaultKey.equals(vaultKey)).toBe(
            true,
          )
          expect(new Uint8Array(readFileSync(paths.header))).toEqual(header)
        } else {
          // A slot may have been spared so far; without a MAC that holds it opens nothing.
          expect(['wrong-passphrase', 'damaged']).toContain(await codeOf(paths, 'recovery'))
          await wipes(paths)
          expect(await codeOf(paths, 'recovery')).toBe('wrong-passphrase')
        }
      }
    }
  })

  test('is nothing if one copy has a later version: neither is changed', async () => {
    for (const [newer, older] of [
      ['header', 'headerBackup'],
      ['headerBackup', 'header'],
    ] as const) {
      const { paths } = onDisk()
      const bytes = readFileSync(paths[newer])
      bytes[8] = 2
      writeFileSync(paths[newer], bytes)
      const before = [readFileSync(paths[newer]), readFileSync(paths[older])]
      expect(await codeOf(paths, 'wipe')).toBe('newer')
      expect([readFileSync(paths[newer]), readFileSync(paths[older])]).toEqual(before)
    }
  })

  test('reading what a credential opens writes nothing, however the copies lie', async () => {
    const { paths, header, vaultKey } = onDisk()
    replaceHeaderFiles(paths, withoutSlot(header, vaultKey, 1))
    writeFileSync(paths.headerBackup, header)
    writeFileSync(`${paths.header}.new`, header)
    for (const credential of ['passphrase', 'recovery', 'wipe', 'guess']) {
      await readHeaderFiles(paths, fastDerive(credential)).catch(() => undefined)
    }
    expect(new Uint8Array(readFileSync(paths.headerBackup))).toEqual(header)
    expect(new Uint8Array(readFileSync(`${paths.header}.new`))).toEqual(header)
  })

  test('nothing is left of a header that is blanked', async () => {
    const { paths, header } = onDisk()
    blankHeaderFiles(paths)
    for (const path of [paths.header, paths.headerBackup]) {
      const bytes = readFileSync(path)
      expect(bytes.length).toBe(8192)
      for (let at = 0; at < 3200; at += 16) {
        if (at >= 104 && at < 128) continue
        expect(bytes.includes(Buffer.from(header.subarray(at, at + 16)))).toBe(false)
      }
    }
    expect(await codeOf(paths, 'wipe')).toBe('damaged')
  })
})
