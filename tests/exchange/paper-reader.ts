/*
 * Checks a custody sheet from the paper and docs/FORMAT-EXCHANGE.md, section 6a, alone. It shares
 * no code with the application.
 */
import { blake2b } from '@noble/hashes/blake2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

export type PaperTold = {
  readonly actor: string
  readonly day: string
  readonly digest: string
  readonly kind: string
  readonly prev: string
  readonly seq: number
  readonly subjectPrev: string
  readonly txn: number
}
/** One numbered line of a journal; a withheld line has only the hash. */
export type PaperLine = { readonly hash: string; readonly told: PaperTold | null }
/** A file that brought the record, where a sheet has one. */
export type PaperArrival = {
  readonly exported: string
  readonly manifest: string
  readonly received: string
  readonly sender: string
  readonly txn: number
}
export type PaperChain = {
  readonly arrivals: readonly PaperArrival[]
  readonly holder: string
  readonly lines: readonly PaperLine[]
  readonly signature: string
  readonly subject: string
  readonly subjectKind: string
}

/** RFC 8785 as far as section 2 uses it. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

/** The hash of a told line: without `prev`, and with the chain's `subject` and `subjectKind`. */
export const hashOnPaper = (
  { prev, actor, day, digest, kind, seq, subjectPrev, txn }: PaperTold,
  { subject, subjectKind }: Pick<PaperChain, 'subject' | 'subjectKind'>,
): string => {
  const form = { actor, day, digest, kind, seq, subject, subjectKind, subjectPrev, txn }
  const bytes = concatBytes(
    utf8ToBytes('understory/journal/v1\0'),
    hexToBytes(prev),
    utf8ToBytes(canonical(form)),
  )
  return bytesToHex(blake2b(bytes, { dkLen: 32 }))
}

/** What the holder signed, for any Ed25519 verifier. */
export const signedOnPaper = ({
  arrivals,
  holder,
  lines,
  subject,
  subjectKind,
}: PaperChain): Uint8Array => {
  const came = arrivals.map(({ exported, manifest, received, sender, txn }) => {
    return { exported, manifest, received, sender, txn }
  })
  const form = {
    ...(came.length === 0 ? {} : { arrivals: came }),
    holder,
    lines: lines.map(({ hash, told }) => told ?? { hash }),
    subject,
    subjectKind,
  }
  const digest = blake2b(utf8ToBytes(canonical(form)), { dkLen: 64 })
  return concatBytes(utf8ToBytes('understory/custody/v1\0'), digest)
}

/** What is wrong with the lines of a chain, by their numbers. */
export const faultsOnPaper = (chain: PaperChain): string[] => {
  let before = '0'.repeat(64)
  let last = 0
  return chain.lines.flatMap(({ hash, told }, i) => {
    const at = `line ${String(i + 1)}`
    const faults: string[] = []
    if (told !== null) {
      if (hashOnPaper(told, chain) !== hash) faults.push(`${at}: hash`)
      if (told.subjectPrev !== before) faults.push(`${at}: subjectPrev`)
      if (told.seq <= last || told.txn > told.seq) faults.push(`${at}: seq`)
      last = told.seq
    }
    before = hash
    return faults
  })
}
