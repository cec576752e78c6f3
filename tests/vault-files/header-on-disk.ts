import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { at } from '../../src/crypto/v1/header-layout.ts'
import { createHeaderFiles } from '../../src/main/vault/files/header-file.ts'
import type { VaultPaths } from '../../src/main/vault/files/paths.ts'
import { flipped } from './changed-bytes.ts'
import { exampleHeader } from './fast-derive.ts'
import { temporaryVault } from './temporary-vault.ts'

/** The example header in both copies, in a folder that is deleted with the test. */
export const vaultOnDisk = () => {
  const paths = temporaryVault()
  const example = exampleHeader()
  createHeaderFiles(paths, example.header)
  return { paths, ...example }
}

/** Inside what a slot seals: its commitment stays, so that its root still knows it. */
export const sealed = (index: number): number => at.slots + index * 256 + 100
export const write = (paths: VaultPaths, header: Uint8Array, backup: Uint8Array): void => {
  writeFileSync(paths.header, header)
  writeFileSync(paths.headerBackup, backup)
}
export const bothOf = (paths: VaultPaths): Uint8Array[] =>
  [paths.header, paths.headerBackup].map((path) => new Uint8Array(readFileSync(path)))
/** A file of this name cannot be written while a folder has it: not by root either. */
export const block = (path: string): void => mkdirSync(`${path}.new`)
export const ofNewerApp = (header: Uint8Array): Uint8Array => {
  const bytes = flipped(header, 5000)
  bytes[at.version] = 2
  return bytes
}
export const code = (expected: string) => ({ code: expected })
