import { RecordId } from '../../shared/ids.ts'
import { Failure } from '../../shared/failure.ts'
import { chainHolds } from '../exchange/custody-chain.ts'
import { noticeHolds } from '../exchange/notice.ts'
import { attachedDigests, readThrough } from './attachments/attached.ts'
import type { Store } from '../store/types.ts'
import type { Fault, RawRecord, Verification } from '../store/verification.ts'
import { isAuthentic } from './revise.ts'
import type { Session } from './session.ts'
import type { TaskPorts } from './tasks.ts'

/** How long one slice may keep other requests waiting. */
const sliceMs = 12

/** Lets other requests in once a slice is used up. */
const slices = (signal: AbortSignal): (() => Promise<void>) => {
  let began = Date.now()
  return async () => {
    signal.throwIfAborted()
    if (Date.now() - began < sliceMs) return
    await new Promise((resolve) => setImmediate(resolve))
    began = Date.now()
    signal.throwIfAborted()
  }
}

/** A revision whose signature fails, or that cannot be read. */
const signatureFaults = (store: Store, subject: string): readonly Fault[] => {
  try {
    return store.revisions
      .list(RecordId.parse(subject))
      .filter(({ revision }) => !isAuthentic(revision))
      .map(() => ({ subject, what: 'revision' as const }))
  } catch {
    // Removed until the lock, or already named by the store's own check.
    return []
  }
}

/** What came with files and is under no digest of ours: accounts of others that no longer hold. */
const custodyFaults = ({ custody }: Store, subject: RecordId): readonly Fault[] =>
  custody.unreadable(subject).length === 0 && custody.received(subject).every(chainHolds)
    ? []
    : [{ subject, what: 'custody' }]

/** The same of notices, also of records that are not here yet. */
const noticeFaults = ({ notices }: Store): readonly Fault[] =>
  notices
    .all()
    .filter(({ notice }) => notice === null || !noticeHolds(notice))
    .map(({ subject }) => ({ subject, what: 'notice' }))

const digestsOf = (session: Session, record: RawRecord): Iterable<string> => {
  try {
    return attachedDigests(session, record)
  } catch {
    // It cannot be read: named already by the store's own check.
    return []
  }
}

/** Attached files that are not what the reports and revisions that name them say. */
const attachmentFaults = async (
  session: Session,
  breathe: () => Promise<void>,
): Promise<readonly Fault[]> => {
  const subjects = new Map<string, Set<string>>()
  for (const { record } of session.store.records.every()) {
    for (const digest of digestsOf(session, record)) {
      subjects.set(digest, (subjects.get(digest) ?? new Set()).add(record.id))
    }
    await breathe()
  }
  const broken = new Set<string>()
  for (const [digest, named] of subjects) {
    try {
      await readThrough(session, digest, breathe)
    } catch (cause) {
      if (!(cause instanceof Failure) || cause.code === 'cancelled') throw cause
      for (const subject of named) broken.add(subject)
    }
  }
  return [...broken].map((subject) => ({ subject, what: 'attachment' }))
}

/**
 * Digests every record again, walks the journal and the search index, and checks every revision's id
 * and signature, and those of the chains of custody and notices that came with files; in slices, so
 * that the window goes on being answered.
 */
export const verifyStore = async (
  store: Store,
  { signal, progress }: TaskPorts,
): Promise<Verification> => {
  const breathe = slices(signal)
  const steps = store.verify()
  let step = steps.next()
  while (!step.done) {
    progress(step.value.done, step.value.total)
    await breathe()
    step = steps.next()
  }
  const faults = [...step.value.faults]
  for (const { record } of store.records.every()) {
    faults.push(...signatureFaults(store, record.id), ...custodyFaults(store, record.id))
    await breathe()
  }
  faults.push(...noticeFaults(store))
  return { ...step.value, faults }
}

/** The same for the open vault, and every attached file; it notes it in its journal. */
export const verifyVault = async (session: Session, ports: TaskPorts): Promise<Verification> => {
  const { faults, ...found } = await verifyStore(session.store, ports)
  const broken = await attachmentFaults(session, slices(ports.signal))
  if (session.mode === 'open') session.store.journal.note('vault.verified')
  return { ...found, faults: [...faults, ...broken] }
}
