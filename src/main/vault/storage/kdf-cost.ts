import { kdfBounds } from '../../../crypto/kdf.ts'
import type { KdfCost } from '../../../crypto/kdf.ts'
import { readHeaderCopies } from './header-file.ts'
import type { VaultPaths } from '../files/paths.ts'

const mebibyte = 1024

/** Costs of about the same time on one processor, the dearest first, and the free memory for each. */
const costs: readonly { readonly fromKiB: number; readonly cost: KdfCost }[] = [
  { fromKiB: 3 * 1024 * mebibyte, cost: kdfBounds.standard },
  { fromKiB: 1.5 * 1024 * mebibyte, cost: { passes: 6, memoryKiB: 128 * mebibyte } },
]
const leastCost: KdfCost = { passes: 10, memoryKiB: kdfBounds.floor.memoryKiB }

/** Memory that this process can still use, in KiB; in a container, that of the container. */
export const freeMemoryKiB = (): number => Math.floor(process.availableMemory() / 1024)

/**
 * The KDF cost of a new vault on a machine with that much free memory: the standard cost from 3 GiB
 * on. Less memory is made up for with more passes, as far as the bounds allow.
 */
export const costThatFits = (freeKiB: number): KdfCost =>
  costs.find(({ fromKiB }) => freeKiB >= fromKiB)?.cost ?? leastCost

/** Whether an attacker can try more passphrases at once than at the standard cost. */
export const isReduced = ({ memoryKiB }: KdfCost): boolean =>
  memoryKiB < kdfBounds.standard.memoryKiB

/**
 * The cost of the vault in that folder, which is within the bounds and not authenticated; null if its
 * header cannot be read.
 */
export const costOfVault = (paths: VaultPaths): KdfCost | null => {
  try {
    return readHeaderCopies(paths)[0]?.header.kdf ?? null
  } catch {
    return null
  }
}
