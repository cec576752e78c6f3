import type { RecordId } from '../../../shared/ids.ts'
import { Failure } from '../../../shared/failure.ts'
import { runPaced } from '../../exchange/pace.ts'
import { readThrough } from '../attachments/attached.ts'
import type { Store } from '../../store/store.ts'
import { vaultSubject } from '../../store/vault-digest.ts'
import type { VerificationFault, Verification } from '../../store/verify-parts.ts'
import type { Session } from '../session/session.ts'
import type { TaskPorts } from '../session/tasks.ts'
import { checkCopy } from './check-copy.ts'
import type { LookedThrough } from './check-copy.ts'
import { custodyHolds, lookAtRecords, signatureFaults } from './signatures.ts'
import type { NamedBlobs } from './signatures.ts'

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
  (await confirmed(store, await look(store, ports), slices(ports.signal))).found

/** How often a record is checked again that changes each time meanwhile. */
const mostAgain = 3

/**
 * The faults of a record as it is now, of any kind that a change can have caused or mended.
 *
 * @returns null if it changes all the time.
 */
const faultsNow = async (
  store: Store,
  subject: string,
  breathe: () => Promise<void>,
): Promise<readonly VerificationFault[] | null> => {
  for (let time = 0; time < mostAgain; time += 1) {
    const { seq } = store.journal.tail()
    const steps = store.verifyAgain(subject, lookAtRecords(new Map()))
    let step = steps.next()
    for (; step.done !== true; step = steps.next()) await breathe()
    const isHeld = await runPaced(custodyHolds(store, subject as RecordId), breathe)
    if (store.journal.subjectsSince(seq).some((id) => id === subject)) continue
    return isHeld ? step.value.faults : [...step.value.faults, { subject, what: 'custody' }]
  }
  return null
}

/**
 * What was found, with the faults of records that changed since as they are now: a record that was
 * read in the middle of a change is no fault, and one with a fault stays one when it is changed.
 *
 * @returns also whether all of them could be looked at again.
 */
const confirmed = async (
  store: Store,
  { found, seq }: LookedThrough,
  breathe: () => Promise<void>,
): Promise<{ readonly found: Verification; readonly isWhole: boolean }> => {
  const changed = new Set(store.journal.subjectsSince(seq))
  changed.delete(vaultSubject)
  const faults = found.faults.filter(({ subject }) => !changed.has(subject))
  let isWhole = true
  for (const subject of new Set(found.faults.map((fault) => fault.subject))) {
    if (!changed.has(subject)) continue
    const now = await faultsNow(store, subject, breathe)
    if (now === null) isWhole = false
    faults.push(...(now ?? []))
    // What no change of the record can mend: a line of the journal, and who signed a notice.
    const lasting = store.records.wasPurged(subject as RecordId)
      ? ['notice']
      : ['notice', 'journal']
    for (const fault of found.faults)
      if (fault.subject === subject && lasting.includes(fault.what)) faults.push(fault)
  }
  return { found: { ...found, faults }, isWhole }
}

/** The store's own check, and the signature checks of each record that it reads. */
const look = async (store: Store, { signal, progress }: TaskPorts): Promise<LookedThrough> => {
  const breathe = slices(signal)
  const named: NamedBlobs = new Map()
  const { seq } = store.journal.tail()
  const steps = store.verify(lookAtRecords(named))
  let step = steps.next()
  while (!step.done) {
    progress(step.value.done, step.value.total)
    await breathe()
    step = steps.next()
  }
  const more = await runPaced(signatureFaults(store, step.value.faults), breathe)
  return { found: { ...step.value, faults: [...step.value.faults, ...more] }, named, seq }
}

/**
 * Same for the open vault, and also every attached file; a check without faults is recorded in its
 * journal. A large database is copied, and its copy checked in other threads (ADR 0050).
 *
 * @param leastCopied bytes of the smallest database that is copied, where it is not the usual.
 * @throws Failure 'tampered' if the state of the vault is not the verified one any more.
 */
export const verifyVault = async (
  session: Session,
  ports: TaskPorts,
  leastCopied?: number,
): Promise<Verification> => {
  const { store } = session
  const hadWholeIndex = store.hasWholeIndex()
  const looked = (await checkCopy(session, ports, leastCopied)) ?? (await look(store, ports))
  const { found, isWhole } = await confirmed(store, looked, slices(ports.signal))
  const broken = await attachmentFaults(session, looked, slices(ports.signal))
  const faults = [...found.faults, ...broken]
  const isVerified = faults.length === 0 && found.searchIndexHolds && isWhole
  // Not where the list of reports in the index was compared, and not its words.
  if (session.mode === 'open' && isVerified && hadWholeIndex && store.hasWholeIndex())
    store.journal.note('vault.verified')
  return { ...found, faults }
}
