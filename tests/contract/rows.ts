import type { Channel } from '../../src/shared/channels.ts'
import type { In } from '../../src/shared/contract.ts'
import type {
  AuthorKey,
  CaseId,
  ClaimId,
  FileToken,
  PublicationId,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
} from '../../src/shared/ids.ts'
import { attributionContent, claimContent } from '../vault/protected-content.ts'
import { publicationContent } from '../vault/publication-content.ts'
import { caseContent, reportContent, sourceContent } from '../vault/harness.ts'

const hex = (length: number): string => 'ab'.repeat(length / 2)
const id = hex(32)
const task = hex(16)
const nobody = { passphrase: 'nobody has this one', keyFile: null }

/** One well-formed input for every channel. A channel without a row does not compile. */
export const inputs: { readonly [C in Channel]: In<C> } = {
  'app.info': {},
  'app.lock': {},
  'app.activity': {},
  'app.print': {},
  'dialog.chooseVault': {},
  'dialog.chooseKeyFile': {},
  'dialog.createKeyFile': {},
  'dialog.saveExport': {},
  'dialog.saveCard': {},
  'dialog.openImport': {},
  'dialog.openAttachment': {},
  'dialog.saveAttachment': {},
  'attachments.add': { task, file: id as FileToken },
  'attachments.save': {
    task,
    reportId: id as ReportId,
    attachment: id,
    folder: id as FileToken,
    confirmed: true,
  },
  'dialog.openBackup': {},
  'vault.status': {},
  'vault.create': { ...nobody, pseudonym: 'Heron', language: 'en' },
  'vault.restore': {
    task,
    file: id as FileToken,
    passphrase: 'a passphrase to open',
    identity: null,
    newPassphrase: 'a passphrase from now on',
    keyFile: null,
  },
  'vault.unlock': nobody,
  'vault.recover': { code: 'AAAA', ...nobody },
  'vault.changePassphrase': {
    current: 'nobody has this one',
    currentKeyFile: null,
    next: 'nor has anybody this',
    nextKeyFile: null,
  },
  'vault.escrowRecovery': nobody,
  'vault.newRecoveryCode': nobody,
  'vault.verify': { task },
  'settings.get': {},
  'settings.set': {
    language: 'ko',
    theme: 'dark',
    idleLockMinutes: 7,
    pseudonym: 'Heron',
    poolBlockUnder: 6,
    poolWarnUnder: 30,
    fourEyes: true,
    backupReminderDays: 7,
  },
  'keeping.list': {},
  'keeping.of': { id: id as RecordId },
  'keeping.set': { id: id as RecordId, eraseAfter: '', hold: true, reason: 'a court asked' },
  'cases.list': {},
  'cases.get': { id: id as CaseId },
  'cases.save': { id: null, rev: 0, content: caseContent('A case') },
  'sources.list': {},
  'sources.get': { id: id as SourceId },
  'sources.save': { id: null, rev: 0, content: sourceContent('Quiet Harbor') },
  'sources.suggestCodeName': {},
  'sources.history': { id: id as SourceId },
  'sources.footprint': { id: id as SourceId },
  'sources.holdBack': { id: id as SourceId, isHeld: true },
  'sources.proposeOrigins': {},
  'lint.check': { text: 'He lives at Hyesan.', language: 'en', subject: null },
  'identity.status': {},
  'identity.createKey': { passphrase: 'a passphrase of its own', label: 'Desk' },
  'identity.changePassphrase': { current: 'nobody has this one', next: 'nor has anybody this' },
  'identity.ownPublicKey': {},
  'identity.addRecipient': { key: 'A'.repeat(1622), label: 'Second desk' },
  'identity.removeRecipient': { fingerprint: 'ab12 cd34' },
  'identity.openKey': { passphrase: 'nobody has this one', reason: 'To call back' },
  'identity.closeKey': {},
  'identity.read': {
    sourceId: id as SourceId,
    passphrase: 'nobody has this one',
    reason: 'To call back',
  },
  'identity.confirmHomonyms': { items: ['lint:title:name:00'] },
  'reviewers.list': {},
  'reviewers.add': { name: 'Egret', passphrase: 'a passphrase of her own' },
  'reviewers.verify': {
    reviewer: hex(64) as AuthorKey,
    language: 'ko',
    heard: [
      { at: 3, word: '가격' },
      { at: 8, word: '하늘' },
    ],
    passphrase: 'nobody has this one',
  },
  'reviewers.remove': { reviewer: hex(64) as AuthorKey },
  'reviewers.changePassphrase': {
    reviewer: hex(64) as AuthorKey,
    current: 'nobody has this one',
    next: 'nor has anybody this',
  },
  'reports.list': { caseId: null, sourceId: null, state: null, cursor: null, limit: 10 },
  'reports.get': { id: id as ReportId },
  'reports.save': { id: null, rev: 0, content: reportContent('A body') },
  'reports.file': { id: id as ReportId, rev: 1 },
  'reports.discardDraft': { id: id as ReportId, rev: 1 },
  'reports.revisions': { id: id as ReportId },
  'reports.revision': { id: hex(64) as RevisionId },
  'claims.list': { caseId: id as CaseId, reportId: null },
  'claims.get': { id: id as ClaimId },
  'claims.save': { id: null, rev: 0, content: claimContent(id as ReportId) },
  'claims.corroboration': { caseId: id as CaseId },
  'attributions.list': { sourceId: id as SourceId },
  'attributions.save': { id: null, rev: 0, content: attributionContent(id as SourceId) },
  'attributions.together': { sourceId: id as SourceId },
  'records.remove': { id: id as RecordId, rev: 1 },
  'records.conflicts': {},
  'records.revisable': { id: id as RecordId },
  'custody.of': { id: id as RecordId },
  'records.versions': { id: id as RecordId },
  'records.merge': {
    id: id as RecordId,
    rev: 1,
    heads: [hex(64) as RevisionId],
    content: caseContent('A case'),
  },
  'records.restore': { id: id as RecordId },
  'search.query': { query: 'words', limit: 10 },
  'journal.list': { subject: null, before: null, limit: 10 },
  'exchange.self': {},
  'exports.prepare': {
    task,
    choice: { kind: 'case', caseId: id as CaseId },
    recipients: ['age1'],
    overrides: [{ item: 'an item', reason: 'A reason' }],
    purpose: 'Why',
  },
  'exports.records': { task },
  'exports.record': { task, subject: id as RecordId, beside: null },
  'exports.write': {
    task,
    choice: { kind: 'reports', reportIds: [id as ReportId] },
    target: { kind: 'passphrase', passphrase: 'a passphrase to send' },
    purpose: '',
    folder: id as FileToken,
  },
  'handover.prepare': {
    task,
    choice: { kind: 'case', caseId: id as CaseId },
    overrides: [{ item: 'an item', reason: 'A reason' }],
    purpose: 'Why',
    contact: hex(64) as AuthorKey,
  },
  'handover.run': {
    task,
    choice: { kind: 'reports', reportIds: [id as ReportId] },
    contact: hex(64) as AuthorKey,
    purpose: '',
    folder: id as FileToken,
  },
  'exports.list': {},
  'imports.preview': { task, file: id as FileToken, passphrase: null },
  'imports.differences': { exportId: id, subject: id as RecordId },
  'imports.commit': { task, exportId: id, take: null },
  'imports.discard': {},
  'contacts.self': {},
  'contacts.saveCard': { file: id as FileToken },
  'contacts.previewCard': { file: id as FileToken },
  'contacts.add': { file: id as FileToken, card: hex(64) },
  'contacts.list': {},
  'contacts.verify': {
    author: hex(64) as AuthorKey,
    keys: hex(64),
    language: 'zh',
    heard: [
      { at: 0, word: '的' },
      { at: 11, word: '歇' },
    ],
  },
  'contacts.revoke': { author: hex(64) as AuthorKey },
  'contacts.setDesk': { author: hex(64) as AuthorKey, isDesk: true },
  'contacts.sealTo': { author: hex(64) as AuthorKey },
  'escrow.status': {},
  'escrow.goesWith': { recipients: ['age1'] },
  'escrow.open': {
    author: hex(64) as AuthorKey,
    passphrase: 'nobody has this one',
    reason: 'To tell the field',
  },
  'escrow.delete': { author: hex(64) as AuthorKey, serial: 7 },
  'duress.status': {},
  'duress.setWipe': { ...nobody, wipe: 'nor will this wipe anything', wipeKeyFile: null },
  'duress.removeWipe': nobody,
  'duress.inventory': {},
  'duress.rehearse': { ...nobody, act: 'wipe' },
  'duress.destroy': { ...nobody, isLossAccepted: true },
  'quarantine.list': {},
  'quarantine.setAside': { exportId: id },
  'quarantine.preview': { task, id, passphrase: null },
  'quarantine.discard': { id },
  'publications.list': {},
  'publications.get': { id: id as PublicationId },
  'publications.save': { id: null, rev: 0, content: publicationContent(id as CaseId) },
  'publications.review': { id: id as PublicationId },
  'publications.preview': { id: id as PublicationId, format: 'html' },
  'publications.write': { id: id as PublicationId, formats: ['json'], folder: id as FileToken },
  'backups.list': {},
  'backups.sealAnew': {
    task,
    file: id as FileToken,
    passphrase: 'a passphrase for another',
    folder: id as FileToken,
  },
  'backups.make': {
    task,
    target: { kind: 'passphrase', passphrase: 'a passphrase to keep' },
    folder: id as FileToken,
  },
  'backups.test': { task, file: id as FileToken, passphrase: null, identity: 'A' },
  'tasks.cancel': { task },
}

/** Every path to a leaf of a value, as keys. */
export const leaves = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))
    : [path]

/** A deep copy with one leaf exchanged. */
export const withLeaf = (value: unknown, path: readonly string[], leaf: unknown): unknown => {
  const [key, ...rest] = path
  if (key === undefined) return leaf
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(value as Record<string, unknown>) }
  const inner: unknown = Reflect.get(copy, key)
  Reflect.set(copy, key, withLeaf(inner, rest, leaf))
  return copy
}
