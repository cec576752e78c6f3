import { z } from 'zod'
import { utf8 } from '../../../crypto/bytes.ts'
import { fingerprint } from '../../../crypto/fingerprint.ts'
import { sodium } from '../../../crypto/sodium.ts'
import { identityPublicKeyBytes, identityRecipients } from '../../../crypto/v1/identity-seal.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import { Failure } from '../../../shared/failure.ts'
import { IdentityKeyText } from '../../../shared/identity.ts'
import type { KeyringEntry } from '../../store/vault-state.ts'
import type { Store } from '../../store/store.ts'

/** Names in the vault's keyring table (docs/FORMAT.md section 7). */
const kinds = { own: 'identity-own', recipients: 'identity-recipients' } as const

const StoredRecipients = z.array(z.strictObject({ key: IdentityKeyText, label: z.string() }))

/** A recipient of every identity that is sealed from now on. */
export type IdentityRecipient = { readonly publicKey: Uint8Array; readonly label: string }
/** This desk's own key, with its secret half in the encrypted form stored in the vault. */
export type OwnIdentityKey = { readonly publicKey: Uint8Array; readonly wrapped: Uint8Array }

export const identityKeyText = (publicKey: Uint8Array): string =>
  sodium.to_base64(publicKey, sodium.base64_variants.URLSAFE_NO_PADDING)

/** @throws Failure 'invalid' if it is not a public identity key. */
export const identityKeyOf = (text: string): Uint8Array => {
  try {
    const publicKey = sodium.from_base64(text, sodium.base64_variants.URLSAFE_NO_PADDING)
    if (publicKey.length !== identityPublicKeyBytes) throw new Failure('invalid')
    // A key with an out-of-range lattice half is refused here rather than at every later save.
    sodium.crypto_kem_xwing_enc(publicKey)
    return publicKey
  } catch {
    throw new Failure('invalid', { fields: ['key'] })
  }
}

const find = (store: Store, kind: string): KeyringEntry | null => {
  try {
    return store.keyring.get(kind)
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'not-found') return null
    throw cause
  }
}

/** Null on a field laptop, which has at most the public half. */
export const readOwnIdentityKey = (store: Store): OwnIdentityKey | null => {
  const found = find(store, kinds.own)
  return found === null ? null : { publicKey: found.publicKey, wrapped: found.secretKey }
}

export const readIdentityRecipients = (store: Store): readonly IdentityRecipient[] => {
  const found = find(store, kinds.recipients)
  if (found === null) return []
  const parsed = StoredRecipients.parse(JSON.parse(new TextDecoder().decode(found.publicKey)))
  return parsed.map(({ key, label }) => ({ publicKey: identityKeyOf(key), label }))
}

/** @throws Failure 'invalid' for a fifth recipient. */
export const assertFewRecipients = (recipients: readonly IdentityRecipient[]): void => {
  if (recipients.length > identityRecipients) {
    throw new Failure('invalid', { fields: ['recipients'] })
  }
}

/** Writes the given parts, in one transaction. @throws Failure 'invalid' for a fifth recipient. */
export const writeIdentityKeys = (
  store: Store,
  change: {
    readonly own?: OwnIdentityKey
    readonly recipients?: readonly IdentityRecipient[]
  },
): void => {
  const { own, recipients } = change
  if (recipients !== undefined) assertFewRecipients(recipients)
  const listed = recipients?.map(({ publicKey, label }) => ({
    key: identityKeyText(publicKey),
    label,
  }))
  store.keyring.set([
    ...(own === undefined
      ? []
      : [{ kind: kinds.own, publicKey: own.publicKey, secretKey: own.wrapped }]),
    ...(listed === undefined
      ? []
      : [
          {
            kind: kinds.recipients,
            publicKey: utf8(canonicalJson(listed)),
            secretKey: new Uint8Array(0),
          },
        ]),
  ])
}

export const sameKey = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

export const identityFingerprint = (publicKey: Uint8Array): string => fingerprint(publicKey)
