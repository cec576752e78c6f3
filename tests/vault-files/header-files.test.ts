import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { newKdfParams } from '../../src/crypto/kdf.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { withoutSlot, withSlot, withSlotReplaced } from '../../src/crypto/v1/header.ts'
import { beginRekey, finishRekey } from '../../src/crypto/v1/rekey.ts'
import {
  createHeaderFiles,
  openHeaderFiles,
  replaceHeaderFiles,
} from '../../src/main/vault/files/header-file.ts'
import type { OpenedHeader } from '../../src/main/vault/files/header-pick.ts'
import { exampleHeader, fastDerive, fastRoot } from './fast-derive.ts'
import { vaultOnDisk } from './header-on-disk.ts'
import { temporaryVault } from './temporary-vault.ts'

beforeAll(sodiumReady)

const opensWith = ({ slot }: OpenedHeader, key: Secret): boolean =>
  slot.kind !== 'wipe' && slot.vaultKey.equals(key)

const flip = (path: string, offset: number): void => {
  const bytes = readFileSync(path)
  bytes[offset] = (bytes[offset] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

describe('the two copies of a header', () => {
  test('are equal and private to the user', () => {
    const { paths } = vaultOnDisk()
    expect(readFileSync(paths.header)).toEqual(readFileSync(paths.headerBackup))
    expect(statSync(paths.header).mode & 0o777).toBe(0o600)
    expect(statSync(paths.headerBackup).mode & 0o777).toBe(0o600)
    expect(statSync(paths.header).size).toBe(8192)
  })

  test('open with each credential and no other', async () => {
    const { paths, vaultKey } = vaultOnDisk()
    for (const [index, credential] of ['passphrase', 'recovery'].entries()) {
      const opened = await openHeaderFiles(paths, fastDerive(credential))
      expect(opensWith(opened, vaultKey)).toBe(true)
      expect(opened).toMatchObject({ copies: 'equal', epoch: 1, slot: { index, kind: credential } })
    }
    await expect(openHeaderFiles(paths, fastDerive('guess'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    })
  })

  test('never overwrite a vault that is there', () => {
    const { paths } = vaultOnDisk()
    const before = readFileSync(paths.header)
    expect(() => {
      createHeaderFiles(paths, exampleHeader().header)
    }).toThrow('exists')
    expect(readFileSync(paths.header)).toEqual(before)
  })

  test.each(['header', 'headerBackup'] as const)(
    'repair a %s that is damaged, cut short, too long or gone',
    async (name) => {
      const { paths, header, vaultKey } = vaultOnDisk()
      const harms: readonly ((path: string) => void)[] = [
        (path) => {
          flip(path, 2000)
        },
        // The version too: with it corrected, the MAC tells damage from a newer app.
        (path) => {
          flip(path, 9)
        },
        (path) => {
          truncateSync(path, 4096)
        },
        (path) => {
          truncateSync(path, 0)
        },
        (path) => {
          writeFileSync(path, new Uint8Array(100_000))
        },
        rmSync,
      ]
      for (const harm of harms) {
        harm(paths[name])
        const opened = await openHeaderFiles(paths, fastDerive('passphrase'))
        expect(opened.copies).toBe('repaired')
        expect(opensWith(opened, vaultKey)).toBe(true)
        expect(new Uint8Array(readFileSync(paths[name]))).toEqual(header)
        expect(statSync(paths[name]).mode & 0o777).toBe(0o600)
      }
    },
  )

  test('are left untouched when both are damaged', async () => {
    const { paths } = vaultOnDisk()
    flip(paths.header, 500)
    flip(paths.headerBackup, 5000)
    const before = [readFileSync(paths.header), readFileSync(paths.headerBackup)]
    await expect(openHeaderFiles(paths, fastDerive('passphrase'))).rejects.toMatchObject({
      code: 'damaged',
    })
    expect([readFileSync(paths.header), readFileSync(paths.headerBackup)]).toEqual(before)
  })

  test('are told apart from a folder without a vault', async () => {
    const paths = temporaryVault()
    await expect(openHeaderFiles(paths, fastDerive('passphrase'))).rejects.toMatchObject({
      code: 'no-vault',
    })
    expect(existsSync(paths.header)).toBe(false)
  })

  test.each([
    ['header', 'headerBackup'],
    ['headerBackup', 'header'],
  ] as const)(
    'are left untouched when a newer app wrote the %s and stopped before the other',
    async (newer, older) => {
      const { paths } = vaultOnDisk()
      const bytes = new Uint8Array(20_000).fill(7)
      bytes.set(readFileSync(paths[newer]).subarray(0, 16))
      bytes[8] = 2
      writeFileSync(paths[newer], bytes)
      const before = [readFileSync(paths[newer]), readFileSync(paths[older])]
      await expect(openHeaderFiles(paths, fastDerive('passphrase'))).rejects.toMatchObject({
        code: 'newer',
      })
      expect([readFileSync(paths[newer]), readFileSync(paths[older])]).toEqual(before)
    },
  )

  test('after a stop between them, the newer one wins and the removed credential is refused', async () => {
    const { paths, header, vaultKey } = vaultOnDisk()
    const changed = withoutSlot(header, vaultKey, 1)
    writeFileSync(paths.header, changed)
    await expect(openHeaderFiles(paths, fastDerive('recovery'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    })
    expect(new Uint8Array(readFileSync(paths.headerBackup))).toEqual(changed)
    const opened = await openHeaderFiles(paths, fastDerive('passphrase'))
    expect(opened).toMatchObject({ copies: 'equal', epoch: 2 })
  })

  test('take parameters that rise with one passphrase and stay with the other', async () => {
    const { paths, header, vaultKey } = vaultOnDisk()
    const stronger = newKdfParams({ passes: 4, memoryKiB: 512 * 1024 })
    const root = fastRoot('a longer passphrase', stronger)
    const slot = { kind: 'passphrase', root, kdf: stronger } as const
    replaceHeaderFiles(paths, withSlotReplaced(header, vaultKey, 0, slot))
    for (const credential of ['a longer passphrase', 'recovery']) {
      expect(opensWith(await openHeaderFiles(paths, fastDerive(credential)), vaultKey)).toBe(true)
    }
    await expect(openHeaderFiles(paths, fastDerive('passphrase'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    })
  })

  test('give a wipe passphrase its mask and no key, and only out of the newest copy', async () => {
    const { paths, header, vaultKey, kdf } = vaultOnDisk()
    const root = fastRoot('wipe', kdf)
    const added = withSlot(header, vaultKey, { kind: 'wipe', root, kdf })
    replaceHeaderFiles(paths, added.header)
    const opened = await openHeaderFiles(paths, fastDerive('wipe'))
    expect(opened.slot).toEqual({ kind: 'wipe', wipeMask: 0b1111_1111_1011, index: 2, group: 0 })

    writeFileSync(paths.header, withoutSlot(added.header, vaultKey, added.index))
    await expect(openHeaderFiles(paths, fastDerive('wipe'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    })
  })

  test('carry a rekey through a stop between any two writes', async () => {
    const { paths, header, vaultKey, kdf } = vaultOnDisk()
    const nextKey = Secret.random()
    const kept = [{ index: 0, root: fastRoot('passphrase', kdf) }]
    const begun = beginRekey(header, vaultKey, nextKey, kept)
    const done = finishRekey(begun, vaultKey, nextKey, kept)
    const sequence = [
      [header, header],
      [begun, header],
      [begun, begun],
      [done, begun],
      [done, done],
    ] as const
    for (const [first, second] of sequence) {
      writeFileSync(paths.header, first)
      writeFileSync(paths.headerBackup, second)
      const { slot } = await openHeaderFiles(paths, fastDerive('passphrase'))
      if (slot.kind === 'wipe') throw new Error('a passphrase opened as a wipe slot')
      const keys = [slot.vaultKey, ...(slot.nextKey === null ? [] : [slot.nextKey])]
      const expected =
        first === done ? [nextKey] : first === begun ? [vaultKey, nextKey] : [vaultKey]
      expect(keys.map((key) => Buffer.from(key.bytes))).toEqual(
        expected.map((key) => Buffer.from(key.bytes)),
      )
    }
    await expect(openHeaderFiles(paths, fastDerive('recovery'))).rejects.toMatchObject({
      code: 'wrong-passphrase',
    })
  })
})
