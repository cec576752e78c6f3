import { randomInt } from 'node:crypto'
import { newKdfParams } from '../../src/crypto/kdf.ts'
import type { KdfParams } from '../../src/crypto/kdf.ts'
import { randomBytes } from '../../src/crypto/random.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { credentialKeys } from '../../src/crypto/v2/credential-keys.ts'
import type { CredentialKeys } from '../../src/crypto/v2/credential-keys.ts'
import { vaultIdBytes } from '../../src/crypto/v2/directory.ts'
import type { DirectoryEntry } from '../../src/crypto/v2/directory.ts'
import { buildHeader, destroyedHeader, sealNext } from '../../src/crypto/v2/header.ts'
import { sealedNextBytes } from '../../src/crypto/v2/header-layout.ts'
import type { SlotKind } from '../../src/crypto/v2/header-layout.ts'
import { fastRootBytes } from '../vault-files/fast-root-bytes.ts'

/*
 * Random histories of a vault, in pairs that differ in the wipe passphrase alone, and the headers
 * that an observer of the disk finds after each session. Every byte is made by the app's own code;
 * only a hash replaces Argon2id.
 */

type OrdinaryAct = 'passphrase' | 'recovery'
type WipeAct = 'set' | 'remove'
export type Act = OrdinaryAct | WipeAct

/** An unlock, some acts, and a lock or a crash. */
type Session = { readonly acts: readonly OrdinaryAct[]; readonly isCrash: boolean }

/** What both histories of a pair have in common, and what one of them does besides. */
export type Script = {
  /** Under one salt for the life of the header. */
  readonly kdf: KdfParams
  readonly vaultId: Uint8Array
  /** Hashed into every credential. */
  readonly words: string
  /** Whether the vault was created, or left by a wipe: then it has no recovery code. */
  readonly start: 'created' | 'left-by-wipe'
  readonly sessions: readonly Session[]
  /** The session in which one of the two histories sets a wipe passphrase. */
  readonly setAt: number
  /** Until the end; removed in a later session; or the last session is a wipe that stopped. */
  readonly fate: 'kept' | 'removed' | 'stopped-wipe'
  /** The session that removes it or uses it; the number of sessions if none does. */
  readonly endsAt: number
}

/** What the vault knows when it is closed. The observer sees the header alone. */
export type AtRest = {
  readonly header: Uint8Array
  readonly epoch: number
  readonly acts: readonly Act[]
  /** Public key of each credential; null for an absent one. */
  readonly credentials: Readonly<Record<SlotKind, Uint8Array | null>>
}

export type History = readonly AtRest[]

export type HistoryPair = {
  readonly script: Script
  readonly withWipe: History
  readonly without: History
}

const chance = (one: number, of: number): boolean => randomInt(of) < one

const randomSession = (): Session => ({
  acts: (['passphrase', 'recovery'] as const).filter(() => chance(1, 2)),
  isCrash: chance(1, 4),
})

/** Three or four sessions. The first one creates the vault. */
const randomScript = (start: Script['start']): Script => {
  const sessions = Array.from({ length: chance(1, 2) ? 3 : 4 }, randomSession)
  const last = sessions.length - 1
  const fate = (['kept', 'removed', 'stopped-wipe'] as const)[randomInt(3)] ?? 'kept'
  const setAt = 1 + randomInt(fate === 'kept' ? last : last - 1)
  const ends = {
    kept: last + 1,
    removed: setAt + 1 + randomInt(last - setAt || 1),
    'stopped-wipe': last,
  }
  return {
    kdf: newKdfParams(),
    vaultId: randomBytes(vaultIdBytes),
    words: Buffer.from(randomBytes(16)).toString('hex'),
    start,
    sessions,
    setAt,
    fate,
    endsAt: ends[fate],
  }
}

