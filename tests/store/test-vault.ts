import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { journalHash, plainDigest, randomSalt, recordDigest } from '../../src/crypto/digest.ts'
import { createSigningKeyPair, sign } from '../../src/crypto/sign.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'
import { createStore, openStore } from '../../src/main/store/store.ts'
import type { Tail } from '../../src/main/store/context.ts'
import type { Store } from '../../src/main/store/store.ts'
import type { ImportEntry } from '../../src/main/store/vault-rows.ts'
import { canonicalJson } from '../../src/shared/canonical.ts'
import type { Canonical } from '../../src/shared/canonical.ts'
import {
  AuthorKey,
  CaseId,
  Day,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from '../../src/shared/ids.ts'
import { revisionForm } from '../../src/shared/revision-form.ts'
import { laterSettings } from '../../src/shared/records.ts'
import type {
  CaseContent,
  Report,
  ReportContent,
  Revision,
  Settings,
  SourceContent,
} from '../../src/shared/records.ts'
import { unstatedSource } from './unstated-source.ts'

await sodiumReady()

export const digest = {
  salt: randomSalt,
  record: recordDigest,
  chain: journalHash,
  plain: plainDigest,
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const newId = (): string => randomBytes(16).toString('hex')

const author = createSigningKeyPair()

export const settings: Settings = {
  language: 'en',
  theme: 'system',
  idleLockMinutes: 5,
  pseudonym: 'Heron',
  ...laterSettings,
}

export const caseContent = (title = 'Border crossings'): CaseContent => ({
  title,
  question: 'What happens at the border?',
  status: 'open',
})

export const sourceContent = (change: Partial<SourceContent> = {}): SourceContent => ({
  kind: 'protected',
  codeName: 'Grey Lantern',
  name: '',
  role: 'resident',
  region: 'border-area',
  access: 'direct',
  reliability: 'B',
  reliabilityReason: '',
  note: '',
  ...unstatedSource,
  ...change,
})

export const reportContent = (change: Partial<ReportContent> = {}): ReportContent => ({
  caseId: null,
  sourceIds: [],
  title: 'A title',
  body: 'A body.',
  language: 'en',
  translations: [],
  channel: 'in-person',
  received: '',
  eventDate: '',
  place: { text: '', precision: 'unstated' },
  tags: [],
  handling: { level: 'permitted', note: '', until: '' },
  overrides: [],
  ...change,
})

export const makeRevision = (
  subject: string,
  kind: Revision['kind'],
  content: Canonical,
  parents: readonly string[] = [],
  day = '2024-04-09',
  seal: Uint8Array | null = null,
): Revision => {
  const form = {
    subject: RecordId.parse(subject),
    kind,
    parents: parents.map((parent) => RevisionId.parse(parent)),
    author: AuthorKey.parse(hex(author.publicKey)),
    day: Day.parse(day),
    content: canonicalJson(content),
    seal: seal === null ? null : hex(plainDigest(seal)),
  }
  const bytes = Buffer.from(revisionForm(form))
  return {
    ...form,
    id: RevisionId.parse(hex(plainDigest(bytes))),
    signature: hex(sign('revision', bytes, author.secretKey)),
  }
}

/** A store in its own folder, with its anchor in memory and everything a service would do. */
export class TestVault {
  readonly folder: string
  readonly file: string
  readonly key: Buffer = randomBytes(32)
  anchor: Tail | null = null
  store: Store
  time = Date.UTC(2024, 3, 9, 10)

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'store-'))
    this.file = join(this.folder, 'notes.db')
    this.store = createStore({
      ...this.options(),
      settings,
      keyring: [
        { kind: 'author', publicKey: author.publicKey, secretKey: Buffer.from('not a real key') },
      ],
    })
  }

  options() {
    return {
      file: this.file,
      databaseKey: Buffer.from(this.key),
      digest,
      now: () => this.time++,
      actor: () => 'Heron',
      onCommit: (tail: Tail) => {
        this.anchor = { seq: tail.seq, hash: Buffer.from(tail.hash) }
      },
    }
  }

  open(): Store {
    this.store = openStore(this.options())
    return this.store
  }

  reopen(): Store {
    this.store.close()
    return this.open()
  }

  close(): void {
    this.store.close()
  }

  drop(): void {
    this.store.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  saveCase(content: CaseContent = caseContent(), id = newId()): CaseId {
    const heads = this.store.revisions.heads(RecordId.parse(id))
    this.store.cases.save({
      id: CaseId.parse(id),
      rev: heads?.rev ?? 0,
      content,
      revision: makeRevision(id, 'case', content, heads?.heads ?? []),
    })
    return CaseId.parse(id)
  }

  saveSource(content: SourceContent = sourceContent(), id = newId()): SourceId {
    const heads = this.store.revisions.heads(RecordId.parse(id))
    const seal = content.kind === 'protected' ? randomBytes(9000) : null
    this.store.sources.save({
      id: SourceId.parse(id),
      rev: heads?.rev ?? 0,
      content,
      revision: makeRevision(id, 'source', content, heads?.heads ?? [], undefined, seal),
      seal,
    })
    return SourceId.parse(id)
  }

  draft(change: Partial<ReportContent> = {}, id = newId()): Report {
    const rev = this.store.revisions.heads(RecordId.parse(id))?.rev ?? 0
    return this.store.reports.save({ id: ReportId.parse(id), rev, content: reportContent(change) })
  }

  /** Saves drafts of 440,000 characters each. @returns shortens them: their pages become filler. */
  longDrafts(count: number): () => void {
    const body = 'some words '.repeat(40_000)
    const ids = Array.from({ length: count }, () => this.draft({ body }).id)
    return () => {
      for (const id of ids) this.draft({ body: 'short' }, id)
    }
  }

  /** Files the draft on top of every head. */
  fileDraft(id: ReportId): Report {
    const report = this.store.reports.get(id)
    const revision = makeRevision(id, 'report', report.content, report.heads)
    return this.store.reports.file({ id, rev: report.rev, revision })
  }

  filed(change: Partial<ReportContent> = {}): Report {
    return this.fileDraft(this.draft(change).id)
  }
}

