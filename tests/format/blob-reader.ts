import { webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { blake2b } from '@noble/hashes/blake2.js'

/** A reader of attached files, written from docs/FORMAT.md, section 8, alone. */
export type BlobRow = {
  readonly id: string
  readonly bytes: number
  readonly digest: string
  readonly key: Uint8Array
}

const MiB = 2 ** 20

const padded = (n: number): number => {
  if (n <= 65_536) return 65_536
  const e = BigInt(31 - Math.clz32(n))
  const s = BigInt(31 - Math.clz32(Number(e))) + 1n
  const step = 1n << (e - s)
  return Number(((BigInt(n) + step - 1n) / step) * step)
}

export const readBlob = async (path: string, row: BlobRow): Promise<Uint8Array> => {
  const file = readFileSync(path)
  const size = padded(row.bytes)
  const chunks = Math.ceil(size / MiB)
  if (file.length !== size + 16 * chunks) throw new Error('size')
  const key = await webcrypto.subtle.importKey('raw', row.key, 'AES-GCM', false, ['decrypt'])
  const whole: Uint8Array[] = []
  for (let i = 0; i < chunks; i += 1) {
    const iv = new Uint8Array(12)
    new DataView(iv.buffer).setBigUint64(0, BigInt(i), true)
    if (i === chunks - 1) iv[11] = 1
    const additionalData = Buffer.concat([
      Buffer.from('understory/blob/v1\0', 'latin1'),
      Buffer.from(row.id, 'hex'),
    ])
    const sealed = file.subarray(i * (MiB + 16), (i + 1) * (MiB + 16))
    const opened = await webcrypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData, tagLength: 128 },
      key,
      sealed,
    )
    whole.push(new Uint8Array(opened))
  }
  const all = Buffer.concat(whole)
  if (all.subarray(row.bytes).some((byte) => byte !== 0)) throw new Error('padding')
  const content = all.subarray(0, row.bytes)
  const digest = Buffer.from(blake2b(content, { dkLen: 32 })).toString('hex')
  if (digest !== row.digest) throw new Error('digest')
  return content
}
