import { readFileSync } from 'node:fs'
import { AuthorKey } from '../../src/shared/ids.ts'
import { withdraw, goOn } from '../exchange/three-vaults.ts'
import { session } from '../exchange/test-vault.ts'
import { taken } from '../exchange/two-vaults.ts'
import { failureOf } from '../vault/harness.ts'
import type { FailureCode } from '../../src/shared/failure.ts'
import { asFile, exported } from './world.ts'
import type { Desk, World } from './world.ts'

/** A desk files a new revision of the first desk's report, if it has it. */
export const writes = async ({ kept }: World, by: Desk, n: number): Promise<void> => {
  await failureOf(() => goOn(by.vault, kept.reportId, `Heard again, for the time ${String(n)}`))
}

/** A desk sends a case; the file is then on the wire. */
export const sends = async (
  world: World,
  from: Desk,
  to: readonly Desk[],
  isOther: boolean,
): Promise<void> => {
  const path = await exported(world, from, isOther ? world.otherCase : world.kept.caseId, to)
  if (path === null) return
  const names = to.map(({ name }) => name)
  world.wire.push({ bytes: readFileSync(path), sender: from.author, to: names })
}

/** The first desk withdraws the consent of its source. */
export const withdraws = async ({ desks, kept }: World): Promise<void> =>
  withdraw(desks.field.vault, kept.sourceId)

/** A desk ends its contact with another one. */
export const revokes = async (by: Desk, other: Desk): Promise<void> => {
  await failureOf(() =>
    by.vault.handlers['contacts.revoke']({ author: AuthorKey.parse(other.author) }),
  )
  by.revoked.add(other.author)
}

/**
 * A desk opens a file from the wire and imports all that it shows.
 *
 * @returns the code of the refusal; `none`: imported.
 */
export const opens = async (
  world: World,
  by: Desk,
  bytes: Uint8Array,
): Promise<FailureCode | 'none'> => failureOf(() => taken(by.vault, asFile(world, bytes)))

/** All revisions in a vault. */
export const revisionsOf = ({ vault }: Desk) => {
  const { store } = session(vault)
  return store.records
    .ids()
    .flatMap((id) => store.revisions.list(id).map(({ revision }) => revision))
}
