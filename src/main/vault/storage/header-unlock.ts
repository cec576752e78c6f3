import { sameBytes } from '../../../crypto/bytes.ts'
import { sameKdf } from '../../../crypto/kdf.ts'
import type { KdfParams } from '../../../crypto/kdf.ts'
import type { Secret } from '../../../crypto/secret.ts'
import { credentialKeys, wipeCredentialKeys } from '../../../crypto/v2/credential-keys.ts'
import type { CredentialKeys } from '../../../crypto/v2/credential-keys.ts'
import { readDirectory, wipeDirectory } from '../../../crypto/v2/directory.ts'
import type { Directory } from '../../../crypto/v2/directory.ts'
import { openHeader, openNext, verifyHeader, wipeSlotKeys } from '../../../crypto/v2/header.ts'
import type { NextRoot, SlotContent } from '../../../crypto/v2/header.ts'
import type { SlotKind, SoundHeader } from '../../../crypto/v2/header-layout.ts'
import { Failure } from '../../../shared/failure.ts'
import type { FileToken } from '../../../shared/ids.ts'
import type { FileTokens } from '../session/file-tokens.ts'
import type { VaultPaths } from '../files/paths.ts'
import { passphraseCredential } from '../files/credential.ts'
import type { Credential } from '../files/credential.ts'
import { readHeaderCopies } from './header-file.ts'
import type { OpenHeader } from './header-file.ts'
import { readKeyFile } from './key-file.ts'

/** A wipe slot that a credential opened. Its keys are wiped after the action. */
export type FoundWipe = {
  readonly kdf: KdfParams
  readonly keys: CredentialKeys
  readonly content: Extract<SlotContent, { kind: 'wipe' }>
  /** Opened before anything is destroyed. */
  readonly next: NextRoot
  readonly hasKeyFile: boolean
  readonly derivedAt: number
}

/**
 * Whether a vault key is the database's.
 *
 * @param isOnly the header gives no other key.
 */
export type OpensDatabase = (vaultKey: Secret, isOnly: boolean) => boolean

/** Opens credentials and headers: each for one action, and wiped after it. */
export type HeaderCredentials = {
  /** @throws Failure 'invalid', 'storage' for the key file, and the errors of `act`. */
  readonly withPassphrase: <T>(
    passphrase: string,
    keyFile: FileToken | null,
    act: (credential: Credential) => Promise<T>,
    signal?: AbortSignal,
  ) => Promise<T>
  /** @throws Failure 'wrong-passphrase', 'damaged', 'newer', 'outdated', the errors of `act`. */
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
  /** The kind of a credential. Writes nothing. @throws as `withHeader`. */
  readonly kindOf: (credential: Credential) => Promise<SlotKind>
}

type Match = { readonly copy: SoundHeader; readonly content: SlotContent }

type Matches = {
  readonly keys: CredentialKeys
  readonly derivedAt: number
  readonly matches: readonly Match[]
  /** See {@link OpenHeader}. */
  readonly isUneven: boolean
  readonly isInEveryCopy: boolean
}

/**
 * Tries a credential on both copies: one derivation. A second salt exists only after a stop within
 * a wipe.
 */
const matchesOf = async (paths: VaultPaths, credential: Credential): Promise<Matches> => {
  const copies = readHeaderCopies(paths).map(({ header }) => header)
  const [first, second] = copies
  const isUneven =
    first === undefined ||
    second === undefined ||
    copies.some(({ isVersionDamaged }) => isVersionDamaged) ||
    !sameBytes(first.bytes, second.bytes)
  const isApart = second !== undefined && !sameKdf(first?.kdf ?? null, second.kdf)
  for (const kdf of [first, isApart ? second : undefined].flatMap((copy) => copy?.kdf ?? [])) {
    const root = await credential.derive(kdf)
    const derivedAt = performance.now()
    const keys = credentialKeys(root)
    root.wipe()
    const matches = copies.flatMap((copy) => {
      const content = sameKdf(copy.kdf, kdf) ? openHeader(copy.bytes, keys) : null
      return content === null ? [] : [{ copy, content }]
    })
    if (matches.length > 0) {
      return { keys, derivedAt, matches, isUneven, isInEveryCopy: matches.length === copies.length }
    }
    wipeCredentialKeys(keys)
  }
  throw new Failure('wrong-passphrase')
}

type Authentic = Match & {
  readonly content: Extract<SlotContent, { kind: 'passphrase' | 'recovery' }>
  readonly directory: Directory
}

const authentic = ({ copy, content }: Match): Authentic[] => {
  if (content.kind === 'wipe' || !verifyHeader(copy.bytes, content.vaultKey)) return []
  try {
    return [{ copy, content, directory: readDirectory(copy.bytes, content.vaultKey) }]
  } catch {
    return []
  }
}

