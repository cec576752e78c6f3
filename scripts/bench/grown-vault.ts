import { createSigningKeyPair } from '../../src/crypto/sign.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { exchangeRepository } from '../../src/main/store/exchange-log.ts'
import { handOvers } from './hand-over.ts'
import { newVault } from './new-vault.ts'
import { seededRandom } from '../soak/random.ts'
import { openSide } from './side.ts'

/** A closed vault with at least so many reports in it, the same ones as the bench's. */
export const grownVault = async (folder: string, reports: number): Promise<void> => {
  await sodiumReady()
  const place = await newVault(folder)
  const side = openSide(place)
  const author = createSigningKeyPair()
  const next = handOvers(seededRandom(7), author)
  try {
    for (let grown = 0; grown < reports;) {
      const { entry, subjects, ...made } = next()
      exchangeRepository(side.context).commitImport(entry, subjects)
      grown += made.reports.length
    }
  } finally {
    side.close()
    place.vaultKey.wipe()
    author.secretKey.wipe()
  }
}
