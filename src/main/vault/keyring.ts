import { createSigningKeyPair } from '../../crypto/sign.ts'
import type { SigningKeyPair } from '../../crypto/sign.ts'
import { Secret } from '../../crypto/secret.ts'
import { utf8 } from '../../crypto/bytes.ts'
import type { KeyringEntry } from '../store/keyring-entry.ts'
import type { Store } from '../store/types.ts'
import type { AgeIdentities } from './session.ts'

/** Names in the vault's keyring table (docs/FORMAT.md). */
const kinds = { signing: 'author', hybrid: 'age-hybrid', classic: 'age-x25519' } as const

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Fresh keys for a new vault. The caller wipes the secret halves. */
export const createKeyring = (age: AgeIdentities): readonly KeyringEntry[] => {
  const { publicKey, secretKey } = createSigningKeyPair()
  return [
    { kind: kinds.signing, publicKey, secretKey: secretKey.bytes },
    ...(['hybrid', 'classic'] as const).map((kind) => ({
      kind: kinds[kind],
      publicKey: utf8(age[kind].recipient),
      secretKey: utf8(age[kind].identity),
    })),
  ]
}

export const wipeKeyring = (keyring: readonly KeyringEntry[]): void => {
  for (const { secretKey } of keyring) secretKey.fill(0)
}

/** This vault's signing key. The session wipes it. @throws Failure 'not-found', 'damaged'. */
export const readSigningKey = (store: Store): SigningKeyPair => {
  const { publicKey, secretKey } = store.keyring.get(kinds.signing)
  return { publicKey, secretKey: Secret.take(secretKey) }
}

/** This vault's age keys; strings, because that is what the age library takes. */
export const readAgeIdentities = (store: Store): AgeIdentities => {
  const read = (kind: 'hybrid' | 'classic'): AgeIdentities['hybrid'] => {
    const { publicKey, secretKey } = store.keyring.get(kinds[kind])
    try {
      return { recipient: text(publicKey), identity: text(secretKey) }
    } finally {
      secretKey.fill(0)
    }
  }
  return { hybrid: read('hybrid'), classic: read('classic') }
}
