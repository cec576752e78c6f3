import { concat } from '../../src/crypto/bytes.ts'
import {
  dearmored,
  headerEnd,
  isArmored,
  openHeader,
  sealHeader,
} from '../../src/main/exchange/age-format.ts'
import type { AgeKeys, AgeTarget, OpenedBy } from '../../src/main/exchange/age-format.ts'
import { PayloadOpener, PayloadSealer } from '../../src/main/exchange/age-stream.ts'

/*
 * Whole age files in memory, by the pieces that the app's thread writes and reads them in: for files
 * that a test forges or takes apart.
 */

/** nonce16 ‖ chunks. */
export const sealPayload = (fileKey: Uint8Array, plaintext: Uint8Array): Uint8Array => {
  const sealer = new PayloadSealer(fileKey)
  const sealed = concat(sealer.nonce, ...sealer.push(plaintext), sealer.end())
  sealer.wipe()
  return sealed
}

/** @throws Failure as `PayloadOpener`. */
export const openPayload = (fileKey: Uint8Array, payload: Uint8Array): Uint8Array => {
  const opener = new PayloadOpener(fileKey)
  try {
    return concat(...opener.push(payload), opener.end())
  } finally {
    opener.wipe()
  }
}

/** A complete age v1 file. @throws Failure as `sealHeader`. */
export const encryptAge = async (plaintext: Uint8Array, target: AgeTarget): Promise<Uint8Array> => {
  const { header, fileKey } = await sealHeader(target)
  return concat(header, sealPayload(fileKey, plaintext))
}

/**
 * The content of an age v1 file, armored or not, and the key that opened it.
 *
 * @throws Failure as `openHeader` and `PayloadOpener`.
 */
export const decryptAge = async (
  file: Uint8Array,
  keys: AgeKeys,
): Promise<{ readonly plaintext: Uint8Array; readonly by: OpenedBy }> => {
  const bytes = isArmored(file) ? dearmored(file) : file
  const end = headerEnd(bytes)
  const { fileKey, by } = await openHeader(bytes.subarray(0, end), keys)
  return { plaintext: openPayload(fileKey, bytes.subarray(end)), by }
}
