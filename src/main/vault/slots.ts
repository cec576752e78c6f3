import { newKdfParams } from '../../crypto/kdf.ts'
import type { KdfCost } from '../../crypto/kdf.ts'
import type { Secret } from '../../crypto/secret.ts'
import { listSlots, withoutSlot, withSlot, withSlotReplaced } from '../../crypto/v1/header.ts'
import type { SlotKind } from '../../crypto/v1/slot.ts'
import type { Credential } from './credential.ts'

/**
 * The header in which `credential` is the only one of its kind: it takes the place of one slot, and
 * others of that kind are dropped. The database is not touched.
 *
 * Parameters are fresh, so that an old header's salt tells nothing about the new passphrase.
 *
 * @throws Failure 'kdf-bounds', 'conflict' and what the credential's derivation throws.
 */
export const withOnly = async (input: {
  readonly header: Uint8Array
  readonly vaultKey: Secret
  readonly kind: SlotKind
  readonly credential: Credential
  readonly cost: KdfCost
}): Promise<Uint8Array> => {
  const { vaultKey, kind, credential } = input
  const kdf = newKdfParams(input.cost)
  const [place, ...others] = listSlots(input.header, vaultKey).filter((slot) => slot.kind === kind)
  const root = await credential.derive(kdf)
  try {
    const slot = { kind, root, kdf, keyFile: credential.hasKeyFile }
    let header = input.header
    for (const { index } of others) header = withoutSlot(header, vaultKey, index)
    return place === undefined
      ? withSlot(header, vaultKey, slot).header
      : withSlotReplaced(header, vaultKey, place.index, slot)
  } finally {
    root.wipe()
  }
}
