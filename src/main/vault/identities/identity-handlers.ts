import { newKdfParams } from '../../../crypto/kdf.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { createIdentityKeyPair } from '../../../crypto/v1/identity-seal.ts'
import { wrapIdentitySecrets } from '../../../crypto/v1/identity-wrap.ts'
import type { Out, VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Identity } from '../../../shared/identity.ts'
import { RecordId } from '../../../shared/ids.ts'
import type { SourceId } from '../../../shared/ids.ts'
import { createYield, readConsistent, runPaced } from '../../exchange/pace.ts'
import { passphraseCredential } from '../files/credential.ts'
import {
  identityFingerprint,
  identityKeyOf,
  identityKeyText,
  readIdentityRecipients,
  readOwnIdentityKey,
  sameKey,
  writeIdentityKeys,
} from '../sealed-identities/identity-keys.ts'
import type { OwnIdentityKey } from '../sealed-identities/identity-keys.ts'
import { addIdentityRecipient, changeIdentityKeys } from './identity-recipient.ts'
import { openSeal, readIdentitiesOf } from '../sealed-identities/identity-seals.ts'
import {
  ownIdentityKey,
  ownIdentitySecrets,
  shownSeconds,
  wipeAll,
} from './own-identity-secrets.ts'
import { readSuggestedOrigins } from './origin-suggestions.ts'
import type { Session } from '../session/session.ts'

type IdentityChannel = Extract<keyof VaultHandlers, `identity.${string}`> | 'sources.proposeOrigins'

const statusOf = ({ store, identity }: Session): Out<'identity.status'> => {
  const own = readOwnIdentityKey(store)
  return {
    ownKey: own !== null,
    recipients: readIdentityRecipients(store).map(({ publicKey, label }) => ({
      fingerprint: identityFingerprint(publicKey),
      label,
      own: own !== null && sameKey(own.publicKey, publicKey),
    })),
    keyOpenUntil: identity.openUntil(),
  }
}

const wrapOwn = async (
  session: Session,
  passphrase: string,
  secrets: readonly Secret[],
  publicKey: Uint8Array,
): Promise<OwnIdentityKey> => {
  const kdf = newKdfParams(session.cost)
  const credential = passphraseCredential(session.workers.kdf, passphrase, null)
  try {
    const root = await credential.derive(kdf)
    try {
      return { publicKey, wrapped: wrapIdentitySecrets(root, kdf, secrets, publicKey) }
    } finally {
      root.wipe()
    }
  } finally {
    credential.wipe()
  }
}

/** The identities of all sources. Yields. @throws Failure 'not-for-us' if the key was closed. */
const readSealed = function* ({ store, identity: room }: Session) {
  yield* store.sources.readKnown()
  const found: { readonly id: SourceId; readonly identity: Identity }[] = []
  for (const { id, hasSeal } of [...store.sources.known().values()]) {
    if (!hasSeal) continue
    const read = yield* room.readSlowly(id)
    if (read === null) throw new Failure('not-for-us')
    found.push(...read.identities.map((identity) => ({ id, identity })))
    yield
  }
  return found
}

const refuseReadOnly = ({ mode }: Session): void => {
  if (mode === 'rescue') throw new Failure('read-only')
}

/**
 * Manages the keys that identities are sealed to, and opens sealed identities. If the key is open,
 * a change of keys, including a removal, reseals every identity with it; otherwise it applies to
 * identities entered later.
 */
