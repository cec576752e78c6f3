import type { Secret } from '../../src/crypto/secret.ts'
import { beginRekey, finishRekey } from '../../src/crypto/v1/rekey.ts'
import { rekeyDb } from '../../src/main/store/db.ts'
import { replaceHeaderFiles } from '../../src/main/vault/files/header-file.ts'
import { vaultPaths } from '../../src/main/vault/files/paths.ts'
import { databaseKeyOf, vaultKeys } from './vault-keys.ts'

/**
 * Changes the key of a vault, in the order that docs/FORMAT.md sets: both keys in the header, the
 * database re-encrypted, only the next key in the header.
 */
export const rekeyVault = async (folder: string, nextKey: Secret): Promise<void> => {
  const paths = vaultPaths(folder)
  const { opened, keys, slot } = await vaultKeys(folder)
  const [vaultKey] = keys
  if (vaultKey === undefined) throw new Error('no key')
  const begun = beginRekey(opened.header, vaultKey, nextKey, [slot])
  replaceHeaderFiles(paths, begun)
  const databaseKey = databaseKeyOf(vaultKey)
  rekeyDb(paths.database, databaseKeyOf(nextKey), { databaseKey })
  replaceHeaderFiles(paths, finishRekey(begun, vaultKey, nextKey, [slot]))
}
