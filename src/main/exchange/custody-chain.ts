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
import { canonicalBytes, parseCanonicalBytes } from './strict-json.ts'
import { isReadable } from './is-readable.ts'

/*
 * A vault's journal lines about one record, as exported with the record: docs/FORMAT-EXCHANGE.md,
 * "Custody". The lines of one subject are chained by `subjectPrev`, so that they can be checked
 * without the rest of the journal, and the holder signs the whole.
 */

const bounds = boundsOf(CustodyChain)

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

/** The hash of each line: recomputed, or as stated for a withheld line. */
export const hashesOf = ({
  lines,
  subject,
  subjectKind,
}: Pick<CustodyChain, 'lines' | 'subject' | 'subjectKind'>): string[] => {
  return lines.map((line) => {
    if (!('seq' in line)) return line.hash
    const { prev, ...told } = line
    return hex(journalHash(unhex(prev), utf8(canonicalJson({ ...told, subject, subjectKind }))))
  })
}

/** Signs this vault's account of a record. */
export const signChain = (
  told: Omit<Unsigned, 'holder'>,
  holder: AuthorKey,
  signing: SigningKeyPair,
): CustodyChain => {
  const chain = { ...told, holder }
  return { ...chain, signature: hex(sign('custody', signedBytes(chain), signing.secretKey)) }
}

export const chainBytes = (chain: CustodyChain): Uint8Array => canonicalBytes(chain)

/**
 * Parses a chain from a bundle or from the vault.
 *
 * @throws Failure 'malformed' for anything that is not one, whose lines or arrivals are out of
 * order, or without a valid signature of its holder.
 */
export const readChain = (bytes: Uint8Array): CustodyChain => {
  const parsed = CustodyChain.safeParse(parseCanonicalBytes(bytes, bounds))
  if (!parsed.success || !holds(parsed.data)) throw new Failure('malformed')
  return parsed.data
}

const holds = (chain: CustodyChain): boolean => {
  const hashes = hashesOf(chain)
  let last = 0
  const follows = chain.lines.every((line, i) => {
    if (!('seq' in line)) return true
    const before = hashes[i - 1] ?? noHash
    const rises = line.seq > last && line.txn <= line.seq
    last = line.seq
    return rises && line.subjectPrev === before
  })
  const arrive = arrivalsOf(chain).every(({ txn }, i, all) => txn > (all[i - 1]?.txn ?? 0))
  return (
    follows &&
    arrive &&
    verify('custody', signedBytes(chain), unhex(chain.signature), unhex(chain.holder))
  )
}

/** Would `readChain` accept it? The stored chain may have been changed since it arrived. */
export const isChainIntact = (chain: CustodyChain): boolean => {
  return isReadable(() => readChain(chainBytes(chain)))
}

const arrivalsOf = ({ arrivals }: Pick<CustodyChain, 'arrivals'>): readonly ToldArrival[] =>
  arrivals ?? []

const isBeginning = (short: readonly string[], long: readonly string[]): boolean =>
  short.length <= long.length && short.every((text, i) => text === long[i])

/** A line that one chain shows must not be withheld in the other, which would then contain less. */
const isToldIn = (short: CustodyChain, long: CustodyChain): boolean =>
  short.lines.every((line, i) => !('seq' in line) || 'seq' in (long.lines[i] ?? line))

/** Of chains that do not change: joining compares each with several others. */
const knownHashes = new WeakMap<CustodyChain, readonly string[]>()

/** `hashesOf`, computed once for each chain. */
export const keptHashesOf = (chain: CustodyChain): readonly string[] => {
  const hashes = knownHashes.get(chain) ?? hashesOf(chain)
  knownHashes.set(chain, hashes)
  return hashes
}

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
