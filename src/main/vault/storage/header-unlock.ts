import { wipeSlotKeys } from '../../../crypto/v1/header.ts'
import type { UnlockedSlot } from '../../../crypto/v1/header.ts'
import { readHeader } from '../../../crypto/v1/header-layout.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { Failure } from '../../../shared/failure.ts'
import type { FileToken } from '../../../shared/ids.ts'
import { passphraseCredential } from './credential.ts'
import type { Credential } from './credential.ts'
import type { FoundWipe } from './wipe-vault.ts'
import type { FileTokens } from '../session/file-tokens.ts'
import { openHeaderFiles } from '../files/header-file.ts'
import type { VaultPaths } from '../files/paths.ts'
import { readKeyFile } from './key-file.ts'
import { sameKdf } from '../../../crypto/kdf.ts'
import type { KdfParams } from '../../../crypto/kdf.ts'

/**
 * Derives roots from the credential and caches them: a wipe must not take an additional run of
 * Argon2id.
 */
type DerivedRoots = {
  readonly derive: (kdf: KdfParams) => Promise<Secret>
  /**
   * A root that was derived before; the caller wipes it. @throws Failure 'internal' for another.
   */
  readonly again: (kdf: KdfParams) => Secret
  readonly wipe: () => void
}

const cacheDerivedRoots = (credential: Credential): DerivedRoots => {
  const known: { kdf: KdfParams; root: Secret }[] = []
  return {
    derive: async (kdf) => {
      const root = await credential.derive(kdf)
      known.push({ kdf, root: root.copy() })
      return root
    },
    again: (kdf) => {
      const found = known.find((one) => sameKdf(one.kdf, kdf))
      if (found === undefined) throw new Failure('internal')
      return found.root.copy()
    },
    wipe: () => {
      for (const { root } of known) root.wipe()
    },
  }
}

/** A header that a credential opened. */
export type OpenHeader = {
  readonly header: Uint8Array
  readonly vaultKey: Secret
  readonly repaired: boolean
}

/** Opens credentials and headers: each for one action, and wiped after it. */
export type HeaderCredentials = {
  /** @throws Failure 'invalid', 'storage' for the key file, and the errors of `act`. */
  readonly withPassphrase: <T>(
    passphrase: string,
    keyFile: FileToken | null,
    act: (credential: Credential) => Promise<T>,
    signal?: AbortSignal,
  ) => Promise<T>
  /** @throws Failure 'wrong-passphrase', 'damaged', 'newer', and the errors of `act`. */
  readonly withHeader: <T>(
    credential: Credential,
    kind: 'passphrase' | 'recovery',
    act: (opened: OpenHeader) => Promise<T>,
  ) => Promise<T>
  /**
   * Like `withHeader`, and also accepts a wipe passphrase, for which it calls `wipe`. Only for the
   * unlock screen.
   *
   * @throws as `withHeader`.
   */
  readonly withEither: <T>(
    credential: Credential,
    act: {
      readonly open: (opened: OpenHeader) => Promise<T>
      readonly wipe: (found: FoundWipe) => Promise<T>
    },
  ) => Promise<T>
}

export const headerCredentials = (
  paths: VaultPaths,
  worker: string,
  files: FileTokens,
): HeaderCredentials => ({
  withPassphrase: async (passphrase, keyFile, act, signal) => {
    const key = keyFile === null ? null : readKeyFile(files.path(keyFile))
    const credential = passphraseCredential(worker, passphrase, key, signal)
    try {
      return await act(credential)
    } finally {
      credential.wipe()
    }
  },
  withHeader: async (credential, kind, act) => {
    const { slot, header, copies } = await openHeaderFiles(paths, credential.derive)
    try {
      if (slot.kind !== kind) throw new Failure('wrong-passphrase')
      return await act({ header, vaultKey: slot.vaultKey, repaired: copies === 'repaired' })
    } finally {
      wipeSlotKeys(slot)
    }
  },
  withEither: async (credential, { open, wipe }) => {
    const roots = cacheDerivedRoots(credential)
    try {
      const { slot, header, copies } = await openHeaderFiles(paths, roots.derive)
      try {
        if (slot.kind === 'wipe') return await wiping(roots, credential, { slot, header }, wipe)
        if (slot.kind === 'recovery') throw new Failure('wrong-passphrase')
        return await open({ header, vaultKey: slot.vaultKey, repaired: copies === 'repaired' })
      } finally {
        wipeSlotKeys(slot)
      }
    } finally {
      roots.wipe()
    }
  },
})

type OpenedWipe = Extract<UnlockedSlot, { kind: 'wipe' }>

const wiping = async <T>(
  roots: DerivedRoots,
  { hasKeyFile }: Credential,
  { slot, header }: { readonly slot: OpenedWipe; readonly header: Uint8Array },
  wipe: (found: FoundWipe) => Promise<T>,
): Promise<T> => {
  const kdf = readHeader(header).kdf[slot.group]
  if (kdf === null) throw new Failure('internal')
  const root = roots.again(kdf)
  try {
    return await wipe({ header, wipeMask: slot.wipeMask, root, kdf, hasKeyFile })
  } finally {
    root.wipe()
  }
}
