import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kdfBounds } from '../../src/crypto/kdf.ts'
import { createFileTokens } from '../../src/main/vault/file-tokens.ts'
import { createKeeper } from '../../src/main/vault/keeper.ts'
import { cache, root } from '../setup/paths.ts'
import { preparedVaults } from './prepared-vaults.ts'

const workers = join(root, 'src', 'main', 'workers')

/** Makes the vaults that end-to-end tests start from. Returns the folder that holds them. */
export const makeE2eVaults = async (): Promise<string> => {
  const folder = join(cache, 'e2e-vaults')
  rmSync(folder, { recursive: true, force: true })
  for (const [name, { pseudonym, passphrase }] of Object.entries(preparedVaults)) {
    mkdirSync(join(folder, name), { recursive: true })
    const keeper = createKeeper({
      folder: join(folder, name, 'vault'),
      workers: {
        kdf: join(workers, 'kdf-worker.ts'),
        age: join(workers, 'age-worker.ts'),
        lint: join(workers, 'lint-worker.ts'),
      },
      files: createFileTokens(),
      emit: () => undefined,
      onState: () => undefined,
      cost: kdfBounds.floor,
    })
    const { recoveryCode } = await keeper.create({
      passphrase,
      keyFile: null,
      pseudonym,
      language: 'en',
    })
    keeper.close()
    writeFileSync(join(folder, name, 'recovery-code'), recoveryCode)
  }
  return folder
}
