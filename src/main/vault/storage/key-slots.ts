import { newKdfParams } from '../../../crypto/kdf.ts'
import type { KdfCost, KdfParams } from '../../../crypto/kdf.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { readHeader } from '../../../crypto/v1/header-layout.ts'
import { listSlots, withoutSlot, withSlot, withSlotReplaced } from '../../../crypto/v1/header.ts'
import type { SlotEntry } from '../../../crypto/v1/slot-directory.ts'
import type { SlotKind } from '../../../crypto/v1/slot.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Credential } from './credential.ts'

/**
 * The passphrase and the wipe passphrase use the same parameters: so each takes as many runs of
 * Argon2id as the other, no credential can be both, and two groups leave room for a third kind.
 */
const sharedWith = { passphrase: 'wipe', wipe: 'passphrase', recovery: null } as const

const kdfFor = (
  header: Uint8Array,
  kind: SlotKind,
  slots: readonly SlotEntry[],
  cost: KdfCost,
): KdfParams => {
  const other = slots.find((slot) => slot.kind === sharedWith[kind])
  const shared = other === undefined ? null : readHeader(header).kdf[other.group]
  return shared ?? newKdfParams(cost)
}

/**
 * The header in which `credential` is the only one of its kind: it replaces one slot, and other
 * slots of that kind are dropped. The database does not change.
 *
 * Parameters are new, so that an old header's salt gives no information about the new passphrase.
 * Exception: if there is a wipe passphrase, it and the passphrase keep their parameters.
 *
 * @throws Failure 'same-credential' for one that this vault has as another kind, 'kdf-bounds',
 *   'conflict' and the errors of the credential's derivation.
 */
export const withOnly = async (input: {
  readonly header: Uint8Array
  readonly vaultKey: Secret
  readonly kind: SlotKind
  readonly credential: Credential
  readonly cost: KdfCost
}): Promise<Uint8Array> => {
  const { vaultKey, kind, credential } = input
  const slots = listSlots(input.header, vaultKey)
  const kdf = kdfFor(input.header, kind, slots, input.cost)
  const [place, ...others] = slots.filter((slot) => slot.kind === kind)
  const root = await credential.derive(kdf)
  try {
    const slot = { kind, root, kdf, keyFile: credential.hasKeyFile }
    let header = input.header
    for (const { index } of others) header = withoutSlot(header, vaultKey, index)
    return place === undefined
      ? withSlot(header, vaultKey, slot).header
      : withSlotReplaced(header, vaultKey, place.index, slot)
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'exists') throw new Failure('same-credential')
    throw cause
  } finally {
    root.wipe()
  }
}

/**
 * The header without the slots of a kind. @throws Failure 'in-use' for the last that opens the
 * vault.
 */
export const withNone = (header: Uint8Array, vaultKey: Secret, kind: SlotKind): Uint8Array =>
  listSlots(header, vaultKey)
    .filter((slot) => slot.kind === kind)
    .reduce((without, { index }) => withoutSlot(without, vaultKey, index), header)
