import { closeSync, openSync, readSync } from 'node:fs'
import { createSigningKeyPair } from '../../src/crypto/sign.ts'
import { sodium, sodiumReady } from '../../src/crypto/sodium.ts'
import { verifyVault } from '../../src/main/vault/verify/verify.ts'
import { openVault, sessionOf } from './open-vault.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { timed, timedAsync } from './timing.ts'

const readThrough = (file: string): void => {
  const descriptor = openSync(file, 'r')
  const part = Buffer.alloc(2 ** 20)
  try {
    while (readSync(descriptor, part, 0, part.length, null) > 0);
  } finally {
    closeSync(descriptor)
  }
}

/** Checking one signature, in ms. */
const signatureMs = (): number => {
  const { publicKey, secretKey } = createSigningKeyPair()
  const message = sodium.randombytes_buf(64)
  const signature = sodium.crypto_sign_detached(message, secretKey.bytes)
  secretKey.wipe()
  const some = 5_000
  const ms = timed(() => {
    for (let i = 0; i < some; i += 1)
      sodium.crypto_sign_verify_detached(signature, message, publicKey)
  })
  return ms / some
}

export type VerifyJob = {
  readonly folder: string
  /** Its file. */
  readonly database: string
  readonly size: string
  /** Does something else run as long as this does? */
  readonly isConcurrent: boolean
}

/** Verifying a whole vault, against reading its file once from beginning to end. */
export const verifyFigures = async ({
  folder,
  database,
  size,
  isConcurrent,
}: VerifyJob): Promise<readonly Figure[]> => {
  const group = isConcurrent ? 'Verify, while reports are exported and imported' : 'Verify'
  await sodiumReady()
  const reading = timed(() => readThrough(database))
  const signature = signatureMs()
  const vault = await openVault(folder)
  try {
    const ports = { signal: new AbortController().signal, progress: () => undefined }
    let faults = 0
    let records = 0
    const ms = await timedAsync(async () => {
      const found = await verifyVault(sessionOf(vault), ports)
      faults = found.faults.length
      records = found.records
    })
    if (faults > 0) throw new Error('the vault that the bench made does not hold')
    return [
      figure({
        group,
        name: `verify, ${size} reports`,
        unit: 's',
        ours: ms / 1e3,
        limit: { of: 's to read the file', value: reading / 1e3 },
        bar: { on: 'ratio', most: 2 },
      }),
      figure({
        group,
        // Every record that the bench makes has one.
        name: 'the same, beside the signatures alone',
        unit: 's',
        ours: ms / 1e3,
        limit: { of: 's for one of each record', value: (signature * records) / 1e3 },
      }),
    ]
  } finally {
    vault.controller.close()
  }
}
