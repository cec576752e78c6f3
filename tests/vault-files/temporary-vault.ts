import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import type { VaultPaths } from '../../src/main/vault/files/paths.ts'

/** An empty vault folder that is deleted when the test ends. */
export const temporaryVault = (): VaultPaths => {
  const folder = mkdtempSync(join(tmpdir(), 'understory-test-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  return vaultPaths(folder)
}
