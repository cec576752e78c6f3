import type { SearchPlace } from '../../src/shared/search-contract.ts'
import type { Channel } from '../../src/shared/channels.ts'
import type { In, Out } from '../../src/shared/contract.ts'
import type { Report, ReportRow } from '../../src/shared/records.ts'
import { contactAnswers } from './contact-answers.ts'
import { attachmentAnswers } from './attachment-answers.ts'
import { backupAnswers } from './backup-answers.ts'
import { wipeAnswers } from './wipe-answers.ts'
import { escrowAnswers } from './escrow-answers.ts'
import { exchangeAnswers } from './exchange-answers.ts'
import { identityAnswers } from './identity-answers.ts'
import { lintAnswers } from './lint-answers.ts'
import { protectionAnswers } from './protected-answers.ts'
import { previewAnswers } from './preview-answers.ts'
import { mergeAnswers } from './merge-answers.ts'
import { publicationAnswers } from './publication-answers.ts'
import { cannedJournal, cannedRecords, fileToken, recordId, revisionId } from './records.ts'
import { overviewAnswers } from './overview-answers.ts'
import { releaseAnswers } from './release-answers.ts'
import { reviewerAnswers } from './reviewer-answers.ts'
import type { CannedReviewer } from './reviewer-answers.ts'
import { keep, one, Refuse } from './saved-records.ts'
import { sourceAnswers } from './source-answers.ts'

// Replies are parsed with the contract's own schemas, so plain strings may be used for branded ids.
export type Loose<T> = T extends string
  ? string
  : T extends number
    ? number
    : T extends readonly (infer U)[]
      ? readonly Loose<U>[]
      : T extends object
        ? { readonly [K in keyof T]: Loose<T[K]> }
        : T

/** A test's own answers, in place of the canned ones. */
export type Answers = {
  readonly [C in Channel]?: (input: In<C>) => Loose<Out<C>> | Promise<Loose<Out<C>>>
}

export type TestVaultOptions = {
  readonly state?: Out<'vault.status'>['state']
  readonly runtime?: 'official' | 'evaluation'
  readonly network?: 'isolated' | 'shared' | 'unsupported'
  readonly language?: 'en' | 'ko' | 'zh'
  readonly theme?: 'system' | 'light' | 'dark' | 'contrast'
  /** Without records, for empty states. */
  readonly empty?: boolean
  readonly answers?: Answers
  /** Second readers of the vault; none when left out. */
  readonly reviewers?: readonly CannedReviewer[]
}

const rowOf = (report: Report): Loose<ReportRow> => ({
  id: report.id,
  rev: report.rev,
  updatedDay: report.updatedDay,
  state: report.state,
  title: report.content.title,
  excerpt: report.content.body.slice(0, 160),
  language: report.content.language,
  eventDate: report.content.eventDate,
  caseId: report.content.caseId,
  sourceIds: report.content.sourceIds,
  tags: report.content.tags,
  conflicted: report.heads.length > 1,
})

const today = '2024-04-12'

