import { utf8 } from '../../crypto/bytes.ts'
import { journalHash } from '../../crypto/digest.ts'
import { sign, verify } from '../../crypto/sign.ts'
import type { SigningKeyPair } from '../../crypto/sign.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import { CustodyChain } from '../../shared/custody.ts'
import type { ChainLine, ToldArrival } from '../../shared/custody.ts'
import { Failure } from '../../shared/failure.ts'
import type { AuthorKey } from '../../shared/ids.ts'
import { boundsOf } from './json-bounds.ts'
import { hex, unhex } from './revision.ts'
import { canonicalBytes, decodeText, parseCanonicalSteps } from './strict-json.ts'
import { runAtOnce } from '../../shared/steps.ts'

/*
 * A vault's journal lines about one record, as exported with the record: docs/FORMAT-EXCHANGE.md,
 * "Custody". The lines of one subject are chained by `subjectPrev`, so that they can be checked
 * without the rest of the journal, and the holder signs the whole.
 *
 * A chain of 20,000 lines takes 8 MB: the work on one yields between its steps.
 */

const bounds = boundsOf(CustodyChain)

/** Lines that are hashed in one step: about 7 ms. */
const linesAtOnce = 1_000

const noHash = '0'.repeat(64)

type Unsigned = Omit<CustodyChain, 'signature'>

const signedBytes = (chain: Unsigned): Uint8Array =>
  canonicalBytes({
    ...(chain.arrivals === undefined ? {} : { arrivals: chain.arrivals }),
    holder: chain.holder,
    lines: chain.lines,
    subject: chain.subject,
    subjectKind: chain.subjectKind,
  })

type HashedLines = Pick<CustodyChain, 'lines' | 'subject' | 'subjectKind'>

/** The hash of each line: recomputed, or as stated for a withheld line. */
export const hashSteps = function* ({
  lines,
  subject,
  subjectKind,
}: HashedLines): Generator<undefined, string[], void> {
  const hashes: string[] = []
  for (const line of lines) {
    if ('seq' in line) {
      const { actor, day, digest, kind, prev, seq, subjectPrev, txn } = line
      const told = { actor, day, digest, kind, seq, subject, subjectKind, subjectPrev, txn }
      hashes.push(hex(journalHash(unhex(prev), utf8(canonicalJson(told)))))
    } else hashes.push(line.hash)
    if (hashes.length % linesAtOnce === 0) yield
  }
  return hashes
}

/** `hashSteps` without yielding. */
export const hashesOf = (told: HashedLines): string[] => runAtOnce(hashSteps(told))

/** Signs this vault's account of a record. The largest takes about 80 ms at one stretch. */
export const signChain = (
  told: Omit<Unsigned, 'holder'>,
  holder: AuthorKey,
  signing: SigningKeyPair,
): CustodyChain => {
  const { arrivals, lines, subject, subjectKind } = told
  const came = arrivals === undefined ? {} : { arrivals }
  const signed = signedBytes({ ...told, holder })
  const signature = hex(sign('custody', signed, signing.secretKey))
  return { ...came, holder, lines, signature, subject, subjectKind }
}

export const chainBytes = (chain: CustodyChain): Uint8Array => canonicalBytes(chain)

/**
 * Parses a chain from a bundle or from the vault.
 *
 * @throws Failure 'malformed' for anything that is not one, whose lines or arrivals are out of
 * order, or without a valid signature of its holder.
 */
export const readChainSteps = function* (
  bytes: Uint8Array,
): Generator<undefined, CustodyChain, void> {
  const value = yield* parseCanonicalSteps(decodeText(bytes), bounds)
  yield
  const parsed = CustodyChain.safeParse(value)
  yield
  if (!parsed.success || !(yield* holds(parsed.data))) throw new Failure('malformed')
  return parsed.data
}

/** `readChainSteps` without yielding. @throws Failure 'malformed'. */
export const readChain = (bytes: Uint8Array): CustodyChain => runAtOnce(readChainSteps(bytes))

