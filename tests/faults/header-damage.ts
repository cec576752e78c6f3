import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { spread } from '../../scripts/soak/random.ts'
import type { Random } from '../../scripts/soak/random.ts'
import type { SoakRun, Trials } from '../../scripts/soak/run.ts'
import { Tally } from '../../scripts/soak/tally.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { createHeaderFiles, renewAtUnlock } from '../../src/main/vault/storage/header-file.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { createFileTokens } from '../../src/main/vault/session/file-tokens.ts'
import { headerCredentials } from '../../src/main/vault/storage/header-unlock.ts'
import { exampleHeader, fastCredential } from '../vault-files/fast-derive.ts'
import { refusalOf } from './refusal.ts'

const headerBytes = 8192
const headerBitCount = headerBytes * 8

/** The bits of the version number: FORMAT.md section 2. A version damaged alone is known by the sum. */
const versionBits = { first: 64, count: 16 }

/**
 * Bits of a header, `count` in all: each bit of its version, and others that are spread over the
 * rest.
 */
const bitsToFlip = (count: number, random: Random): readonly number[] => {
  const { first, count: bitsOfVersion } = versionBits
  const version = Array.from({ length: bitsOfVersion }, (_, i) => first + i)
  const others = spread(count - bitsOfVersion, headerBitCount - bitsOfVersion, random)
  return [...version, ...others.map((bit) => (bit < first ? bit : bit + bitsOfVersion))]
}

/** A vault's two headers, to be damaged in many ways. */
const bench = async ({ folder }: Trials) => {
  await sodiumReady()
  const place = join(folder, 'headers')
  mkdirSync(place)
  const paths = vaultPaths(place)
  const { header, vaultKey } = exampleHeader()
  createHeaderFiles(paths, header)
  const { withHeader } = headerCredentials(paths, '', createFileTokens(), () => true)
  const open = () =>
    withHeader(fastCredential('passphrase'), 'passphrase', (opened) => {
      assert.ok(opened.vaultKey.equals(vaultKey), 'the key')
      return Promise.resolve(renewAtUnlock(paths, opened))
    })
  const tally = new Tally()
  const restore = (): void => {
    for (const path of [paths.header, paths.headerBackup]) writeFileSync(path, header)
  }
  return {
    tally,
    header,
    /** One copy is damaged: it is written again from the other, and the user is told. */
    one: async (what: string, name: 'header' | 'headerBackup', bytes: Uint8Array) => {
      await tally.trial(`${what} of ${name}`, async () => {
        writeFileSync(paths[name], bytes)
        const { isRepaired, current } = await open()
        assert.ok(isRepaired, 'told')
        for (const path of [paths.header, paths.headerBackup])
          assert.ok(readFileSync(path).equals(current), 'written again')
        return 'repaired'
      })
      restore()
    },
    /** Both are: it is refused, and not one byte changes; or opened, if only the version differs. */
    both: async (what: string, bytes: Uint8Array, opens: boolean) => {
      await tally.trial(`${what} of both`, async () => {
        for (const path of [paths.header, paths.headerBackup]) writeFileSync(path, bytes)
        const code = await refusalOf(open)
        assert.equal(code === null, opens, code ?? 'it opened')
        if (code === null) return 'repaired'
        const refusals = ['damaged', 'newer', 'outdated', 'wrong-passphrase']
        assert.ok(refusals.includes(code), code)
        for (const path of [paths.header, paths.headerBackup]) {
          assert.ok(readFileSync(path).equals(bytes), 'left as it was')
        }
        return 'refused'
      })
      restore()
    },
  }
}

/** Every bit of a header, flipped: in one copy, in the other, and in both. */
export const headerBits: SoakRun = {
  promise:
    'a flipped bit of one copy is made good from the other; of both, it is refused, or if it is one of the version, made good by the sum',
  counts: 'bits, each in three ways',
  usual: headerBitCount,
  run: async (trials) => {
    const { tally, header, one, both } = await bench(trials)
    const bits = bitsToFlip(trials.count, trials.random)
    tally.owed = bits.length * 3
    for (const bit of bits) {
      const bytes = header.slice()
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const what = `bit ${String(bit)}`
      await one(what, 'header', bytes)
      await one(what, 'headerBackup', bytes)
      await both(
        what,
        bytes,
        versionBits.first <= bit && bit < versionBits.first + versionBits.count,
      )
    }
    return tally
  },
}

/** A header cut short at every length. */
export const headerCuts: SoakRun = {
  promise: 'a header of any other length is made good from its copy; two of them are refused',
  counts: 'lengths, each in three ways',
  usual: headerBytes,
  run: async (trials) => {
    const { tally, header, one, both } = await bench(trials)
    const lengths = spread(trials.count, headerBytes, trials.random)
    tally.owed = lengths.length * 3
    for (const length of lengths) {
      const bytes = header.slice(0, length)
      const what = `length ${String(length)}`
      await one(what, 'header', bytes)
      await one(what, 'headerBackup', bytes)
      await both(what, bytes, false)
    }
    return tally
  },
}
