import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kdfBounds } from '../../src/crypto/kdf.ts'
import { createFileTokens } from '../../src/main/vault/session/file-tokens.ts'
import { createVaultController } from '../../src/main/vault/vault-controller.ts'
import { cache, root } from '../setup/paths.ts'
import { preparedVaults } from './prepared-vaults.ts'
import { unfinished } from '../setup/unfinished.ts'

const workers = join(root, 'src', 'main', 'workers')

/** Makes the vaults that end-to-end tests start from. Returns a new folder that holds them; the caller removes it. */
export const makeE2eVaults = async (): Promise<string> => {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(unfinished(join(cache, 'e2e-vaults')))
  for (const [name, { pseudonym, passphrase }] of Object.entries(preparedVaults)) {
    mkdirSync(join(folder, name))
    const controller = createVaultController({
      folder: join(folder, name, 'vault'),
      workers: {
        kdf: join(workers, 'kdf-worker.ts'),
        age: join(workers, 'age-worker.ts'),
        lint: join(workers, 'lint-worker.ts'),
        verify: join(workers, 'verify-worker.ts'),
      },
      files: createFileTokens(),
      emit: () => undefined,
      onState: () => undefined,
      cost: kdfBounds.floor,
    })
    const input = { passphrase, keyFile: null, pseudonym, language: 'en' } as const
    const { recoveryCode } = await controller.create(input)
    // Their users have the code on paper.
    const settings = controller.session()?.store.settings
    settings?.set({ ...settings.get(), recoveryConfirmed: true })
    controller.close()
    writeFileSync(join(folder, name, 'recovery-code'), recoveryCode)
  }
  return folder
}
