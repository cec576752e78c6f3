import { cpSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { preparedVaults } from '../../scripts/run/prepared-vaults.ts'
import type { PreparedVault } from '../../scripts/run/prepared-vaults.ts'
import { personAt } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import { unlock } from './page-objects/vault.ts'
import { launch } from './launch.ts'
import type { LaunchOptions } from './launch.ts'

/*
 * `scripts/run/e2e.ts` makes these vaults before the tests run, with the app's own vault controller and the
 * lowest Argon2id cost that the app accepts in a header. The app opens them as it opens any vault: a
 * derivation takes a fifth of the time that the standard cost takes.
 *
 * A test about making a vault, or about the time that a passphrase takes, makes its own vault in the
 * window.
 */

const folderOf = (name: PreparedVault): string =>
  join(process.env['UNDERSTORY_BROUGHT'] ?? '', 'vaults', name)

/** The recovery code of a prepared vault. */
export const recoveryCodeOf = (name: PreparedVault): string =>
  readFileSync(join(folderOf(name), 'recovery-code'), 'utf8')

/** Copies a prepared vault to `vault`, or into a new folder. Returns the copy's path. */
export const copyPrepared = (
  name: PreparedVault,
  vault = join(mkdtempSync(join(tmpdir(), 'prepared-')), 'Understory'),
): string => {
  cpSync(join(folderOf(name), 'vault'), vault, { recursive: true })
  return vault
}

/** Starts the app with a copy of a prepared vault and opens it with its passphrase. */
export const openPrepared = async (
  name: PreparedVault,
  options: LaunchOptions = {},
): Promise<Person> => {
  const person = personAt(await launch({ ...options, vault: copyPrepared(name, options.vault) }))
  await unlock(person, preparedVaults[name].passphrase)
  return person
}
