import type { Secret } from '../../../crypto/secret.ts'
import type { Identity } from '../../../shared/identity.ts'
import { Instant, RecordId } from '../../../shared/ids.ts'
import type { RevisionId, SourceId } from '../../../shared/ids.ts'
import type { Store } from '../../store/store.ts'
import { createNameExceptions } from './name-exceptions.ts'
import type { NameExceptions } from './name-exceptions.ts'
import { openSeal, readIdentitiesOf } from './identity-seals.ts'
import type { ReadIdentities, SealContent } from './identity-seals.ts'
import { runAtOnce } from '../../../shared/steps.ts'

/**
 * How long names stay in memory, in milliseconds: those opened with the key, and those just sealed.
 */
export const identityMinutes = 10 * 60_000

/**
 * The only place where identities are in plaintext: while the desk's key is open, and for ten
 * minutes after an identity was entered here. Nothing is written to disk.
 */
export type UnlockedIdentities = {
  /** When the open key expires; null if it is closed. */
  readonly openUntil: () => Instant | null
  /** Takes ownership of the secrets, the current one first, and wipes them when the time is up. */
  readonly open: (secrets: readonly Secret[]) => void
  /** The open secrets; null if there are none. The caller must not wipe them. */
  readonly secrets: () => readonly Secret[] | null
  /**
   * Wipes the secrets and forgets the identities that they opened. Just-sealed identities keep
   * their own expiry.
   */
  readonly close: () => void
  /** Remembers an identity that was just sealed, so that its names are checked for. */
  readonly sealed: (id: SourceId, identity: Identity) => void
  /** Same for identities on screen; they expire after `time` ms. */
  readonly shown: (identities: readonly Identity[], time: number) => void
  /**
   * The identities of a source, if the key is open; null if it is closed. Each seal is opened once.
   */
  readonly read: (id: SourceId, from?: readonly RevisionId[]) => ReadIdentities | null
  /** The same; yields after each seal. Null also if the key was closed meanwhile. */
  readonly readSlowly: (
    id: SourceId,
    from?: readonly RevisionId[],
  ) => Generator<undefined, ReadIdentities | null, void>
  /** All protected names known at this moment, including alternative names. */
  readonly names: () => readonly string[]
  /**
   * Reads for `names` what is new of the sources and their seals; yields between them. Otherwise
   * `names` reads it in one step.
   *
   * @throws Failure 'locked', 'tampered', 'damaged'.
   */
  readonly readNames: () => Generator<undefined, void, void>
  /** Exceptions for protected names that mean a different person; forgotten when the key closes. */
  readonly nameExceptions: NameExceptions
  /** Forgets everything; called at the lock. */
  readonly end: () => void
}

/** An identity that was entered or shown here. */
type Typed = {
  /** Null if it was only shown. */
  readonly id: SourceId | null
  readonly identity: Identity
  readonly until: number
}

/**
 * @param told `expired`: the key closed by timeout. `forgot`: known names may have been forgotten,
 *   so other modules must drop them too.
 */
export const createUnlockedIdentities = (
  store: Store,
  now: () => number,
  told: { readonly expired: () => void; readonly forgot: () => void },
): UnlockedIdentities => {
  let held: { readonly secrets: readonly Secret[]; readonly until: number } | null = null
  /** How often the key was closed: what was read before a close is not remembered after it. */
  let closes = 0
  let timer: NodeJS.Timeout | undefined
  const opened = new Map<RevisionId, SealContent>()
  const current = new Map<
    SourceId,
    { readonly rev: number; readonly identities: readonly Identity[] }
  >()
  let typed: readonly Typed[] = []
  const nameExceptions = createNameExceptions()

  const close = (): void => {
    clearTimeout(timer)
    for (const secret of held?.secrets ?? []) secret.wipe()
    held = null
    closes += 1
    opened.clear()
    current.clear()
    nameExceptions.forget()
    told.forgot()
  }

  const secrets = (): readonly Secret[] | null => {
    if (held !== null && now() >= held.until) close()
    return held?.secrets ?? null
  }

  const readSlowly: UnlockedIdentities['readSlowly'] = function* (id, from) {
    if (secrets() === null) return null
    const heads = from ?? store.revisions.heads(RecordId.parse(id))?.heads ?? []
    const found = yield* readIdentitiesOf(store, heads, (revision, bytes) => {
      const keys = secrets()
      const known = opened.get(revision)
      if (keys === null || known !== undefined) return known ?? null
      const content = openSeal(bytes, keys, id)
      opened.set(revision, content)
      return content
    })
    // The last seal on the way may be followed by a pause.
    return secrets() === null ? null : found
  }

  const read: UnlockedIdentities['read'] = (id, from) => runAtOnce(readSlowly(id, from))

  const forgetTyped = (): void => {
    const still = typed.filter(({ until }) => now() < until)
    if (still.length === typed.length) return
    typed = still
    if (held === null && still.length === 0) nameExceptions.forget()
    told.forgot()
  }

  const remember = (fresh: readonly Identity[], of: SourceId | null, time: number): void => {
    const until = now() + time
    const others = typed.filter(({ id }) => id === null || id !== of)
    typed = [...others, ...fresh.map((identity) => ({ id: of, identity, until }))]
    setTimeout(forgetTyped, time + 1).unref()
  }

  /** Called for every text that is checked, so each state of a source is read once. */
  const readOnce = function* (
    id: SourceId,
    rev: number,
  ): Generator<undefined, readonly Identity[], void> {
    const before = current.get(id)
    if (before?.rev === rev) return before.identities
    const during = closes
    const found = yield* readSlowly(id)
    if (found === null || closes !== during) return []
    current.set(id, { rev, identities: found.identities })
    return found.identities
  }

  const known = (): readonly Identity[] => {
    forgetTyped()
    const sealed = typed.map(({ identity }) => identity)
    if (secrets() === null) return sealed
    const sources = [...store.sources.known().values()].filter(({ hasSeal }) => hasSeal)
    return [...sealed, ...sources.flatMap(({ id, rev }) => runAtOnce(readOnce(id, rev)))]
  }

  const readNames: UnlockedIdentities['readNames'] = function* () {
    if (secrets() === null) return
    yield* store.sources.readKnown()
    for (const id of [...store.sources.known().keys()]) {
      // The key may have been closed meanwhile, and the source deleted.
      if (secrets() === null) return
      const source = store.sources.known().get(id)
      if (source?.hasSeal !== true || current.get(id)?.rev === source.rev) continue
      yield* readOnce(id, source.rev)
      yield
    }
  }

  return {
    openUntil: () => (secrets() === null || held === null ? null : Instant.parse(held.until)),
    open: (taken) => {
      close()
      held = { secrets: taken, until: now() + identityMinutes }
      timer = setTimeout(() => {
        close()
        told.expired()
      }, identityMinutes)
      timer.unref()
    },
    secrets,
    close,
    sealed: (id, identity) => remember([identity], id, identityMinutes),
    shown: (identities, time) => remember(identities, null, time),
    read,
    readSlowly,
    names: () => [...new Set(known().flatMap(({ name, otherNames }) => [name, ...otherNames]))],
    readNames,
    nameExceptions,
    end: () => {
      close()
      typed = []
    },
  }
}