/**
 * The copy that counts: of the authentic ones, by epoch downwards, the first whose key opens the
 * database, which alone knows whether a change of the key took place.
 */
const choose = (
  candidates: readonly Authentic[],
  opens: OpensDatabase,
): { readonly chosen: Authentic; readonly isUnderPrevious: boolean } => {
  const keysOf = ({ vaultKey, previousKey }: Authentic['content']): readonly Secret[] =>
    previousKey === null ? [vaultKey] : [vaultKey, previousKey]
  const all = candidates.flatMap(({ content }) => keysOf(content))
  const isOnly = all.every((key) => all[0]?.equals(key) === true)
  const byEpoch = [...candidates].sort((a, b) => b.directory.epoch - a.directory.epoch)
  for (const chosen of byEpoch) {
    for (const key of keysOf(chosen.content)) {
      if (opens(key, isOnly)) return { chosen, isUnderPrevious: key !== chosen.content.vaultKey }
    }
  }
  throw new Failure('damaged')
}

/**
 * @param opens asked once for each key that the header gives, the newest first.
 */
export const headerCredentials = (
  paths: VaultPaths,
  worker: string,
  files: FileTokens,
  opens: OpensDatabase,
): HeaderCredentials => {
  const withMatches = async <T>(
    credential: Credential,
    act: (found: Matches) => Promise<T>,
  ): Promise<T> => {
    const found = await matchesOf(paths, credential)
    try {
      return await act(found)
    } finally {
      for (const { content } of found.matches) wipeSlotKeys(content)
      wipeCredentialKeys(found.keys)
    }
  }

  const opening = async <T>(
    { matches, isUneven, derivedAt }: Matches,
    kind: 'passphrase' | 'recovery',
    act: (opened: OpenHeader) => Promise<T>,
  ): Promise<T> => {
    const candidates = matches.flatMap(authentic)
    try {
      if (candidates.length === 0) throw new Failure('wrong-passphrase')
      const { chosen, isUnderPrevious } = choose(candidates, opens)
      const { copy, content, directory } = chosen
      if (content.kind !== kind) throw new Failure('wrong-passphrase')
      const { vaultKey, previousKey } = content
      return await act({
        header: copy.bytes,
        kdf: copy.kdf,
        vaultKey,
        previousKey,
        isUnderPrevious,
        directory,
        isUneven,
        derivedAt,
      })
    } finally {
      for (const { directory } of candidates) wipeDirectory(directory)
    }
  }

  /**
   * A wipe can't be undone: it acts only if every copy has its slot, so a removed one never does, and
   * only if the vault after it can be made. The caller wipes the root.
   */
  const wipeOf = ({
    matches,
    isInEveryCopy,
    keys,
  }: Matches): Pick<FoundWipe, 'kdf' | 'content' | 'next'> | null => {
    const [first] = matches
    const isWipe = isInEveryCopy && matches.every(({ content }) => content.kind === 'wipe')
    if (!isWipe || first?.content.kind !== 'wipe') return null
    try {
      const next = openNext(keys, first.content.next)
      return { kdf: first.copy.kdf, content: first.content, next }
    } catch {
      return null
    }
  }

  return {
    withPassphrase: async (passphrase, keyFile, act, signal) => {
      const key = keyFile === null ? null : readKeyFile(files.path(keyFile))
      const credential = passphraseCredential(worker, passphrase, key, signal)
      try {
        return await act(credential)
      } finally {
        credential.wipe()
      }
    },
    withHeader: (credential, kind, act) =>
      withMatches(credential, (found) => opening(found, kind, act)),
    withEither: (credential, { open, wipe }) =>
      withMatches(credential, async (found) => {
        const wipeFound = wipeOf(found)
        if (wipeFound === null) return opening(found, 'passphrase', open)
        const { keys, derivedAt } = found
        const { hasKeyFile } = credential
        try {
          return await wipe({ ...wipeFound, keys, hasKeyFile, derivedAt })
        } finally {
          wipeFound.next.root.wipe()
        }
      }),
    kindOf: (credential) =>
      withMatches(credential, async (found) => {
        const wipeFound = wipeOf(found)
        wipeFound?.next.root.wipe()
        if (wipeFound !== null) return 'wipe'
        const kinds = found.matches.map(({ content }) => content.kind)
        const kind = kinds.find((each) => each !== 'wipe')
        if (kind === undefined) throw new Failure('wrong-passphrase')
        return opening(found, kind, () => Promise.resolve(kind))
      }),
  }
}
