import { argon2idRoot, kdfBounds, newKdfParams, passphraseBytes } from '../../src/crypto/kdf.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { deriveRoot, takeMemoryAhead } from '../../src/main/vault/files/credential.ts'
import { benchPassphrase as passphrase, typingMs } from './bench-passphrase.ts'
import { lockedVault, unlock, workerPaths } from './open-vault.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { median, middleHalf, timed, timedAsync } from './timing.ts'

/** Argon2id in this thread, and nothing else. Its memory is not given back, so it runs last. */
const bare = (): number => {
  const kdf = newKdfParams(kdfBounds.standard)
  return timed(() => argon2idRoot(passphraseBytes(passphrase), kdf).wipe())
}

const derive = async (): Promise<void> => {
  const kdf = newKdfParams(kdfBounds.standard)
  const root = await deriveRoot({
    worker: workerPaths.kdf,
    password: passphraseBytes(passphrase),
    kdf,
  })
  root.wipe()
}

/** Unlocking a vault of this size, which no process has open, up to its first list. */
export const unlockFigures = async (
  folder: string,
  size: string,
  repeats: number,
): Promise<readonly Figure[]> => {
  await sodiumReady()
  const group = `Unlock, ${size} reports`
  const unlocks: number[] = []
  for (let i = 0; i < repeats; i += 1) {
    const vault = lockedVault(folder)
    takeMemoryAhead(workerPaths.kdf, kdfBounds.standard.memoryKiB)
    await new Promise((resolve) => setTimeout(resolve, typingMs))
    unlocks.push(await timedAsync(() => unlock(vault)))
    vault.controller.close()
  }
  const before = process.memoryUsage.rss()
  for (let i = 0; i < repeats; i += 1) await derive()
  // The thread has ended; its memory is given back within a moment.
  await new Promise((resolve) => setTimeout(resolve, 200))
  const kept = (process.memoryUsage.rss() - before) / 2 ** 20
  const bares = Array.from({ length: repeats }, bare)
  const beyond = median(unlocks) - 1.1 * median(bares)
  return [
    figure({
      group,
      name: 'unlock',
      unit: 's',
      ours: median(unlocks) / 1e3,
      bar: { on: 'ours', least: 0.7, most: 1.3 },
      spread: [middleHalf(unlocks)[0] / 1e3, middleHalf(unlocks)[1] / 1e3],
    }),
    figure({
      group,
      name: 'unlock, beyond 1.1 of bare Argon2id',
      unit: 'ms',
      ours: beyond,
      limit: { of: 'ms bare Argon2id', value: median(bares) },
      bar: { on: 'ours', most: 150 },
    }),
    figure({
      group,
      name: 'memory that the KDF left behind',
      unit: 'MB',
      ours: kept,
      bar: { on: 'ours', most: 30 },
    }),
  ]
}
