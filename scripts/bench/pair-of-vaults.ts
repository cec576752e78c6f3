import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createSigningKeyPair } from '../../src/crypto/sign.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { exchangeRepository } from '../../src/main/store/exchange-log.ts'
import { journalRepository } from '../../src/main/store/journal-repository.ts'
import { settingsRepository } from '../../src/main/store/vault-state.ts'
import type { KeyringEntry } from '../../src/main/store/vault-state.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import type { CaseId, ReportId, SourceId } from '../../src/shared/ids.ts'
import { handOvers } from './hand-over.ts'
import { newVault } from './new-vault.ts'
import { seededRandom } from '../soak/random.ts'
import { createTwin, openSide } from './side.ts'
import type { Place, Side } from './side.ts'

/** A real vault and its twin without a key, with the same records in them. Both open. */
export type PairOfVaults = {
  ours: Side
  limit: Side
  readonly ourPlace: Place
  readonly limitPlace: Place
  readonly reports: ReportId[]
  readonly sources: SourceId[]
  readonly cases: CaseId[]
  /** Fills both up to this many reports. */
  readonly grow: (reports: number) => void
  /** May be called twice. */
  readonly close: () => void
}

const keysOf = (side: Side): readonly KeyringEntry[] =>
  side.db
    .prepare<[], KeyringEntry>(
      'SELECT kind, public_key AS publicKey, secret_key AS secretKey FROM keyring',
    )
    .all()

/** Makes both in a folder, empty, and opens them. `close` wipes the keys. */
export const pairOfVaults = async (folder: string): Promise<PairOfVaults> => {
  await sodiumReady()
  const ourPlace = await newVault(join(folder, 'vault'))
  const twin = join(folder, 'twin')
  mkdirSync(twin)
  const limitPlace: Place = { ...ourPlace, paths: vaultPaths(twin), encrypted: false }
  const ours = openSide(ourPlace)
  const limit = createTwin(limitPlace, [settingsRepository(ours.context).get(), keysOf(ours)])
  const author = createSigningKeyPair()
  const next = handOvers(seededRandom(7), author)
  let isClosed = false
  const pair: PairOfVaults = {
    ours,
    limit,
    ourPlace,
    limitPlace,
    reports: [],
    sources: [],
    cases: [],
    grow: (reports) => {
      while (pair.reports.length < reports) {
        const { entry, subjects, ...made } = next()
        for (const side of [pair.ours, pair.limit])
          exchangeRepository(side.context).commitImport(entry, subjects)
        pair.reports.push(...made.reports)
        pair.sources.push(...made.sources)
        pair.cases.push(made.caseId)
        // A vault has reasons in its journal for opening identities.
        for (const side of [pair.ours, pair.limit]) {
          journalRepository(side.context).noteOpening(
            made.sources[0] ?? null,
            'Asked how they are, as agreed.',
          )
        }
      }
    },
    close: () => {
      if (isClosed) return
      isClosed = true
      pair.ours.close()
      pair.limit.close()
      ourPlace.vaultKey.wipe()
      author.secretKey.wipe()
    },
  }
  return pair
}

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