/** A vault that is deleted when the test is over. */
export const testVault = (): TestVault => {
  const made = new TestVault()
  onTestFinished(() => {
    made.drop()
  })
  return made
}

export const asRecord = (id: string): RecordId => RecordId.parse(id)

/** The code that a call fails with; null when it does not. */
export const failure = (call: () => unknown): string | null => {
  try {
    call()
    return null
  } catch (cause) {
    return cause instanceof Error && 'code' in cause ? String(cause.code) : 'not a Failure'
  }
}

export const runVerify = (store: Store) => {
  const steps = store.verify()
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** Opens the closed database as an attacker with the key would. */
export const meddle = (d: TestVault, sql: string): void => {
  d.close()
  const db = new Database(d.file)
  db.pragma(`cipher='aegis'`)
  db.key(Buffer.from(`raw:${d.key.toString('hex')}`))
  db.pragma('temp_store=MEMORY')
  db.exec(sql)
  db.close()
  d.open()
}

/** A file that brings something, by its number. */
export const fileOf = (exportId: string): ImportEntry => ({
  exportId,
  sender: AuthorKey.parse('ab'.repeat(32)),
  pair: 'pair',
  sequence: exportId,
  seq: 1,
  previous: null,
  hash: exportId.padStart(64, '0'),
  day: Day.parse('2024-04-02'),
})

/** Imports a file with one new report. */
export const takeIn = (d: TestVault, exportId: string): void => {
  const revision = makeRevision(newId(), 'report', reportContent({ title: `Came in ${exportId}` }))
  d.store.exchange.commitImport(fileOf(exportId), [
    {
      subject: RecordId.parse(revision.subject),
      kind: 'report',
      revisions: [revision],
      heads: [revision.id],
      seals: new Map(),
    },
  ])
}