/** Are its lines and arrivals in order, and chained? */
const isInOrder = function* (chain: CustodyChain): Generator<undefined, boolean, void> {
  const hashes = yield* keptHashSteps(chain)
  let last = 0
  const follows = chain.lines.every((line, i) => {
    if (!('seq' in line)) return true
    const before = hashes[i - 1] ?? noHash
    const rises = line.seq > last && line.txn <= line.seq
    last = line.seq
    return rises && line.subjectPrev === before
  })
  return follows && arrivalsOf(chain).every(({ txn }, i, all) => txn > (all[i - 1]?.txn ?? 0))
}

const holds = function* (chain: CustodyChain): Generator<undefined, boolean, void> {
  if (!(yield* isInOrder(chain))) return false
  yield
  const bytes = signedBytes(chain)
  yield
  return verify('custody', bytes, unhex(chain.signature), unhex(chain.holder))
}

/** Would `readChain` accept it? The stored chain may have been changed since it arrived. */
export const intactSteps = function* (chain: CustodyChain): Generator<undefined, boolean, void> {
  const bytes = chainBytes(chain)
  yield
  try {
    yield* readChainSteps(bytes)
    return true
  } catch (cause) {
    if (cause instanceof Failure && cause.code === 'malformed') return false
    throw cause
  }
}

/**
 * The same for a chain that this vault has just signed, without verifying its signature, which is
 * verified when the chain is written to a file.
 */
export const wellFormedSteps = function* (
  chain: CustodyChain,
): Generator<undefined, boolean, void> {
  const { success } = CustodyChain.safeParse(chain)
  yield
  return success && (yield* isInOrder(chain))
}

/** `intactSteps` without yielding. */
export const isChainIntact = (chain: CustodyChain): boolean => runAtOnce(intactSteps(chain))

const arrivalsOf = ({ arrivals }: Pick<CustodyChain, 'arrivals'>): readonly ToldArrival[] =>
  arrivals ?? []

const isBeginning = (short: readonly string[], long: readonly string[]): boolean =>
  short.length <= long.length && short.every((text, i) => text === long[i])

/** A line that one chain shows must not be withheld in the other, which would then contain less. */
const isToldIn = (short: CustodyChain, long: CustodyChain): boolean =>
  short.lines.every((line, i) => !('seq' in line) || 'seq' in (long.lines[i] ?? line))

/** Of chains that do not change: joining compares each with several others. */
const knownHashes = new WeakMap<CustodyChain, readonly string[]>()

/** For a chain whose hashes were computed before it was signed. */
export const keepHashes = (chain: CustodyChain, hashes: readonly string[]): void =>
  void knownHashes.set(chain, hashes)

/** `hashSteps`, computed once for each chain. */
export const keptHashSteps = function* (
  chain: CustodyChain,
): Generator<undefined, readonly string[], void> {
  const hashes = knownHashes.get(chain) ?? (yield* hashSteps(chain))
  knownHashes.set(chain, hashes)
  return hashes
}

/** `keptHashSteps` without yielding. */
export const keptHashesOf = (chain: CustodyChain): readonly string[] =>
  runAtOnce(keptHashSteps(chain))

/**
 * Does the second chain contain everything of the first? Lines and arrivals are only ever added.
 */
const isContinued = (short: CustodyChain, long: CustodyChain): boolean =>
  isBeginning(keptHashesOf(short), keptHashesOf(long)) &&
  isToldIn(short, long) &&
  isBeginning(arrivalsOf(short).map(canonicalJson), arrivalsOf(long).map(canonicalJson))

/**
 * Joins a holder's known chains of one record with another chain: where one continues the other,
 * the longer one is kept. Two diverging chains are both kept: the holder's vault was copied or
 * restored. The result does not depend on the order of arrival.
 */
export const joinChains = (
  known: readonly CustodyChain[],
  arrived: CustodyChain,
): readonly CustodyChain[] => {
  if (known.some((chain) => isContinued(arrived, chain))) return known
  return [...known.filter((chain) => !isContinued(chain, arrived)), arrived]
}

/** Acts that holders of a record may know; for other acts only the hash is exported. */
export const toldKinds: readonly Extract<ChainLine, { seq: number }>['kind'][] = [
  'record.saved',
  'record.filed',
  'record.merged',
  'record.removed',
  'record.restored',
  'record.exported',
  'record.imported',
  'record.published',
  'record.handed-over',
]
