import assert from 'node:assert/strict'
import { backupManifestBytes, readBackupManifest } from '../../src/main/exchange/backup-manifest.ts'
import { canonicalBytes } from '../../src/main/exchange/strict-json.ts'
import { changedJson } from './fuzz-target.ts'
import type { FuzzTarget } from './fuzz-target.ts'

const ab = (times: number): string => 'ab'.repeat(times)

/** The manifest of a backup, which is signed apart. */
export const backupTarget = (): FuzzTarget => {
  const whole = {
    ...{ format: 'understory-backup', version: 1, backupId: ab(16), author: ab(32) },
    ...{ vault: ab(16), day: '2024-04-02', schema: 10, key: ab(32) },
    counts: { journal: { 'record.saved': 3 }, records: { case: 1 }, revisions: { case: 1 } },
    tail: { seq: 3, hash: ab(32) },
    database: { length: 4096, digest: ab(32) },
    blobs: [
      { name: '01'.repeat(16), length: 1040, digest: ab(32) },
      { name: ab(16), length: 0, digest: ab(32) },
    ],
  }
  return {
    seeds: [canonicalBytes(whole), canonicalBytes({ ...whole, blobs: [] })],
    read: (input) => {
      const manifest = readBackupManifest(input)
      assert.ok(Buffer.from(backupManifestBytes(manifest)).equals(input), 'a second form')
    },
    change: changedJson((tree) => tree),
  }
}