/** Canned answers of a vault with these records; they remember what is saved. */
export const cannedAnswers = (options: TestVaultOptions): Required<Answers> => {
  const empty = options.empty === true
  const all = cannedRecords()
  const cases = empty ? [] : all.cases
  const sources = empty ? [] : all.sources
  const reports = empty ? [] : all.reports
  const journal = cannedJournal(empty ? 1 : 240)
  let settings: Loose<Out<'settings.get'>> = {
    language: options.language ?? 'en',
    theme: options.theme ?? 'light',
    textSize: 100,
    recoveryConfirmed: true,
    idleLockMinutes: 10,
    pseudonym: 'Heron',
    poolBlockUnder: 5,
    poolWarnUnder: 20,
    fourEyes: true,
    backupReminderDays: 30,
    spellings: [],
    pinned: [],
    exposed: [],
  }
  let vault: Loose<Out<'vault.status'>> = {
    state: options.state ?? 'open',
    reason: options.state === 'rescue' ? 'missing-commits' : null,
    repaired: false,
  }
  const open = (): typeof vault => {
    vault = { state: 'open', reason: null, repaired: false }
    return vault
  }
  const code = '7K3M-Q9XD-2FHT-VB6N-0RWC-8JYP-4GSZ-E5AK-M1QT'
  const setState = (id: string, state: 'filed' | 'draft'): Report => {
    const report = one(reports, id)
    return keep(reports, id, report.rev, (_, rev) => ({
      ...report,
      rev,
      state,
      head: revisionId(rev),
      heads: [revisionId(rev)],
    }))
  }
  const revisionRows = (id: string): Loose<Out<'reports.revisions'>> =>
    one(reports, id).heads.map((head) => ({
      id: head,
      subject: id,
      kind: 'report' as const,
      parents: [],
      author: 'a'.repeat(64),
      day: today,
      byUs: true,
      isHead: true,
    }))
  return {
    'app.info': () => ({
      runtime: options.runtime ?? 'official',
      electron: '45.0.0',
      network: options.network ?? 'isolated',
      platform: 'linux x64',
      version: '0.1.0',
      builtDay: new Date().toISOString().slice(0, 10),
      releaseIndex: 7,
      language: options.language ?? 'en',
      vaultName: 'Field notes',
      hasVault: vault.state !== 'none',
      textSize: 100,
    }),
    'app.machine': () => ({
      disk: 'plain',
      swap: 'encrypted',
      hibernation: 'possible',
      coreDumps: 'off',
      screenLock: 'unheard',
    }),
    'app.keyChange': () => ({ done: 0, total: 0 }),
    'vault.place': () => ({ sync: null, isFat: false }),
    'vault.memory': () => ({ neededMiB: 256, freeMiB: 4_096, isReduced: false }),
    'app.lock': () => ({}),
    'app.panic': () => ({}),
    'app.activity': () => ({}),
    'app.copied': () => ({}),
    'app.textSize': () => ({}),
    'app.print': () => ({ printed: true }),
    'paper.save': () => ({ fileName: `${recordId(9)}.pdf` }),
    'picture.save': () => ({ fileName: `${recordId(9)}.svg` }),
    'retention.list': () => ({ said: [], isRewriteOwed: false, removed: [] }),
    'records.revisable': () => ({ may: true, by: null }),
    'custody.of': () => ({ revisions: [], holders: [], notices: [] }),
    'retention.of': () => [],
    'retention.set': () => ({}),
    'dialog.chooseVault': () => ({ chosen: false }),
    'dialog.chooseKeyFile': () => ({
      file: { token: fileToken('keyFile', 5), name: 'winter.jpg' },
    }),
    'dialog.createKeyFile': () => ({
      file: { token: fileToken('keyFile', 6), name: 'understory.key' },
    }),
    'dialog.saveExport': () => ({ file: fileToken('exportFolder', 7), folder: 'USB' }),
    'dialog.openCard': () => ({ file: fileToken('receivedCard', 8) }),
    'dialog.openImport': () => ({ file: fileToken('import', 8) }),
    ...attachmentAnswers,
    ...backupAnswers(empty),
    ...releaseAnswers(),
    'vault.status': () => vault,
    'vault.typing': () => ({}),
    'vault.create': () => {
      open()
      settings = { ...settings, recoveryConfirmed: false }
      return { recoveryCode: code }
    },
    'vault.unlock': ({ passphrase }) => {
      if (passphrase === 'wrong') throw new Refuse('wrong-passphrase')
      return open()
    },
    'vault.recover': () => open(),
    'vault.changePassphrase': () => ({}),
    'vault.drawRecoveryCode': () => ({ recoveryCode: code }),
    'vault.newRecoveryCode': () => ({}),
    'vault.verify': () => ({
      records: 23,
      journalLines: journal.length,
      searchIndexHolds: true,
      faults: [],
    }),
    'settings.get': () => settings,
    'settings.set': (next) => {
      settings = next
      return settings
    },
    ...overviewAnswers({ cases, sources, reports }),
    'cases.list': () => cases,
    'cases.get': ({ id }) => one(cases, id),
    'cases.save': ({ id, rev, content }) =>
      keep(cases, id, rev, (newId, newRev, before) => ({
        id: newId,
        rev: newRev,
        updatedDay: today,
        reports: before?.reports ?? 0,
        content,
      })),
    'sources.list': () => sources,
    'sources.get': ({ id }) => one(sources, id),
    'sources.save': ({ id, rev, content }) =>
      keep(sources, id, rev, (newId, newRev, before) => ({
        id: newId,
        rev: newRev,
        updatedDay: today,
        reports: before?.reports ?? 0,
        sealBytes: content.kind === 'protected' ? 9_312 : 0,
        content,
      })),
    ...identityAnswers(empty),
    ...lintAnswers,
    ...reviewerAnswers(options.reviewers ?? [], () => settings.fourEyes),
    'sources.suggestCodeName': () => ({ codeName: 'Amber Willow' }),
    'reports.list': ({ caseId, sourceId, state, skip = 0, limit }) => {
      const rows = reports
        .filter(
          (report) =>
            (caseId === null || report.content.caseId === caseId) &&
            (sourceId === null || report.content.sourceIds.some((id) => id === sourceId)) &&
            (state === null || report.state === state),
        )
        .map(rowOf)
      return { rows: rows.slice(skip, skip + limit), next: null, total: rows.length }
    },
    'reports.get': ({ id }) => one(reports, id),
    'reports.save': ({ id, rev, content }) =>
      keep(reports, id, rev, (newId, newRev, before) => ({
        id: newId,
        rev: newRev,
        updatedDay: today,
        state: before === undefined || before.head === null ? 'draft' : 'revising',
        head: before?.head ?? null,
        heads: before?.heads ?? [],
        content,
      })),
    'reports.saveCopies': () => ({}),
    'reports.file': ({ id }) => setState(id, 'filed'),
    'reports.discardDraft': ({ id }) => setState(id, 'filed'),
    'reports.revisions': ({ id }) => revisionRows(id),
    'reports.revision': ({ id }) => {
      const report = reports.find((item) => item.heads.some((head) => head === id))
      const row = report && revisionRows(report.id)[0]
      if (report === undefined || row === undefined) throw new Refuse('not-found')
      return { row, content: report.content, verified: true }
    },
    'records.remove': ({ id }) => {
      for (const list of [cases, sources, reports] as { id: string }[][]) {
        const at = list.findIndex((record) => record.id === id)
        if (at >= 0) list.splice(at, 1)
      }
      return {}
    },
    'records.restore': () => ({}),
    'search.query': ({ query, limit }) => {
      const word = query.trim().toLowerCase()
      const hits = reports.flatMap((report) => {
        const { title, body } = report.content
        const inTitle = title.toLowerCase().indexOf(word)
        const at = inTitle >= 0 ? inTitle : body.toLowerCase().indexOf(word)
        if (at < 0 || word === '') return []
        return [
          {
            row: rowOf(report),
            field: inTitle >= 0 ? ('title' as const) : ('body' as const),
            snippet: (inTitle >= 0 ? title : body).slice(0, 160),
            marks: at < 160 ? [[at, Math.min(160, at + word.length)] as [number, number]] : [],
          },
        ]
      })
      return { hits: hits.slice(0, limit), total: hits.length, unknown: [] }
    },
    'search.places': ({ id, query }) => {
      const word = query.trim().toLowerCase()
      const { content } = one(reports, id)
      const placesIn = (part: SearchPlace['part'], index: number, of: string): SearchPlace[] => {
        if (word === '') return []
        const parts = of.toLowerCase().split(word)
        return parts.slice(1).map((_, at) => {
          const start = parts.slice(0, at + 1).join(word).length
          const end = start + word.length
          return { part, index, start, end, words: of.slice(start, end) }
        })
      }
      return {
        places: [
          ...placesIn('title', 0, content.title),
          ...placesIn('body', 0, content.body),
          ...content.translations.flatMap(({ title, body }, index) => [
            ...placesIn('translated-title', index, title),
            ...placesIn('translated-body', index, body),
          ]),
        ],
      }
    },
    'journal.list': ({ subject, before, limit, kind, about }) => {
      const fit = journal.filter(
        (line) =>
          (subject === null || line.subject === subject) &&
          (before === null || line.seq < before) &&
          (kind === undefined || line.kind === kind) &&
          (about === undefined || line.subjectKind === about),
      )
      return { lines: fit.slice(0, limit), more: fit.length > limit }
    },
    ...protectionAnswers(empty),
    ...publicationAnswers(empty),
    ...sourceAnswers(
      (sourceId) =>
        reports
          .filter((report) => report.content.sourceIds.some((id) => id === sourceId))
          .map(rowOf) as unknown as ReportRow[],
    ),
    ...exchangeAnswers(empty),
    // The last preview, over the same records.
    'imports.plan': () =>
      (options.answers?.['imports.preview'] ?? exchangeAnswers(empty)['imports.preview'])({
        task: '',
        file: '',
        passphrase: null,
      }) as never,
    ...contactAnswers(empty),
    ...escrowAnswers(code),
    ...wipeAnswers,
    'quarantine.preview': () => ({
      ...exchangeAnswers(empty)['imports.preview'](),
      isSetAside: true,
    }),
    ...previewAnswers,
    ...mergeAnswers,
    'tasks.cancel': () => ({}),
  }
}
