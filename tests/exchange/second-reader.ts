/*
 * A second reader of exported files, written from docs/FORMAT-EXCHANGE.md alone. It shares no code
 * with the application; the only thing they have in common is the age library, for hybrid files.
 */
import { createPublicKey, verify } from 'node:crypto'
import { blake2b } from '@noble/hashes/blake2.js'

export type ReadRecord = {
  readonly kind: string
  readonly subject: string
  readonly id: string
  readonly parents: readonly string[]
  readonly content: Record<string, unknown>
  /** Digest of the seal that was made with it. */
  readonly seal: string | null
}

export type ReadBundle = {
  readonly manifest: Record<string, unknown> & { readonly recipients: readonly string[] }
  readonly records: readonly ReadRecord[]
  readonly seals: ReadonlyMap<string, Uint8Array>
  readonly cards: readonly ReadCard[]
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly chains: readonly ReadChain[]
  readonly notices: readonly ReadNotice[]
  readonly escrow: ReadEscrow | null
}

type ReadLine = Record<string, unknown> & { readonly subjectPrev?: string; readonly seq?: number }

export type ReadChain = {
  readonly arrivals?: readonly { readonly txn: number }[]
  readonly holder: string
  readonly subject: string
  readonly subjectKind: string
  readonly lines: readonly ReadLine[]
}

export type ReadNotice = {
  readonly author: string
  readonly kind: string
  readonly subject: string
  readonly uses: readonly string[]
}

export type ReadEscrow = {
  readonly author: string
  readonly day: string
  readonly serial: number
  /** As base64url. */
  readonly seal: string
}

export type ReadCard = {
  readonly format: string
  readonly version: number
  readonly pseudonym: string
  readonly recipient: string
  readonly author: string
  readonly identity: string | null
  readonly desks: readonly string[]
  readonly serial: number
  readonly day: string
}

export const ascii = (text: string): Buffer => Buffer.from(text, 'ascii')
export const hash = (bytes: Uint8Array, size: number): Buffer =>
  Buffer.from(blake2b(bytes, { dkLen: size }))

/** RFC 8785 as far as section 2 takes it. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

const signed = (domain: string, message: Uint8Array, key: string, signature: string): boolean => {
  // The fixed beginning of an Ed25519 public key in SPKI form (RFC 8410).
  const spki = Buffer.concat([
    Buffer.from('302a300506032b6570032100', 'hex'),
    Buffer.from(key, 'hex'),
  ])
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  const bytes = Buffer.concat([ascii(`understory/${domain}/v1\0`), hash(message, 64)])
  return verify(null, bytes, publicKey, Buffer.from(signature, 'hex'))
}

const demand = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

const paddedSize = (size: number): number => {
  if (size <= 65_536) return 65_536
  const e = BigInt(size.toString(2).length - 1)
  const s = BigInt(e.toString(2).length)
  const step = 1n << (e - s)
  return Number(((BigInt(size) + step - 1n) / step) * step)
}

/** Reads and checks the inside of a file. @throws Error saying what is wrong. */
export const readBundle = (bytes: Uint8Array): ReadBundle => {
  const data = Buffer.from(bytes)
  let at = 0
  const line = (): string => {
    const end = data.indexOf(10, at)
    const text = data.toString('ascii', at, end)
    at = end + 1
    return text
  }
  const frame = (name: string): Buffer => {
    const [given, length] = line().split(' ')
    demand(given === name, `a frame ${name}`)
    const start = at
    at = start + Number(length) + 1
    return data.subarray(start, at - 1)
  }
  demand(line() === 'UNDERSTORY BUNDLE 1', 'its first line')
  const raw = frame('manifest')
  const manifest = JSON.parse(raw.toString('utf8')) as ReadBundle['manifest'] & {
    readonly sender: string
    readonly objects: { kind: string; subject: string; digest: string; length: number }[]
  }
  demand(canonical(manifest) === raw.toString('utf8'), 'a canonical manifest')
  demand(signed('bundle', raw, manifest.sender, frame('signature').toString('ascii')), 'signature')
  const records: ReadRecord[] = []
  const seals = new Map<string, Uint8Array>()
  const cards: ReadCard[] = []
  const authors = new Set<string>()
  const chains: ReadChain[] = []
  const notices: ReadNotice[] = []
  const escrows: ReadEscrow[] = []
  const files = new Map<string, Uint8Array>()
  for (const { kind, subject, digest, length } of manifest.objects) {
    const body = frame(kind)
    demand(body.length === length && hash(body, 32).toString('hex') === digest, 'a digest')
    if (kind === 'card') {
      cards.push(readCard(body, subject))
      continue
    }
    if (kind === 'custody') chains.push(readChain(body, subject))
    else if (kind === 'notice') notices.push(readNotice(body, subject))
    else if (kind === 'escrow') escrows.push(readEscrow(body, subject))
    else if (kind === 'seal') {
      demand(body.length === 8848, 'the size of a seal')
      seals.set(digest, body)
    } else if (kind === 'attachment') files.set(digest, body)
    else {
      records.push(readRecord(body, kind, subject))
      authors.add((JSON.parse(body.toString('utf8')) as { author: string }).author)
    }
  }
  const named = new Set(records.flatMap(({ seal }) => (seal === null ? [] : [seal])))
  demand(named.size === seals.size, 'as many seals as revisions name')
  demand(
    [...named].every((digest) => seals.has(digest)),
    'the seal of a revision',
  )
  const wanted = records.flatMap(({ content }) => filesIn(content))
  demand(new Set(wanted.map(({ digest }) => digest)).size === files.size, 'as many files')
  demand(
    wanted.every(({ digest, bytes }) => files.get(digest)?.length === bytes),
    'the files of a revision',
  )
  demand(
    manifest.objects.every(
      ({ kind }, i, all) => i === 0 || kind === 'attachment' || all[i - 1]?.kind !== 'attachment',
    ),
    'files after all else',
  )
  demand(line() === 'end', 'its last line')
  demand(paddedSize(at) === data.length && data.subarray(at).every((b) => b === 0), 'padding')
  for (const { author } of cards) {
    demand(
      author === manifest.sender || authors.has(author),
      'somebody who has to do with the file',
    )
  }
  demand(
    chains.every((chain) =>
      records.some(({ kind, subject }) => chain.subject === subject && chain.subjectKind === kind),
    ),
    'chains of records in the file',
  )
  const [escrow = null, ...more] = escrows
  demand(more.length === 0, 'one escrow at most')
  demand(escrow === null || escrow.author === manifest.sender, 'the escrow of the sender')
  return { manifest, records, seals, cards, files, chains, notices, escrow }
}