export const identityHandlers = (session: () => Session): Pick<VaultHandlers, IdentityChannel> => {
  const changed = (open: Session): Out<'identity.status'> => {
    open.emit({ kind: 'changed' })
    return statusOf(open)
  }
  /** An own key that changed during the work must not be overwritten: it would be lost. */
  const unchanged = ({ store }: Session, before: OwnIdentityKey | null): void => {
    const own = readOwnIdentityKey(store)
    const isSame =
      own === null || before === null
        ? own === before
        : sameKey(own.publicKey, before.publicKey) && sameKey(own.wrapped, before.wrapped)
    if (!isSame) throw new Failure('conflict')
  }
  /** Fails if the vault was locked, or locked and reopened, during the work. */
  const still = (open: Session): void => {
    if (session() !== open) throw new Failure('locked')
  }

  return {
    'identity.status': () => statusOf(session()),

    'identity.createKey': async ({ passphrase, label }) => {
      const open = session()
      refuseReadOnly(open)
      const before = readOwnIdentityKey(open.store)
      const held = open.identity.secrets()
      if (before !== null && held === null) throw new Failure('exists')
      const { publicKey, secretKey } = createIdentityKeyPair()
      const secrets = [secretKey, ...(held ?? []).map((secret) => secret.copy())]
      try {
        const own = await wrapOwn(open, passphrase, secrets, publicKey)
        still(open)
        const stays = held !== null && open.identity.secrets() !== null
        await changeIdentityKeys(open, () => {
          unchanged(open, before)
          const others = readIdentityRecipients(open.store).filter(
            (each) => before === null || !sameKey(each.publicKey, before.publicKey),
          )
          return { own, recipients: [{ publicKey, label }, ...others] }
        })
        if (stays) open.identity.open(secrets.map((secret) => secret.copy()))
        return changed(open)
      } finally {
        wipeAll(secrets)
      }
    },

    'identity.changePassphrase': async ({ current, next }) => {
      const open = session()
      refuseReadOnly(open)
      const before = ownIdentityKey(open)
      const secrets = await ownIdentitySecrets(open, current)
      try {
        const own = await wrapOwn(open, next, secrets, before.publicKey)
        still(open)
        unchanged(open, before)
        writeIdentityKeys(open.store, { own })
        open.emit({ kind: 'changed' })
        return {}
      } finally {
        wipeAll(secrets)
      }
    },

    'identity.ownPublicKey': () => {
      const own = readOwnIdentityKey(session().store)
      return own === null
        ? null
        : { key: identityKeyText(own.publicKey), fingerprint: identityFingerprint(own.publicKey) }
    },

    'identity.addRecipient': async ({ key, label }) => {
      const open = session()
      refuseReadOnly(open)
      const publicKey = identityKeyOf(key)
      await addIdentityRecipient(open, () => ({ publicKey, label }))
      return changed(open)
    },

    'identity.removeRecipient': async ({ fingerprint }) => {
      const open = session()
      refuseReadOnly(open)
      // Resealed: otherwise the removed recipient could open the newest seal of every source until
      // its next save.
      await changeIdentityKeys(open, () => {
        const before = readIdentityRecipients(open.store)
        const left = before.filter((each) => identityFingerprint(each.publicKey) !== fingerprint)
        if (left.length === before.length) throw new Failure('not-found')
        return { recipients: left }
      })
      return changed(open)
    },

    'identity.openKey': async ({ passphrase, reason }) => {
      const open = session()
      const secrets = await ownIdentitySecrets(open, passphrase)
      try {
        still(open)
        open.store.journal.noteOpening(null, reason)
        open.identity.open(secrets.map((secret) => secret.copy()))
        return changed(open)
      } finally {
        wipeAll(secrets)
      }
    },

    'identity.closeKey': () => {
      const open = session()
      open.identity.close()
      return changed(open)
    },

    'identity.read': async ({ sourceId, passphrase, reason }) => {
      const open = session()
      const secrets = await ownIdentitySecrets(open, passphrase)
      try {
        still(open)
        // Empty if no identity was entered or it is sealed to other keys; the two can't be told
        // apart.
        const read = await readConsistent(open.store, () => {
          const heads = open.store.revisions.heads(RecordId.parse(sourceId))?.heads ?? []
          return readIdentitiesOf(open.store, heads, (_, bytes) =>
            openSeal(bytes, secrets, sourceId),
          )
        })
        const identities = read?.identities ?? []
        open.store.journal.noteOpening(sourceId, reason)
        // So that the app can warn if the user copies a shown identity into a text.
        open.identity.shown(identities, shownSeconds * 1000)
        open.emit({ kind: 'changed' })
        return { identities: [...identities], seconds: shownSeconds }
      } finally {
        wipeAll(secrets)
      }
    },

    'identity.confirmNameExceptions': async ({ items }) => {
      const open = session()
      await runPaced(open.identity.readNames(), createYield())
      still(open)
      // No names are checked for, so there is no finding to mark as an exception.
      if (open.identity.names().length === 0) throw new Failure('not-for-us')
      open.identity.nameExceptions.confirm(items)
      open.emit({ kind: 'changed' })
      return {}
    },

    'sources.proposeOrigins': async () => {
      const open = session()
      if (open.identity.secrets() === null) throw new Failure('not-for-us')
      const identities = await readConsistent(open.store, () => readSealed(open))
      const next = createYield()
      return runPaced(readSuggestedOrigins(identities), async () => {
        await next()
        still(open)
        if (open.identity.secrets() === null) throw new Failure('not-for-us')
      })
    },
  }
}
