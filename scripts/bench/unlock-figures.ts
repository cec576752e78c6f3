import { argon2idRoot, kdfBounds, newKdfParams, passphraseBytes } from '../../src/crypto/kdf.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { takeMemoryAhead } from '../../src/main/vault/files/credential.ts'
import { benchPassphrase as passphrase, typingMs } from './bench-passphrase.ts'
import { lockedVault, unlock, workerPaths } from './open-vault.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { median, timed, timedAsync } from './timing.ts'

/** Argon2id in this thread, and nothing else. Its memory is not given back, so it runs last. */
const bare = (): number => {
  const kdf = newKdfParams(kdfBounds.standard)
  return timed(() => argon2idRoot(passphraseBytes(passphrase), kdf).wipe())
}

/** Unlocking a vault of this size, which no process has open, up to its first list. */
export const unlockFigures = async (
  folder: string,
  size: string,
  repeats: number,
): Promise<readonly Figure[]> => {
  await sodiumReady()
  const unlocks: number[] = []
  for (let i = 0; i < repeats; i += 1) {
    const vault = lockedVault(folder)
    takeMemoryAhead(workerPaths.kdf, kdfBounds.standard.memoryKiB)
    await new Promise((resolve) => setTimeout(resolve, typingMs))
    unlocks.push(await timedAsync(() => unlock(vault)))
    vault.controller.close()
  }
  const bares = Array.from({ length: repeats }, bare)
  const derivation = median(bares)
  return [
    figure({
      group: `Unlock, ${size} reports`,
      name: 'unlock without a window, beyond one derivation',
      unit: 'ms',
      ours: median(unlocks) - derivation,
      limit: { of: 'ms, one derivation', value: derivation },
      bar: { on: 'ours', most: 80 },
    }),
  ]
}