type World = {
  epoch: number
  vaultKey: Secret
  /** Set from a change of the vault key to the next lock or unlock. */
  previousKey: Secret | null
  readonly keys: Record<SlotKind, CredentialKeys | null>
  /** Sealed to the wipe passphrase. */
  next: Uint8Array | null
}

const entryOf = (keys: CredentialKeys | null): DirectoryEntry | null =>
  keys === null ? null : { keyFile: false, psk: keys.psk, publicKey: keys.publicKey }

/** Between 200 and 900 milliseconds, as at an unlock. */
const randomPace = (): number => 200 + randomInt(700)

const play = (script: Script, hasWipe: boolean): History => {
  const { kdf, vaultId, words, start, sessions, setAt, fate, endsAt } = script
  let made = 0
  const newKeys = (kind: SlotKind): CredentialKeys => {
    made++
    return credentialKeys(Secret.take(fastRootBytes(`${words} ${kind} ${String(made)}`, kdf)))
  }
  const world: World = {
    epoch: 1,
    vaultKey: Secret.random(),
    previousKey: null,
    keys: {
      passphrase: newKeys('passphrase'),
      recovery: start === 'created' ? newKeys('recovery') : null,
      wipe: null,
    },
    next: null,
  }

  const changeKey = (): void => {
    world.previousKey = world.vaultKey
    world.vaultKey = Secret.random()
    world.epoch++
  }
  const perform = (act: Act): void => {
    changeKey()
    if (act === 'passphrase' || act === 'recovery') {
      world.keys[act] = newKeys(act)
      return
    }
    world.keys.wipe = act === 'set' ? newKeys('wipe') : null
    world.next =
      world.keys.wipe === null
        ? null
        : sealNext(world.keys.wipe, { kdf: newKdfParams(), root: Secret.random() })
  }
  const headerNow = (): Uint8Array =>
    buildHeader({
      kdf,
      vaultKey: world.vaultKey,
      previousKey: world.previousKey,
      pace: randomPace(),
      directory: {
        epoch: world.epoch,
        vaultId,
        next: world.next,
        entries: {
          passphrase: entryOf(world.keys.passphrase),
          recovery: entryOf(world.keys.recovery),
          wipe: entryOf(world.keys.wipe),
        },
      },
    })
  const atRest = (header: Uint8Array, acts: readonly Act[]): AtRest => ({
    header,
    epoch: world.epoch,
    acts,
    credentials: {
      passphrase: world.keys.passphrase?.publicKey ?? null,
      recovery: world.keys.recovery?.publicKey ?? null,
      wipe: world.keys.wipe?.publicKey ?? null,
    },
  })
  const stoppedWipe = (keys: CredentialKeys): Uint8Array => {
    const next = world.next ?? new Uint8Array(sealedNextBytes)
    return destroyedHeader(kdf, keys, { kind: 'wipe', next, pace: randomPace() })
  }

  return sessions.map(({ acts, isCrash }, at) => {
    if (at > 0) world.epoch++
    world.previousKey = null
    if (hasWipe && fate === 'stopped-wipe' && at === endsAt && world.keys.wipe !== null) {
      return atRest(stoppedWipe(world.keys.wipe), [])
    }
    const wipeActs = (['set', 'remove'] as const).filter((act) =>
      act === 'set' ? at === setAt : fate === 'removed' && at === endsAt,
    )
    const all: readonly Act[] = [...(at === 0 ? [] : acts), ...(hasWipe ? wipeActs : [])]
    for (const act of all) perform(act)
    // Without a lock, what lies there is the header of the unlock or of the last act.
    if (!isCrash) {
      world.epoch++
      world.previousKey = null
    }
    return atRest(headerNow(), all)
  })
}

/** Half of the pairs are about a created vault, half about one that a wipe left, in turns. */
export const playPairs = (count: number): readonly HistoryPair[] =>
  Array.from({ length: count }, (_, number) => {
    const script = randomScript(number % 2 === 0 ? 'created' : 'left-by-wipe')
    return { script, withWipe: play(script, true), without: play(script, false) }
  })
