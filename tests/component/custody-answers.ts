import type { Out } from '../../src/shared/contract.ts'
import { AuthorKey, Day, RecordId, RevisionId } from '../../src/shared/ids.ts'
import { hashOnPaper, signedOnPaper } from '../exchange/paper-reader.ts'

type Custody = Out<'custody.of'>
type Chain = Custody['holders'][number]['chains'][number]
type Line = Chain['lines'][number]
type Arrival = Chain['arrivals'][number]

const day = Day.parse('2024-04-02')
export const egret = {
  author: '77B0 12AA 93FE 0C4D 51E8 B2C6 09D7 A43F',
  from: { state: 'verified' as const, pseudonym: 'Egret' },
}
export const hash = (n: number): string => String(n).repeat(64)
const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Journal lines about a record: each act with the number of lines about others before it; null:
 * withheld.
 */
const linesOf = (
  about: { readonly subject: string; readonly subjectKind: string },
  actor: string,
  acts: readonly ('record.saved' | 'record.filed' | 'record.imported' | null)[],
): Line[] => {
  const lines: Line[] = []
  for (const [i, kind] of acts.entries()) {
    const told = {
      actor,
      day,
      digest: hash(i + 1),
      kind: kind ?? 'record.saved',
      prev: i === 0 ? hash(0) : hash(i + 4),
      seq: 3 * i + 1,
      subjectPrev: lines.at(-1)?.hash ?? hash(0),
      txn: 3 * i + 1,
    }
    lines.push({ hash: hashOnPaper(told, about), told: kind === null ? null : told })
  }
  return lines
}

const holderOf = async (
  who: Pick<Custody['holders'][number], 'author' | 'from'>,
  subject: string,
  actor: string,
  acts: Parameters<typeof linesOf>[2],
  arrivals: Arrival[] = [],
): Promise<Custody['holders'][number]> => {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])
  const key = AuthorKey.parse(hex(await crypto.subtle.exportKey('raw', pair.publicKey)))
  const subjectKind = 'source' as const
  const lines = linesOf({ subject, subjectKind }, actor, acts)
  const message = signedOnPaper({
    arrivals,
    holder: key,
    lines,
    subject,
    subjectKind,
    signature: '',
  })
  const bytes = await crypto.subtle.sign('Ed25519', pair.privateKey, new Uint8Array(message))
  return {
    ...who,
    key,
    chains: [
      { holds: true, signed: { subjectKind, signature: hex(bytes) }, lines, arrivals, omitted: 0 },
    ],
  }
}

/** A pseudonym with characters that are misread or invisible if printed unescaped. */
export const oddActor = '\u202e0 01-01-1202\u2069 \u2028\u200b\u00a0e\u0301  x'

const us = { author: '0C4D 51E8 B2C6 09D7 A43F 77B0 12AA 93FE', from: { state: 'us' as const } }

/** The same with a custody chain by a holder with that pseudonym. */
export const receivedFromOdd = async (id: string): Promise<Custody> => {
  const custody = await received(id)
  return { ...custody, holders: [await holderOf(egret, id, oddActor, ['record.saved'])] }
}

const arrival: Arrival = {
  ...egret,
  exported: Day.parse('2024-04-03'),
  received: Day.parse('2024-04-09'),
  manifest: hash(7),
  sender: AuthorKey.parse(hash(8)),
  txn: 1,
}

/** A record that Egret wrote and sent, with real hashes and signatures; a withdrawal came later. */
export const received = async (id: string): Promise<Custody> => ({
  revisions: [
    { id: RevisionId.parse(hash(1)), day, ...egret, parents: [], holds: true },
    {
      id: RevisionId.parse(hash(2)),
      day,
      ...egret,
      parents: [RevisionId.parse(hash(1))],
      holds: true,
    },
  ],
  holders: [
    await holderOf(
      { ...us, from: { ...us.from, pseudonym: '' } },
      id,
      'Heron',
      ['record.imported'],
      [arrival],
    ),
    await holderOf(egret, id, ' 白鹭  "E" ', ['record.saved', null, 'record.filed']),
  ],
  notices: [
    {
      subject: RecordId.parse(id),
      subjectKind: 'source',
      name: 'Quiet Heron',
      kind: 'withdrawal',
      day,
      ...egret,
      text: '',
      uses: ['share-desk'],
      isAnswered: false,
    },
  ],
})
