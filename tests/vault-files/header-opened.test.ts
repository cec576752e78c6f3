import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { newKdfParams } from '../../src/crypto/kdf.ts'
import type { KdfParams } from '../../src/crypto/kdf.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { readHeader } from '../../src/crypto/v1/header-layout.ts'
import { withoutSlot, withSlot, withSlotReplaced } from '../../src/crypto/v1/header.ts'
import { beginRekey, finishRekey } from '../../src/crypto/v1/rekey.ts'
import {
  openHeaderFiles,
  readHeaderFiles,
  replaceHeaderFiles,
} from '../../src/main/vault/files/header-file.ts'
import { fastDerive, fastRoot } from './fast-derive.ts'
import { secretsOf } from './taken-secrets.ts'
import { flipped } from './changed-bytes.ts'
import { bothOf, code, ofNewerApp, sealed, vaultOnDisk, write } from './header-on-disk.ts'

beforeAll(sodiumReady)

describe('opening a header', () => {
  test('takes the higher epoch, whichever copy has it', async () => {
    const { paths, header, vaultKey } = vaultOnDisk()
    const changed = withoutSlot(header, vaultKey, 1)
    write(paths, header, changed)
    const opened = await openHeaderFiles(paths, fastDerive('passphrase'))
    expect(opened).toMatchObject({ epoch: 2, copies: 'repaired' })
    expect(bothOf(paths)).toEqual([changed, changed])
  })

  test('removes what an unfinished write left, but not for a wipe slot', async () => {
    const { paths, header, vaultKey, kdf } = vaultOnDisk()
    const wipe = { kind: 'wipe', root: fastRoot('wipe', kdf), kdf } as const
    replaceHeaderFiles(paths, withSlot(header, vaultKey, wipe).header)
    const leftovers = [`${paths.header}.new`, `${paths.headerBackup}.new`]
    for (const path of leftovers) writeFileSync(path, header)
    await openHeaderFiles(paths, fastDerive('wipe'))
    expect(leftovers.map((path) => existsSync(path))).toEqual([true, true])
    await openHeaderFiles(paths, fastDerive('passphrase'))
    expect(leftovers.map((path) => existsSync(path))).toEqual([false, false])
    // Also a leftover of the second copy alone.
    writeFileSync(`${paths.headerBackup}.new`, header)
    await openHeaderFiles(paths, fastDerive('passphrase'))
    expect(existsSync(`${paths.headerBackup}.new`)).toBe(false)
  })

  test('repairs one slot that was changed, by the other copy', async () => {
    const { paths, header } = vaultOnDisk()
    for (const copies of [
      [flipped(header, sealed(0)), header],
      [header, flipped(header, sealed(0))],
    ] as const) {
      write(paths, ...copies)
      expect(await openHeaderFiles(paths, fastDerive('passphrase'))).toMatchObject({
        copies: 'repaired',
        slot: { kind: 'passphrase', index: 0 },
      })
      expect(bothOf(paths)).toEqual([header, header])
    }
  })

  test('says damaged, not wrong, where the slot that it opens was changed in both', async () => {
    const { paths, header, vaultKey } = vaultOnDisk()
    const broken = flipped(header, sealed(0))
    write(paths, broken, broken)
    await expect(openHeaderFiles(paths, fastDerive('passphrase'))).rejects.toMatchObject(
      code('damaged'),
    )
    expect(bothOf(paths)).toEqual([broken, broken])
    // It is no wrong passphrase either where only the older copy has the slot.
    write(paths, withoutSlot(header, vaultKey, 0), broken)
    await expect(openHeaderFiles(paths, fastDerive('passphrase'))).rejects.toMatchObject(
      code('damaged'),
    )
  })

  test('says wrong, not damaged, for a credential that no copy knows', async () => {
    const { paths, header } = vaultOnDisk()
    const broken = flipped(header, sealed(0))
    write(paths, broken, broken)
    await expect(openHeaderFiles(paths, fastDerive('guess'))).rejects.toMatchObject(
      code('wrong-passphrase'),
    )
  })

  test('says newer where a later version wrote one copy and the credential opens neither', async () => {
    const { paths, header } = vaultOnDisk()
    for (const copies of [
      [ofNewerApp(header), header],
      [header, ofNewerApp(header)],
    ] as const) {
      write(paths, ...copies)
      await expect(openHeaderFiles(paths, fastDerive('guess'))).rejects.toMatchObject(code('newer'))
      expect(bothOf(paths)).toEqual(copies)
    }
  })

  test('costs nothing where nothing can be opened', async () => {
    const { paths, header } = vaultOnDisk()
    const never = (): Promise<never> => Promise.reject(new Error('derived for nothing'))
    const newer = ofNewerApp(header)
    write(paths, newer, newer)
    await expect(openHeaderFiles(paths, never)).rejects.toMatchObject(code('newer'))
    write(paths, newer, header.subarray(0, 8))
    await expect(openHeaderFiles(paths, never)).rejects.toMatchObject(code('newer'))
    rmSync(paths.header)
    await expect(openHeaderFiles(paths, never)).rejects.toMatchObject(code('damaged'))
    // An unreadable header exists: this is no folder for a new vault.
    rmSync(paths.headerBackup)
    mkdirSync(paths.header)
    await expect(openHeaderFiles(paths, never)).rejects.toMatchObject(code('damaged'))
  })

  test('derives once where the copies agree, and begins with what both have', async () => {
    const { paths, header, vaultKey, kdf } = vaultOnDisk()
    const asked = async (credential: string): Promise<KdfParams[]> => {
      const seen: KdfParams[] = []
      const derive = fastDerive(credential)
      await readHeaderFiles(paths, (one) => {
        seen.push(one)
        return derive(one)
      }).catch(() => undefined)
      return seen
    }
    expect(await asked('guess')).toEqual([kdf])

    const stronger = newKdfParams({ passes: 4, memoryKiB: 512 * 1024 })
    const other = { kind: 'passphrase', root: fastRoot('other', stronger), kdf: stronger } as const
    const added = withSlot(header, vaultKey, other).header
    // Only one copy knows the stronger ones, and has them first.
    const strongerFirst = withSlotReplaced(added, vaultKey, 0, {
      ...other,
      root: fastRoot('another', stronger),
    })
    write(paths, strongerFirst, header)
    expect(await asked('guess')).toEqual([kdf, stronger])
    expect(await asked('other')).toEqual([kdf, stronger])
    expect(await asked('recovery')).toEqual([kdf])

    // Four sets, none known to both: each once.
    const renewed = newKdfParams()
    const slots = ['passphrase', 'recovery'] as const
    const elsewhere = slots.reduce(
      (draft, kind, index) =>
        withSlotReplaced(draft, vaultKey, index, {
          kind,
          root: fastRoot(`${kind} anew`, index === 0 ? renewed : stronger),
          kdf: index === 0 ? renewed : stronger,
        }),
      header,
    )
    write(paths, elsewhere, header)
    expect(await asked('guess')).toHaveLength(3)
    expect(await asked('guess')).toEqual(expect.arrayContaining([kdf, renewed, stronger]))
  })

  test('begins with what both copies have, though each begins with another', async () => {
    const { paths, header, vaultKey, kdf } = vaultOnDisk()
    const first = newKdfParams()
    const replaced = withSlotReplaced(header, vaultKey, 0, {
      kind: 'passphrase',
      root: fastRoot('passphrase', first),
      kdf: first,
    })
    // Group 1 has the new parameters; group 0 is free, so the next new ones take it.
    const moved = withSlotReplaced(replaced, vaultKey, 1, {
      kind: 'recovery',
      root: fastRoot('recovery', first),
      kdf: first,
    })
    const second = newKdfParams()
    const last = withSlotReplaced(moved, vaultKey, 1, {
      kind: 'recovery',
      root: fastRoot('recovery', second),
      kdf: second,
    })
    expect(readHeader(last).kdf).toEqual([second, first])
    expect(readHeader(replaced).kdf).toEqual([kdf, first])
    write(paths, last, replaced)
    const seen: KdfParams[] = []
    await openHeaderFiles(paths, (one) => {
      seen.push(one)
      return fastDerive('passphrase')(one)
    })
    expect(seen).toEqual([first])
  })

  test('leaves no key behind but those that it hands out', async () => {
    const { paths, header, vaultKey, kdf } = vaultOnDisk()
    const nextKey = Secret.random()
    const kept = [{ index: 0, root: fastRoot('passphrase', kdf) }]
    const begun = beginRekey(header, vaultKey, nextKey, kept)
    write(paths, begun, header)
    const { result, secrets } = await secretsOf(() =>
      openHeaderFiles(paths, fastDerive('passphrase')),
    )
    if (result.slot.kind === 'wipe') throw new Error('a passphrase opened as a wipe slot')
    expect(secrets.length).toBeGreaterThan(4)
    expect(new Set(secrets.filter(({ wiped }) => !wiped))).toEqual(
      new Set([result.slot.vaultKey, result.slot.nextKey]),
    )
    const refused = await secretsOf(() =>
      openHeaderFiles(paths, fastDerive('guess')).catch(() => null),
    )
    expect(refused.secrets.length).toBeGreaterThan(0)
    expect(refused.secrets.every(({ wiped }) => wiped)).toBe(true)
  })

  test('leaves no file open', async ({ skip }) => {
    skip(!existsSync('/proc/self/fd'), 'this system does not list the open files of a process')
    const { paths } = vaultOnDisk()
    const open = (): number => readdirSync('/proc/self/fd').length
    const before = open()
    for (let n = 0; n < 20; n++) await openHeaderFiles(paths, fastDerive('passphrase'))
    expect(open()).toBeLessThan(before + 20)
  })

  test('refuses what was removed after a new vault key, though an old copy begins the change', async () => {
    const { paths, header, vaultKey, kdf } = vaultOnDisk()
    const nextKey = Secret.random()
    const kept = [0, 1].map((index) => ({
      index,
      root: fastRoot(index === 0 ? 'passphrase' : 'recovery', kdf),
    }))
    const begun = beginRekey(header, vaultKey, nextKey, kept)
    const removed = withoutSlot(finishRekey(begun, vaultKey, nextKey, kept), nextKey, 1)
    write(paths, removed, begun)
    await expect(openHeaderFiles(paths, fastDerive('recovery'))).rejects.toMatchObject(
      code('wrong-passphrase'),
    )
    expect(bothOf(paths)).toEqual([removed, removed])
  })
})
