import { join } from 'node:path'
import { kdfBounds } from '../../src/crypto/kdf.ts'
import { createFileTokens } from '../../src/main/vault/session/file-tokens.ts'
import type { FileTokens } from '../../src/main/vault/session/file-tokens.ts'
import { createVaultController } from '../../src/main/vault/vault-controller.ts'
import type { VaultController } from '../../src/main/vault/session/vault-controller-port.ts'
import type { Session } from '../../src/main/vault/session/session.ts'
import type { WorkerPaths } from '../../src/main/vault/session/worker-paths.ts'

const workers = join(import.meta.dirname, '../../src/main/workers')

/** The workers' sources: Node runs them as they are. */
export const workerPaths: WorkerPaths = {
  kdf: join(workers, 'kdf-worker.ts'),
  age: join(workers, 'age-worker.ts'),
  lint: join(workers, 'lint-worker.ts'),
}

/** The passphrase of every vault that the bench makes and deletes. */
export const passphrase = 'six plain words for a bench'

export type Desk = {
  readonly controller: VaultController
  readonly files: FileTokens
}

/** The vault process without the process, at the cost per guess that people get. */
export const openDesk = (folder: string): Desk => {
  const files = createFileTokens()
  const controller = createVaultController({
    folder,
    workers: workerPaths,
    files,
    emit: () => undefined,
    onState: () => undefined,
    cost: kdfBounds.standard,
  })
  return { controller, files }
}

export const sessionOf = ({ controller }: Desk): Session => {
  const session = controller.session()
  if (session === null) throw new Error('the vault is closed')
  return session
}
