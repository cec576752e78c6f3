import { randomBytes } from 'node:crypto'
import { closeSync, copyFileSync, cpSync, fsyncSync, openSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { benchPassphrase as passphrase } from './bench-passphrase.ts'
import { figure } from './figure.ts'
import type { Figure } from './figure.ts'
import { openVault, sessionOf } from './open-vault.ts'
import { inWords } from './store-figures.ts'
import { timed, timedAsync } from './timing.ts'

/** Copies a file and waits for the disk: the least that a journal, or the rewritten file, costs. */
const copySynced = (from: string, to: string): void => {
  copyFileSync(from, to)
  const descriptor = openSync(to, 'r+')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
    rmSync(to)
  }
}

type Change = {
  /** Seconds of a new passphrase, with its two derivations. */
  readonly seconds: number
  /** Seconds of the engine alone, which encrypts the database once more. */
  readonly rekeying: number
  /** Seconds to copy the database twice. */
  readonly copies: number
}

/** Changes the passphrase of a vault that no process has open, in a copy that is deleted. */
const changeOf = async (original: string): Promise<Change> => {
  const folder = `${original}-changed`
  cpSync(original, folder, { recursive: true })
  const { database } = vaultPaths(folder)
  const copy = join(folder, 'copied')
  const vault = await openVault(folder)
  const next = `${passphrase}, and one more`
  const change = { current: passphrase, currentKeyFile: null, next, nextKeyFile: null }
  const ms = await timedAsync(() => vault.controller.changePassphrase(change))
  const rekeying = timed(() => sessionOf(vault).store.rekey(randomBytes(32)))
  vault.controller.close()
  const copied = [1, 2].map(() => timed(() => copySynced(database, copy)))
  rmSync(folder, { recursive: true })
  return {
    seconds: ms / 1e3,
    rekeying: rekeying / 1e3,
    copies: copied.reduce((a, b) => a + b) / 1e3,
  }
}

/** A change of a credential encrypts the whole database again. */
export const credentialChangeFigures = async (
  vault: string,
  reports: number,
): Promise<readonly Figure[]> => {
  const megabytes = statSync(vaultPaths(vault).database).size / 1e6
  const whole = await changeOf(vault)
  const group = 'Change of a credential'
  return [
    figure({
      group,
      name: `new passphrase, ${inWords(reports)} reports`,
      unit: 's',
      ours: whole.seconds,
      bar: { on: 'ours', most: 30 },
    }),
    figure({
      group,
      name: `the engine alone, ${inWords(reports)} reports`,
      unit: 's',
      ours: whole.rekeying,
      limit: { of: `s to copy ${megabytes.toFixed(0)} MB twice`, value: whole.copies },
      bar: { on: 'ratio', most: 6 },
    }),
  ]
}
