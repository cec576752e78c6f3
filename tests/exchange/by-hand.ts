import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ExportMetadata } from '../../src/main/exchange/build-export.ts'
import type { TestVault } from '../vault/harness.ts'
import { nextTask } from './test-vault.ts'
import { build, sample } from './sample.ts'
import type { person } from './sample.ts'
import { hybridOf } from './two-vaults.ts'
import type { Two } from './two-vaults.ts'
import { encryptAge } from './whole-age.ts'

/** Writes the card of one test to a file. @returns its path. */
export const cardAt = (two: Two, bytes: Uint8Array): string => {
  const path = join(two.place, `${nextTask()}.json`)
  writeFileSync(path, bytes)
  return path
}

/** A file by an author without a vault: the sample records or others, and their metadata. */
export const fileFrom = async (
  two: Two,
  by: ReturnType<typeof person>,
  to: TestVault,
  gathered = sample(by),
  metadata: Partial<ExportMetadata> = {},
): Promise<string> => {
  const recipients = [await hybridOf(to)]
  const { plaintext } = build(by, recipients, gathered, null, metadata)
  return two.written(await encryptAge(plaintext, { kind: 'keys', recipients }))
}
