import type { RecordId } from '../../../shared/ids.ts'
import { Failure } from '../../../shared/failure.ts'
import { intactSteps } from '../../exchange/custody-chain.ts'
import { isNoticeAuthentic } from '../../exchange/notice.ts'
import { runPaced } from '../../exchange/pace.ts'
import { namedIn, readThrough } from '../attachments/attached.ts'
import type { Store } from '../../store/store.ts'
import { vaultSubject } from '../../store/vault-digest.ts'
import type { VerificationFault, Verification } from '../../store/verify.ts'
import { isAuthentic } from '../session/revise.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'

/** Maximum time in milliseconds that one slice may block other requests. */
const sliceMs = 12

/** Yields to other requests once a slice is used up. */
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

/** Whether all imported chains of a record are valid: no digest of this vault protects them. */
const custodyHolds = function* (
  { custody }: Store,
  subject: RecordId,
): Generator<undefined, boolean, void> {
  for (const key of custody.keys(subject)) {
    const received = custody.at(subject, key)
    yield
    if (received === null) continue
    if (received.chain === null || !(yield* intactSteps(received.chain))) return false
  }
  return true
}

/**
 * Records with an invalid imported chain.
 *
 * @param known the faults so far: each is listed once.
 */
const custodyFaults = async (
  store: Store,
  known: readonly VerificationFault[],
  breathe: () => Promise<void>,
): Promise<readonly VerificationFault[]> => {
  const listed = new Set(known.flatMap(({ subject, what }) => (what === 'custody' ? subject : [])))
  const faults: VerificationFault[] = []
  for (const subject of store.custody.subjects()) {
    if (listed.has(subject)) continue
    if (!(await runPaced(custodyHolds(store, subject), breathe)))
      faults.push({ subject, what: 'custody' })
  }
  return faults
}

/** The same for advisories, also about records that are not here yet. */
const noticeFaults = async (
  { notices }: Store,
  breathe: () => Promise<void>,
): Promise<readonly VerificationFault[]> => {
  const faults: VerificationFault[] = []
  for (const { subject, notice } of notices.all()) {
    await breathe()
    if (notice === null || !isNoticeAuthentic(notice)) faults.push({ subject, what: 'notice' })
  }
  return faults
}

/** Maps digests of attached files to the records that name them. */
type NamedBlob = Map<string, Set<RecordId>>

const addNamed = (named: NamedBlob, id: RecordId, content: string): void => {
  try {
    for (const digest of namedIn([content]))
      named.set(digest, (named.get(digest) ?? new Set<RecordId>()).add(id))
  } catch {
    // Unreadable: already reported by the store's own check.
  }
}

/**
 * The records that still name a broken file. Without its key it was erased, if one that changed
 * meanwhile was the last to name it: such a record was erased too, or names another file now.
 */
const stillNaming = (
  { store }: Session,
  digest: string,
  { subjects, seq }: { readonly subjects: ReadonlySet<RecordId>; readonly seq: number },
): readonly RecordId[] => {
  const entry = store.blobs.find(digest)
  entry?.key.fill(0)
  if (entry !== null) return [...subjects]
  const changed = new Set<string>(store.journal.subjectsSince(seq))
  return [...subjects].filter((subject) => !changed.has(subject))
}

/**
 * Attached files that do not match the reports and revisions that name them.
 *
 * @param seq the last line when the names were gathered.
 */
const attachmentFaults = async (
  session: Session,
  { named, seq }: Pick<LookedThrough, 'named' | 'seq'>,
  breathe: () => Promise<void>,
): Promise<readonly VerificationFault[]> => {
  const broken = new Set<RecordId>()
  for (const [digest, subjects] of named) {
    try {
      await readThrough(session, digest, breathe)
    } catch (cause) {
      if (!(cause instanceof Failure) || cause.code === 'cancelled') throw cause
      for (const subject of stillNaming(session, digest, { subjects, seq })) broken.add(subject)
    }
  }
  return [...broken].map((subject) => ({ subject, what: 'attachment' }))
}

/**
 * Digests every record again, walks the journal and the search index, and checks the id and
 * signature of every revision, and of imported custody chains and advisories; in slices, so that
 * the vault process keeps answering the window.
 */
export const verifyStore = async (store: Store, ports: TaskPorts): Promise<Verification> =>
  (await look(store, ports)).found

/** What was found; the names, and the last line of the journal, as of the beginning. */
type LookedThrough = {
  readonly found: Verification
  readonly named: NamedBlob
  readonly seq: number
}

/** The store's own check, and the signature checks of each record that it reads. */
const look = async (store: Store, { signal, progress }: TaskPorts): Promise<LookedThrough> => {
  const breathe = slices(signal)
  const named: NamedBlob = new Map()
  const { seq } = store.journal.tail()
  const steps = store.verify((record, revision) => {
    const { content } = revision ?? record
    if (record.kind === 'report') addNamed(named, record.id, content)
    return revision === null || isAuthentic(revision) ? [] : ['revision']
  })
  let step = steps.next()
  while (!step.done) {
    progress(step.value.done, step.value.total)
    await breathe()
    step = steps.next()
  }
  const faults = [
    ...step.value.faults,
    ...(await custodyFaults(store, step.value.faults, breathe)),
    ...(await noticeFaults(store, breathe)),
  ]
  // A record that changed meanwhile may have been compared with its former line. The change itself
  // compared it with the line of that moment.
  const changed = new Set(store.journal.subjectsSince(seq))
  changed.delete(vaultSubject)
  return {
    found: { ...step.value, faults: faults.filter(({ subject }) => !changed.has(subject)) },
    named,
    seq,
  }
}

/**
 * Same for the open vault, and also every attached file; a check without faults is recorded in its
 * journal.
 *
 * @throws Failure 'tampered' if the state of the vault is not the verified one any more.
 */
export const verifyVault = async (session: Session, ports: TaskPorts): Promise<Verification> => {
  const { found, ...names } = await look(session.store, ports)
  const broken = await attachmentFaults(session, names, slices(ports.signal))
  const faults = [...found.faults, ...broken]
  if (session.mode === 'open' && faults.length === 0) session.store.journal.note('vault.verified')
  return { ...found, faults }
}