const readCard = (body: Buffer, subject: string): ReadCard => {
  const text = body.toString('utf8')
  const { signature, ...rest } = JSON.parse(text) as ReadCard & { signature: string }
  demand(canonical({ ...rest, signature }) === text, 'a canonical card')
  demand(rest.format === 'understory-card' && rest.version === 1, 'a card')
  demand(rest.author === subject, 'the entry of a card')
  const form = Buffer.from(canonical(rest), 'utf8')
  demand(signed('contact', form, rest.author, signature), 'the signature of a card')
  return rest
}

/** Section "Custody" of the document. */
const readChain = (body: Buffer, subject: string): ReadChain => {
  const text = body.toString('utf8')
  const { signature, ...rest } = JSON.parse(text) as ReadChain & { signature: string }
  demand(canonical({ ...rest, signature }) === text, 'a canonical chain')
  demand(rest.subject === subject, 'the entry of a chain')
  demand(
    signed('custody', Buffer.from(canonical(rest), 'utf8'), rest.holder, signature),
    'a holder',
  )
  demand(rest.arrivals?.length !== 0, 'no empty list of arrivals')
  demand(
    (rest.arrivals ?? []).every(({ txn }, i, all) => txn > (all[i - 1]?.txn ?? 0)),
    'arrivals in their order',
  )
  let before = '0'.repeat(64)
  let last = 0
  for (const line of rest.lines) {
    if (typeof line['hash'] === 'string') {
      before = line['hash']
      continue
    }
    demand(line.subjectPrev === before && (line.seq ?? 0) > last, 'the line before')
    last = line.seq ?? 0
    const { prev, ...told } = line
    const form = canonical({ ...told, subject, subjectKind: rest.subjectKind })
    const bytes = [Buffer.from(String(prev), 'hex'), Buffer.from(form, 'utf8')]
    before = hash(Buffer.concat([ascii('understory/journal/v1\0'), ...bytes]), 32).toString('hex')
  }
  return rest
}

/** Section "Notices" of the document. */
const readNotice = (body: Buffer, subject: string): ReadNotice => {
  const text = body.toString('utf8')
  const { signature, ...rest } = JSON.parse(text) as ReadNotice & { signature: string }
  demand(canonical({ ...rest, signature }) === text, 'a canonical notice')
  demand(rest.subject === subject, 'the entry of a notice')
  demand(
    signed('notice', Buffer.from(canonical(rest), 'utf8'), rest.author, signature),
    'an author',
  )
  return rest
}

/** Section "Escrowed recovery codes" of the document. */
const readEscrow = (body: Buffer, subject: string): ReadEscrow => {
  const text = body.toString('utf8')
  const { signature, ...rest } = JSON.parse(text) as ReadEscrow & { signature: string }
  demand(canonical({ ...rest, signature }) === text, 'a canonical escrow')
  demand(rest.author === subject, 'the entry of an escrow')
  demand(
    signed('escrow', Buffer.from(canonical(rest), 'utf8'), rest.author, signature),
    'the signature of an escrow',
  )
  demand(Buffer.from(rest.seal, 'base64url').length === 8848, 'the size of a seal')
  return rest
}

/** The context that an escrow is bound to: the same section. */
export const escrowContext = ({ author, serial }: ReadEscrow): Buffer => {
  const counted = Buffer.alloc(8)
  counted.writeBigUInt64LE(BigInt(serial))
  return Buffer.concat([ascii('understory/escrow/v1\0'), Buffer.from(author, 'hex'), counted])
}

type FileEntry = { readonly digest: string; readonly bytes: number }

const filesIn = ({ attachments = [] }: Record<string, unknown>): FileEntry[] => {
  return (attachments as (FileEntry & { readonly cleaned: FileEntry | null })[]).flatMap((file) =>
    file.cleaned === null ? [file] : [file, file.cleaned],
  )
}

const readRecord = (body: Buffer, kind: string, subject: string): ReadRecord => {
  const { id, signature, ...rest } = JSON.parse(body.toString('utf8')) as Record<string, string> & {
    parents: string[]
  }
  const form = Buffer.from(canonical(rest), 'utf8')
  demand(hash(form, 32).toString('hex') === id, 'the id of a revision')
  demand(
    signed('revision', form, rest['author'] ?? '', signature ?? ''),
    'the author of a revision',
  )
  demand(rest['kind'] === kind && rest['subject'] === subject, 'the entry of a revision')
  const content = JSON.parse(rest['content'] ?? '') as Record<string, unknown>
  const seal = rest['seal'] ?? null
  return { kind, subject, id: id ?? '', parents: rest.parents, content, seal }
}
