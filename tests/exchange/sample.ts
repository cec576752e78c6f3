import { utf8 } from '../../src/crypto/bytes.ts'
import { plainDigest } from '../../src/crypto/digest.ts'
import { createSigningKeyPair, sign } from '../../src/crypto/sign.ts'
import type { SigningKeyPair } from '../../src/crypto/sign.ts'
import { createIdentityKeyPair, sealIdentity } from '../../src/crypto/v1/identity-seal.ts'
import { buildExport, objectsOf } from '../../src/main/exchange/build-export.ts'
import type {
  BuiltExport,
  ExportMetadata,
  ObjectBytes,
} from '../../src/main/exchange/build-export.ts'
import type { Gathered } from '../../src/main/exchange/gather.ts'
import type { RecordsToMerge, SubjectPlan } from '../../src/main/exchange/ports.ts'
import { hex } from '../../src/main/exchange/revision.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import type { Card } from '../../src/shared/contacts.ts'
import { Failure } from '../../src/shared/failure.ts'
import type { AuthorKey, Day, RecordId, RevisionId } from '../../src/shared/ids.ts'
import type { Revision } from '../../src/shared/records.ts'
import { revisionForm } from '../../src/shared/revision-form.ts'
import { finished } from './finished.ts'
import { encodeWhole, listed } from './whole-bundle.ts'
import type { WholeManifest } from './whole-bundle.ts'
import { unstatedSource } from '../store/unstated-source.ts'

export const day = '2025-03-01' as Day
export const id = (n: number): RecordId => n.toString(16).padStart(32, '0') as RecordId

export const person = (): { keys: SigningKeyPair; author: AuthorKey } => {
  const keys = createSigningKeyPair()
  return { keys, author: hex(keys.publicKey) as AuthorKey }
}

type Person = ReturnType<typeof person>

export const signed = (
  { keys, author }: Person,
  part: Pick<Revision, 'subject' | 'kind'> & {
    content: Canonical
    parents?: RevisionId[]
    seal?: Uint8Array
  },
): Revision => {
  const body = {
    subject: part.subject,
    kind: part.kind,
    parents: part.parents ?? [],
    author,
    day,
    content: canonicalJson(part.content),
    seal: part.seal === undefined ? null : hex(plainDigest(part.seal)),
  }
  const form = utf8(revisionForm(body))
  return {
    ...body,
    id: hex(plainDigest(form)) as RevisionId,
    signature: hex(sign('revision', form, keys.secretKey)),
  }
}

export const caseContent = (title: string): Canonical => ({ title, question: '', status: 'open' })

export const sourceContent = (codeName: string): Canonical => ({
  kind: 'protected',
  codeName,
  name: '',
  role: 'trader',
  region: 'border-area',
  access: 'direct',
  reliability: 'B',
  reliabilityReason: '',
  note: '',
  ...unstatedSource,
})

export const reportContent = (
  title: string,
  body: string,
  caseId: string | null = null,
  sourceIds: string[] = [],
): Canonical => ({
  caseId,
  sourceIds,
  title,
  body,
  language: 'ko',
  translations: [],
  channel: 'phone',
  received: '2024-02-03',
  eventDate: '2024-01~',
  place: { text: '혜산', precision: 'town' },
  tags: ['북송'],
  handling: { level: 'conditions', note: '', until: '' },
  overrides: [],
})

const sealFor = (subject: RecordId): Uint8Array =>
  sealIdentity(
    new Uint8Array(),
    [0, 1, 2, 3].map(() => createIdentityKeyPair().publicKey),
    utf8(subject),
  )

/** The parts of a file, all in memory. */
export type Sample = Omit<Gathered, 'heads' | 'records' | 'revisions' | 'told'> & {
  readonly revisions: readonly Revision[]
}

/** A case, a protected source and two reports, one with two revisions. */
export const sample = (by: Person): Sample => {
  const seal = sealFor(id(2))
  const first = signed(by, {
    subject: id(3),
    kind: 'report',
    content: reportContent('강제 북송', '시장에서 들은 이야기', id(1), [id(2)]),
  })
  return {
    cards: [],
    cases: 1,
    sources: 1,
    reports: 2,
    draftsLeftOut: 0,
    revisions: [
      signed(by, { subject: id(1), kind: 'case', content: caseContent('Returns in winter') }),
      signed(by, { subject: id(2), kind: 'source', content: sourceContent('Quiet Heron'), seal }),
      first,
      signed(by, {
        subject: id(3),
        kind: 'report',
        content: reportContent('강제 북송', '시장에서 들은 이야기, 다시', id(1), [id(2)]),
        parents: [first.id],
      }),
      signed(by, { subject: id(4), kind: 'report', content: reportContent('遣返', '边境') }),
    ],
    seals: [{ subject: id(2), bytes: seal }],
    attachments: [],
  }
}

export const build = (
  by: Person,
  recipients: string[],
  gathered = sample(by),
  previous: Parameters<typeof buildExport>[0]['previous'] = null,
  metadata: Partial<ExportMetadata> = {},
): Omit<BuiltExport, 'manifest' | 'objects'> & {
  readonly manifest: WholeManifest
  readonly objects: readonly ObjectBytes[]
  readonly plaintext: Uint8Array
} => {
  const asBuilt = buildExport({
    carried: finished(
      objectsOf(gathered, { chains: [], notices: [], escrow: null, ...metadata }, () => []),
    ),
    recipients,
    previous,
    day,
    purpose: 'For the desk',
    author: by.author,
    signing: by.keys,
  })
  const built = { ...asBuilt, manifest: listed(asBuilt.manifest), objects: [...asBuilt.objects] }
  // Attached files are missing; everything else is read at once.
  const objects = built.objects.map((one, i) => {
    if (built.manifest.objects[i]?.kind === 'attachment') return new Uint8Array()
    return typeof one === 'function' ? Buffer.concat([...(one() as Iterable<Uint8Array>)]) : one
  })
  return { ...built, plaintext: encodeWhole({ ...built, objects }) }
}

/** Records as a map, with what planning and committing an import need. */
export class StoredRecords implements RecordsToMerge {
  readonly contacts: RecordsToMerge['contacts']
  readonly #all = new Map<RecordId, Map<RevisionId, Revision>>()

  readonly revisions: RecordsToMerge['revisions'] = {
    each: (subject) => {
      const found = this.#all.get(subject)
      if (found === undefined) throw new Failure('not-found')
      return [...found.values()].map((revision) => ({ revision }))
    },
    heads: (subject) => (this.#all.has(subject) ? { heads: [] } : null),
  }
  readonly purged = new Set<RecordId>()
  readonly records: RecordsToMerge['records'] = {
    wasPurged: (subject) => this.purged.has(subject),
  }

  constructor(cards: readonly Card[] = []) {
    this.contacts = { cards: (author) => cards.filter((card) => card.author === author) }
  }

  take(subjects: readonly SubjectPlan[]): void {
    for (const { subject, revisions } of subjects) {
      const here = this.#all.get(subject) ?? new Map<RevisionId, Revision>()
      for (const revision of revisions) here.set(revision.id, revision)
      if (here.size > 0) this.#all.set(subject, here)
    }
  }
}
