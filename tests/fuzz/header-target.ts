import assert from 'node:assert/strict'
import { deriveKey } from '../../src/crypto/keys.ts'
import { seal, unseal } from '../../src/crypto/seal.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodium } from '../../src/crypto/sodium.ts'
import { readDirectory, wipeDirectory } from '../../src/crypto/v2/directory.ts'
import {
  at,
  clearFields,
  directoryField,
  headerBytes,
  readHeader,
  writeSum,
} from '../../src/crypto/v2/header-layout.ts'
import { buildHeader, openHeader, openNext, verifyHeader } from '../../src/crypto/v2/header.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { Random } from '../../scripts/soak/random.ts'
import { exampleParts, fastKeys } from '../vault-files/fast-derive.ts'
import { changedBytes } from './fuzz-target.ts'
import type { FuzzTarget } from './fuzz-target.ts'

const vaultKey = (): Secret => Secret.take(new Uint8Array(32).fill(7))

/** Changes what the vault key seals, and seals it again. @throws for a directory of another key. */
const changeDirectory = (header: Uint8Array, random: Random): void => {
  const key = deriveKey(vaultKey(), 'slotDirectory')
  const plain = unseal(key, directoryField(header), clearFields(header))
  const changed = changedBytes(plain, plain, random)
  plain.set(changed.subarray(0, plain.length))
  directoryField(header).set(seal(key, plain, clearFields(header)))
}

/** Numbers of a header's clear fields that a reader must refuse or accept by its bounds. */
const numbers = [0, 1, 2, 3, 4, 7, 8192, 65_536, 2 ** 20, 2 ** 31, 2 ** 32 - 1] as const

const changed = (input: Uint8Array, random: Random): Uint8Array | null => {
  if (input.length !== headerBytes) return null
  const header = Uint8Array.from(input)
  const fields = new DataView(header.buffer)
  switch (random.below(4)) {
    case 0: {
      const offset = random.pick([at.version, at.flags, at.length, at.kdf, at.kdf + 4, at.kdf + 8])
      fields.setUint32(offset, random.pick(numbers), true)
      break
    }
    case 1:
      header.set(
        changedBytes(input.subarray(at.slots, at.directory), input, random).subarray(
          0,
          at.directory - at.slots,
        ),
        at.slots,
      )
      break
    case 2:
      header[random.below(at.slots)] = random.below(256)
      break
    default:
      try {
        changeDirectory(header, random)
      } catch {
        return null
      }
  }
  const key = deriveKey(vaultKey(), 'headerMac')
  header.set(sodium.crypto_generichash(32, header.subarray(0, at.mac), key.bytes), at.mac)
  if (random.below(8) > 0) writeSum(header)
  return header
}

/** A vault's header, its sealed directory, and its slots with two credentials. */
export const headerTarget = (): FuzzTarget => ({
  seeds: [false, true].map((hasWipe) =>
    buildHeader({ ...exampleParts(hasWipe), vaultKey: vaultKey() }),
  ),
  read: (input) => {
    const { bytes, kdf } = readHeader(input)
    assert.equal(bytes.length, headerBytes)
    const key = vaultKey()
    const isAuthentic = verifyHeader(bytes, key)
    const directory = readDirectory(bytes, key)
    const { next, entries } = directory
    assert.equal(next === null, entries.wipe === null)
    wipeDirectory(directory)
    for (const credential of ['passphrase', 'wipe']) {
      const keys = fastKeys(credential, kdf)
      const content = openHeader(bytes, keys)
      if (content?.kind === 'wipe') openNext(keys, content.next).root.wipe()
    }
    if (!isAuthentic) throw new Failure('damaged')
  },
  change: (input, _other, random) => changed(input, random),
})
