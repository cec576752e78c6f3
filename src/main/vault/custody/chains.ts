import type { ChainLine, CustodyChain, ToldArrival } from '../../../shared/custody.ts'
import { Failure } from '../../../shared/failure.ts'
import type { Day, RecordId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import type { Revision } from '../../../shared/records.ts'
import {
  hashSteps,
  intactSteps,
  joinChains,
  keepHashes,
  keptHashSteps,
  signChain,
  toldKinds,
  wellFormedSteps,
} from '../../exchange/custody-chain.ts'
import { hex } from '../../exchange/revision.ts'
import type { ReceivedChain } from '../../store/custody.ts'
import type { Store } from '../../store/store.ts'
import type { Session } from '../session/session.ts'

/**
 * The files in which records arrived, each with the content of its signed manifest; oldest first.
 * The list of files is read and its digest checked once, for the first imported record.
 *
 * @throws Failure 'tampered'.
 */
const ownArrivals = ({ custody, exchange }: Store): ((subject: RecordId) => ToldArrival[]) => {
  type ImportedFile = ReturnType<typeof exchange.imports>[number]
  const name = ({ sender, exportId }: Pick<ImportedFile, 'sender' | 'exportId'>) =>
    `${sender} ${exportId}`
  let files: Map<string, ImportedFile> | null = null
  return (subject) =>
    custody.arrivals(subject).flatMap((arrival) => {
      files ??= new Map(exchange.imports().map((file) => [name(file), file]))
      const { sender, received, txn } = arrival
      const file = files.get(name(arrival))
      if (file === undefined) return []
      return [{ exported: file.day, manifest: file.hash, received, sender, txn }]
    })
}

type ChainKind = Revision['kind']
type Arrivals = (subject: RecordId) => ToldArrival[]

/** Chains that this vault signed. They do not change. */
const signedHere = new WeakSet<CustodyChain>()

/**
 * This vault's custody chain of a record, signed now; null if the journal has no lines about it. A
 * chain above the limit keeps its oldest lines. Yields between its steps.
 *
 * @throws Failure 'tampered' for a line that does not match its hash.
 */
const ownChain = function* (
  { store, author, signing }: Session,
  arrivalsOf: Arrivals,
  subject: RecordId,
  subjectKind: ChainKind,
): Generator<undefined, CustodyChain | null, void> {
  const own = store.custody.own(subject).slice(0, limits.custodyLines)
  if (own.length === 0) return null
  const told = own.map((line): Extract<ChainLine, { seq: number }> => ({
    actor: line.actor,
    day: line.day as Day,
    digest: hex(line.digest),
    kind: line.kind,
    prev: hex(line.prev),
    seq: line.seq,
    subjectPrev: hex(line.subject_prev),
    txn: line.txn,
  }))
  // Read before the first step, so that all lines and arrivals are of one moment.
  const arrivals = arrivalsOf(subject).slice(0, limits.custodyArrivals)
  yield
  const hashes = yield* hashSteps({ lines: told, subject, subjectKind })
  if (own.some(({ hash }, i) => hex(hash) !== hashes[i])) throw new Failure('tampered')
  const lines = told.map((line, i): ChainLine =>
    toldKinds.includes(line.kind) ? line : { hash: hashes[i] ?? '' },
  )
  const came = arrivals.length === 0 ? {} : { arrivals }
  const chain = signChain({ ...came, lines, subject, subjectKind }, author, signing)
  keepHashes(chain, hashes)
  signedHere.add(chain)
  return chain
}

/**
 * All chains of one record: first this vault's own, then those that arrived with files, including
 * invalid and unreadable ones. Reads one at a time, and yields undefined between two steps.
 *
 * @throws Failure 'tampered'.
 */
export const chainsOf = function* (
  session: Session,
  subject: RecordId,
  kind: ChainKind,
  arrivalsOf: Arrivals = ownArrivals(session.store),
): Generator<ReceivedChain | undefined, void, void> {
  const { custody } = session.store
  const holder = session.author
  const own = yield* ownChain(session, arrivalsOf, subject, kind)
  const keys = custody.keys(subject)
  const ours: CustodyChain[] = []
  for (const key of keys.filter((one) => one.holder === holder)) {
    const received = custody.at(subject, key) ?? undefined
    const chain = received?.chain ?? null
    if (chain === null) {
      yield received
      continue
    }
    yield
    // Joining compares the hashes.
    yield* keptHashSteps(chain)
    ours.push(chain)
  }
  if (own !== null) yield* keptHashSteps(own)
  for (const chain of own === null ? ours : joinChains(ours, own)) yield { holder, chain }
  for (const key of keys.filter((one) => one.holder !== holder)) {
    yield custody.at(subject, key) ?? undefined
  }
}

/**
 * The valid chains of all these records. An invalid chain proves nothing, and a recipient would
 * refuse the whole file: it is not exported, and `Verify vault` lists it. The signature of a chain
 * that was signed here is verified once, in the file that is written. Yields between the steps of
 * each chain.
 *
 * @throws Failure 'tampered'.
 */
export const chainsFor = function* (
  session: Session,
  records: ReadonlyMap<RecordId, { readonly kind: ChainKind }>,
): Generator<undefined, CustodyChain[], void> {
  const arrivalsOf = ownArrivals(session.store)
  const valid: CustodyChain[] = []
  for (const [subject, { kind }] of records) {
    for (const received of chainsOf(session, subject, kind, arrivalsOf)) {
      yield
      const chain = received?.chain ?? null
      if (chain === null) continue
      const isValid = signedHere.has(chain) ? wellFormedSteps(chain) : intactSteps(chain)
      if (yield* isValid) valid.push(chain)
    }
  }
  return valid
}
