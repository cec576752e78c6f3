import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { getEnvironmentData } from 'node:worker_threads'

/*
 * Vaults that are made once in a run and copied for each test that needs one. Nothing is faked: the
 * app's own controller made each vault, with random keys and Argon2id, and closed it; a test gets a
 * byte-for-byte copy, and the app opens it with the passphrase. Two copies that exist at the same
 * time never come from the same vault: each name has several vaults, and where none is free, a new
 * one is made.
 *
 * Tests about creating a vault make theirs (`createdVault` in harness.ts), and so do tests with a
 * clock, time zone or passphrase of their own.
 */

export type VaultName = { readonly pseudonym: string; readonly language: 'en' | 'ko' }

const copies = 8

/** The folder that has a copy of each vault; `null` while the copy is made. */
const takenBy = new Map<string, string | null>()

/**
 * Frees the vaults whose copies are gone. Called after each test and not before, so that no test
 * gets a vault again that it removed.
 */
export const freeRemovedVaults = (): void => {
  for (const [vault, folder] of takenBy) {
    if (folder !== null && !existsSync(folder)) takenBy.delete(vault)
  }
}

const nextFree = ({ pseudonym, language }: VaultName): string | null => {
  const kdf = process.env['UNDERSTORY_TEST_KDF'] ?? 'argon2id'
  const name = `${kdf}-${language}-${Buffer.from(pseudonym).toString('hex')}`
  for (let number = 0; number < copies; number += 1) {
    const vault = `${name}-${String(number)}`
    if (!takenBy.has(vault)) return vault
  }
  return null
}

/** Copies with modes and times. */
const copyFolder = (from: string, to: string): void => {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyFolder(source, copy)
    else copyFileSync(source, copy)
    likeSource(source, copy)
  }
  likeSource(from, to)
}

const likeSource = (source: string, copy: string): void => {
  const { mode, atime, mtime } = statSync(source)
  chmodSync(copy, mode & 0o777)
  utimesSync(copy, atime, mtime)
}

export type Creating = (folder: string) => Promise<{ readonly recoveryCode: string }>

/** The folder of a vault to copy; makes the vault where the run has none. */
const original = async (runFolder: string, vault: string, create: Creating): Promise<string> => {
  const place = join(runFolder, 'vaults', vault)
  if (existsSync(place)) return place
  const unfinished = mkdtempSync(join(runFolder, 'unfinished-'))
  const { recoveryCode } = await create(join(unfinished, 'vault'))
  writeFileSync(join(unfinished, 'recovery-code'), recoveryCode)
  try {
    renameSync(unfinished, place)
  } catch (cause) {
    // Another process was first, and two tests may hold copies of its vault at once.
    if (!existsSync(place)) throw cause
    rmSync(unfinished, { recursive: true })
  }
  return place
}

/**
 * Copies a vault into a folder that must not exist yet. @returns its recovery code; `null` where no
 * copy is possible: outside a run, and where all vaults are in use.
 *
 * @param create makes such a vault and closes it
 */
export const copiedVault = async (
  folder: string,
  name: VaultName,
  create: Creating,
): Promise<{ readonly recoveryCode: string } | null> => {
  const runFolder = getEnvironmentData('run folder')
  if (typeof runFolder !== 'string') return null
  if (existsSync(folder)) return null
  const vault = nextFree(name)
  if (vault === null) return null
  takenBy.set(vault, null)
  const place = await original(runFolder, vault, create)
  copyFolder(join(place, 'vault'), folder)
  takenBy.set(vault, folder)
  return { recoveryCode: readFileSync(join(place, 'recovery-code'), 'utf8') }
}
