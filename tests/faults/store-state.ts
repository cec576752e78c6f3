import { journalHash, plainDigest, randomSalt, recordDigest } from '../../src/crypto/digest.ts'
import { openStore } from '../../src/main/store/store.ts'
import type { OpenOptions, Store, OpenState } from '../../src/main/store/store.ts'
import type { Tail } from '../../src/main/store/context.ts'
import type { Verification } from '../../src/main/store/verify-parts.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { FailureCode } from '../../src/shared/failure.ts'

/** The content of a database file, read record by record past unreadable ones. */
export type State = {
  /** For each readable record, all that is stored, as text. */
  readonly records: ReadonlyMap<string, string>
  /** How the opening, a read or Verify failed; null when none failed. */
  readonly failure: FailureCode | 'faults' | 'index' | null
  readonly tail: Tail
  /** The state of the journal against the given anchor. */
  readonly anchored: OpenState | null
}

const none: Tail = { seq: 0, hash: new Uint8Array(32) }

export const storeOptions = (file: string, key: Uint8Array, readonly = false): OpenOptions => ({
  file,
  databaseKey: Buffer.from(key),
  digest: { salt: randomSalt, record: recordDigest, chain: journalHash, plain: plainDigest },
  now: Date.now,
  actor: () => 'Heron',
  onCommit: () => undefined,
  readonly,
})

/** The code of a Failure that `act` throws. @throws any other error: that is a fault by itself. */
const codeOf = (act: () => void): FailureCode | null => {
  try {
    act()
    return null
  } catch (cause) {
    if (cause instanceof Failure) return cause.code
    throw cause
  }
}

const verified = (store: Store): Verification => {
  const steps = store.verify()
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

const idsOf = (store: Store): string[] => store.records.ids()

/** Reads everything in an open store; an invalid record is refused, as every handler does. */
const read = (store: Store, anchor: Tail | null): State => {
  const records = new Map<string, string>()
  let failure: State['failure'] = null
  let ids: string[] = []
  const meet = (code: State['failure']): void => {
    failure ??= code
  }
  meet(codeOf(() => (ids = idsOf(store))))
  for (const id of ids) {
    meet(
      codeOf(() => {
        const { record, holds } = store.records.examine(id as never)
        if (holds) records.set(id, JSON.stringify(record))
        else meet('tampered')
      }),
    )
  }
  let tail = none
  let anchored: OpenState | null = null
  meet(codeOf(() => (tail = store.journal.tail())))
  if (anchor !== null) meet(codeOf(() => (anchored = store.openState(anchor))))
  meet(
    codeOf(() => {
      const { faults, searchIndexHolds } = verified(store)
      if (faults.length > 0) meet('faults')
      if (!searchIndexHolds) meet('index')
    }),
  )
  return { records, failure, tail, anchored }
}

/**
 * Opens a database and reads everything; one that cannot be opened for writing is opened read-only,
 * as in rescue mode. Damage is named by its code.
 *
 * @param anchor the last acknowledged commit.
 */
export const stateOf = (file: string, key: Uint8Array, anchor: Tail | null = null): State => {
  let store: Store | null = null
  const first = codeOf(() => (store = openStore(storeOptions(file, key))))
  const second =
    first === null ? null : codeOf(() => (store = openStore(storeOptions(file, key, true))))
  if (second !== null || store === null)
    return { records: new Map(), failure: first, tail: none, anchored: null }
  const opened: Store = store
  try {
    const found = read(opened, anchor)
    return { ...found, failure: first ?? found.failure }
  } finally {
    opened.close()
  }
}
