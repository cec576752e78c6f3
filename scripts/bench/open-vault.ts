import { join } from 'node:path'
import { kdfBounds } from '../../src/crypto/kdf.ts'
import { createFileTokens } from '../../src/main/vault/session/file-tokens.ts'
import type { FileTokens } from '../../src/main/vault/session/file-tokens.ts'
import { addContact } from '../../src/main/vault/contacts/add-contact.ts'
import { ownCard } from '../../src/main/vault/contacts/own-card.ts'
import { runningBuild } from '../../src/main/release/running-build.ts'
import { vaultHandlers } from '../../src/main/vault/handlers.ts'
import { createVaultController } from '../../src/main/vault/vault-controller.ts'
import type { VaultController } from '../../src/main/vault/session/vault-controller-port.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import type { WorkerPaths } from '../../src/main/vault/session/worker-paths.ts'
import type { VaultHandlers } from '../../src/shared/contract.ts'
import { Failure } from '../../src/shared/failure.ts'
import { benchPassphrase as passphrase } from './bench-passphrase.ts'

const workers = join(import.meta.dirname, '../../src/main/workers')

/** The workers' sources: Node runs them as they are. */
export const workerPaths: WorkerPaths = {
  kdf: join(workers, 'kdf-worker.ts'),
  age: join(workers, 'age-worker.ts'),
  lint: join(workers, 'lint-worker.ts'),
  verify: join(workers, 'verify-worker.ts'),
}

/** The vault process without the process, at the cost per guess that users get. */
export type BenchVault = {
  readonly controller: VaultController
  readonly handlers: VaultHandlers
  readonly files: FileTokens
}

/** Only a window can make a PDF. */
const noPrinter = (): Promise<never> => Promise.reject(new Failure('internal'))

/** A vault that is locked, or not there yet. The caller closes it. */
export const lockedVault = (folder: string): BenchVault => {
  const files = createFileTokens()
  const controller = createVaultController({
    folder,
    workers: workerPaths,
    files,
    emit: () => undefined,
    onState: () => undefined,
    cost: kdfBounds.standard,
  })
  return {
    controller,
    handlers: vaultHandlers(controller, { print: noPrinter, build: runningBuild('2024-01-01') }),
    files,
  }
}

export const unlock = async ({ controller }: BenchVault): Promise<void> => {
  await controller.unlock({ passphrase, keyFile: null })
}

/** Opens a vault that the bench made. The caller closes it. */
export const openVault = async (folder: string): Promise<BenchVault> => {
  const vault = lockedVault(folder)
  await unlock(vault)
  return vault
}

/** Makes a vault and opens it. The caller closes it. */
export const createVault = async (folder: string, pseudonym: string): Promise<BenchVault> => {
  const vault = lockedVault(folder)
  await vault.controller.create({ passphrase, keyFile: null, pseudonym, language: 'en' })
  const { settings } = sessionOf(vault).store
  settings.set({ ...settings.get(), recoveryConfirmed: true })
  return vault
}

/** Makes a vault that has this sender as a contact and nothing else, and opens it. */
export const createReceiver = async (folder: string, from: BenchVault): Promise<BenchVault> => {
  const vault = await createVault(folder, 'Ibis')
  addContact(sessionOf(vault), ownCard(sessionOf(from)))
  return vault
}

export const sessionOf = ({ controller }: BenchVault): Session => {
  const session = controller.session()
  if (session === null) throw new Error('the vault is closed')
  return session
}
