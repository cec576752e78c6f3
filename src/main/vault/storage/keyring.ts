import { createSigningKeyPair } from '../../../crypto/sign.ts'
import type { SigningKeyPair } from '../../../crypto/sign.ts'
import { Secret } from '../../../crypto/secret.ts'
import { utf8 } from '../../../crypto/bytes.ts'
import type { KeyringEntry } from '../../store/vault-state.ts'
import type { Store } from '../../store/store.ts'
import type { AgeIdentities } from '../session/session.ts'

/** Names in the vault's keyring table (docs/FORMAT.md). */
const kinds = { signing: 'author', hybrid: 'age-hybrid', classic: 'age-x25519' } as const

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** Creates the keys of a new vault. The caller wipes the secret halves. */
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

/** The vault's own keys in a session. */
export type OwnKeys = {
  /** The session wipes it. */
  readonly signing: SigningKeyPair
  /** Strings, as the age library requires. */
  readonly age: AgeIdentities
}

const ageIdentity = ({ publicKey, secretKey }: KeyringEntry): AgeIdentities['hybrid'] => ({
  recipient: text(publicKey),
  identity: text(secretKey),
})

/** @throws Failure 'not-found', 'damaged' or 'tampered'. */
export const readOwnKeys = (store: Store): OwnKeys => {
  const [signing, ...age] = store.keyring.several(kinds.signing, kinds.hybrid, kinds.classic)
  const [hybrid, classic] = age
  try {
    const identities = { hybrid: ageIdentity(hybrid), classic: ageIdentity(classic) }
    const { publicKey, secretKey } = signing
    return { age: identities, signing: { publicKey, secretKey: Secret.take(secretKey) } }
  } catch (cause) {
    wipeKeyring([signing])
    throw cause
  } finally {
    wipeKeyring(age)
  }
}
