import { z } from 'zod'
import { attachmentContract } from './attachment-contract.ts'
import { backupContract } from './backup-contract.ts'
import type { Channel, MainChannel, VaultChannel } from './channels.ts'
import { contactsContract } from './contacts-contract.ts'
import {
  CaseId,
  Day,
  FileToken,
  RecordId,
  ReportId,
  RevisionId,
  SourceId,
  StateDigest,
  AuthorKey,
} from './ids.ts'
import { wipeContract } from './wipe-contract.ts'
import { escrowContract } from './escrow-contract.ts'
import * as x from './exchange.ts'
import { exportContract } from './export-contract.ts'
import { handOverContract } from './handover.ts'
import { retentionContract } from './retention.ts'
import { limits } from './limits.ts'
import { custodyContract } from './custody-contract.ts'
import { mergeContract } from './merge-contract.ts'
import { done, method, nothing, PastedBytes, TaskId } from './method.ts'
import { NewPassphrase, Passphrase } from './passphrase.ts'
import { overviewContract } from './overview-contract.ts'
import { paperContract } from './paper.ts'
import { pictureContract } from './picture.ts'
import { protectionContract } from './protection-contract.ts'
import { releaseContract } from './release-contract.ts'
import type { SentReply } from './reply.ts'
import { searchContract } from './search-contract.ts'
import * as r from './records.ts'
import { VaultPlace } from './vault-place.ts'
import * as vocabulary from './vocabularies.ts'
import { HeardWords } from './compared-words.ts'
import { NewReviewer, Reviewers } from './cosign.ts'

/** Second readers: they sign in addition to the user of the vault. */
const reviewerContract = {
  'reviewers.list': method(nothing, Reviewers),
  /** In person at the desk; only the second reader knows the passphrase. */
  'reviewers.add': method(NewReviewer, Reviewers),
  /**
   * The second reader compares the words of their key in person with the slip that they kept. Two
   * words are not shown; a wrong one is 'invalid' with the field `heard`. The passphrase is theirs.
   */
  'reviewers.verify': method(
    z.strictObject({ reviewer: AuthorKey, ...HeardWords.shape, passphrase: Passphrase }),
    Reviewers,
  ),
  /** Existing signatures stay valid. */
  'reviewers.remove': method(z.strictObject({ reviewer: AuthorKey }), Reviewers),
  'reviewers.changePassphrase': method(
    z.strictObject({ reviewer: AuthorKey, current: Passphrase, next: NewPassphrase }),
    done,
  ),
}

const KeyFile = FileToken.keyFile.nullable()
const RecoveryCode = z.string().min(1).max(limits.recoveryCodeMax)
/** Allows the window to cancel the operation while a key is derived. */
const Cancellable = TaskId.optional()
const NamedKeyFile = z.strictObject({
  file: z.strictObject({ token: FileToken.keyFile, name: z.string() }).nullable(),
})
const NamedBackup = z.strictObject({
  file: z.strictObject({ token: FileToken.backup, name: z.string() }).nullable(),
})
const VaultState = z.strictObject({
  state: z.enum(['none', 'locked', 'open', 'rescue']),
  /** Why the vault is in rescue mode: commits are missing, or parts do not fit together. */
  reason: z.enum(['missing-commits', 'tampered', 'damaged']).nullable(),
  /** Was one header copy damaged and rewritten from the other? */
  repaired: z.boolean(),
})

export const contract = {
  'app.info': method(
    nothing,
    z.strictObject({
      runtime: z.enum(['official', 'evaluation']),
      electron: z.string(),
      /** Does the kernel keep the app off every network? `unsupported`: not on this system. */
      network: z.enum(['isolated', 'shared', 'unsupported']),
      platform: z.string(),
      version: z.string(),
      builtDay: Day,
      /** Of this version (release-index.ts); 0 for one that was never released. */
      releaseIndex: z.int(),
      /** The system's interface language, before a vault says otherwise. */
      language: z.enum(vocabulary.languages),
      /** Folder shown on the unlock screen. */
      vaultName: z.string(),
      /** Is there a vault in it? The first screen need not wait for the vault process. */
      hasVault: z.boolean(),
      /** Text size of the previous window. */
      textSize: r.TextSize,
    }),
    true,
  ),
  /**
   * Properties of the machine: `plain` means that no encryption was detected, not that there is
   * none.
   */
  'app.machine': method(
    nothing,
    z.strictObject({
      /** Under the vault's folder. */
      disk: z.enum(['encrypted', 'plain', 'unknown']),
      swap: z.enum(['none', 'encrypted', 'plain', 'unknown']),
      /** Memory written to the disk while the machine sleeps. */
      hibernation: z.enum(['possible', 'off', 'unknown']),
      /** May a process that crashes leave its memory in a file? */
      coreDumps: z.enum(['possible', 'off', 'unknown']),
      /** Can the app learn from the system that the screen was locked or the lid closed? */
      screenLock: z.enum(['heard', 'unheard', 'unknown']),
    }),
    true,
  ),
  /** Bytes that a change of the vault's key has encrypted again; 0 while none is made. */
  'app.keyChange': method(nothing, z.strictObject({ done: z.int(), total: z.int() }), true),
  'app.lock': method(nothing, done, true),
  /** Kills the vault process, clears the clipboard and ends the app, as the shortcut does. No reply. */
  'app.panic': method(nothing, done, true),
  'app.activity': method(nothing, done, true),
  /** The window copied text to the clipboard and put this mark with it. */
  'app.copied': method(z.strictObject({ mark: z.uuid() }), done, true),
  /** How large the window shows everything; the one after a lock begins with it. */
  'app.textSize': method(z.strictObject({ textSize: r.TextSize }), done, true),
  /**
   * Asks for a folder, then recreates the window for it; `chosen` false means that the user
   * cancelled.
   */
  'dialog.chooseVault': method(z.strictObject({}), z.strictObject({ chosen: z.boolean() }), true),
  'dialog.chooseKeyFile': method(nothing, NamedKeyFile, true),
  'dialog.createKeyFile': method(nothing, NamedKeyFile, true),
  /** Asks for a folder: the file's own name is random, chosen by the vault process. */
  'dialog.saveExport': method(
    nothing,
    z.strictObject({
      file: FileToken.exportFolder.nullable(),
      /** Base name of the folder, to find the file again; empty: nothing was chosen. */
      folder: z.string(),
    }),
  ),
  /** Destination of this vault's own card. Other people read it, so the user names the file. */
  'dialog.saveCard': method(nothing, z.strictObject({ file: FileToken.newCard.nullable() })),
  /** Any file, to hang on a report. */
  'dialog.openAttachment': method(
    nothing,
    z.strictObject({ file: FileToken.attachment.nullable() }),
  ),
  /** A folder for a decrypted copy, or for a sheet as PDF. */
  'dialog.saveAttachment': method(
    nothing,
    z.strictObject({ file: FileToken.copyFolder.nullable() }),
  ),
  'dialog.openCard': method(nothing, z.strictObject({ file: FileToken.receivedCard.nullable() })),
  'dialog.openImport': method(nothing, z.strictObject({ file: FileToken.import.nullable() })),
  /** Before there is a vault as well. A backup's own name is random: it says nothing. */
  'dialog.openBackup': method(nothing, NamedBackup, true),
  /** Prints the window as it is (the recovery sheet). Never to a file that we write. */
  'app.print': method(nothing, z.strictObject({ printed: z.boolean() }), true),

  'vault.status': method(nothing, VaultState, true),
  'vault.place': method(nothing, VaultPlace, true),
  /**
   * Memory for one opening of this vault, or of a new one where there is none, and what is free now.
   * `isReduced`: less than usual, because the machine had little when the vault was created.
   */
  'vault.memory': method(
    nothing,
    z.strictObject({ neededMiB: z.int(), freeMiB: z.int(), isReduced: z.boolean() }),
    true,
  ),
  /**
   * The user is typing a passphrase: prepares the memory for the key derivation. Carries no part of
   * the passphrase.
   */
  'vault.typing': method(nothing, done, true),
  'vault.create': method(
    z.strictObject({
      task: Cancellable,
      passphrase: NewPassphrase,
      keyFile: KeyFile,
      pseudonym: r.Settings.shape.pseudonym,
      language: r.Settings.shape.language,
    }),
    z.strictObject({ recoveryCode: z.string() }),
    true,
  ),
  'vault.unlock': method(
    z.strictObject({ task: Cancellable, passphrase: Passphrase, keyFile: KeyFile }),
    VaultState,
    true,
  ),
  'vault.recover': method(
    z.strictObject({
      task: Cancellable,
      code: RecoveryCode,
      passphrase: NewPassphrase,
      keyFile: KeyFile,
    }),
    VaultState,
    true,
  ),
  'vault.changePassphrase': method(
    z.strictObject({
      current: Passphrase,
      currentKeyFile: KeyFile,
      next: NewPassphrase,
      nextKeyFile: KeyFile,
    }),
    done,
  ),
  /** A code for a sheet. It opens nothing until `vault.newRecoveryCode` makes it valid. */
  'vault.drawRecoveryCode': method(nothing, z.strictObject({ recoveryCode: z.string() })),
  'vault.newRecoveryCode': method(
    z.strictObject({ passphrase: Passphrase, keyFile: KeyFile, code: RecoveryCode }),
    done,
  ),
  'vault.verify': method(
    z.strictObject({ task: TaskId }),
    z.strictObject({
      records: z.int(),
      journalLines: z.int(),
      searchIndexHolds: z.boolean(),
      faults: z.array(
        z.strictObject({
          subject: z.string(),
          what: z.enum(['digest', 'journal', 'revision', 'attachment', 'custody', 'notice']),
        }),
      ),
    }),
  ),
  'settings.get': method(nothing, r.Settings),
  'settings.set': method(r.Settings, r.Settings),

  'cases.list': method(nothing, z.array(r.Case)),
  'cases.get': method(z.strictObject({ id: CaseId }), r.Case),
  /** Without `id`: a new record. `rev` is the one last read, 0 for a new record. */
  'cases.save': method(
    z.strictObject({ id: CaseId.nullable(), rev: r.Rev, content: r.CaseContent }),
    r.Case,
  ),
  'sources.list': method(nothing, z.array(r.Source)),
  'sources.get': method(z.strictObject({ id: SourceId }), r.Source),
  'sources.suggestCodeName': method(nothing, z.strictObject({ codeName: z.string() })),
  'reports.list': method(
    z.strictObject({
      caseId: CaseId.nullable(),
      sourceId: SourceId.nullable(),
      state: r.ReportState.nullable(),
      order: r.ReportOrder.optional(),
      /** Opaque: the `next` of the page before, in the same order. */
      cursor: z.string().max(200).nullable(),
      /** Rows to skip, for a list that the user scrolls far at once. */
      skip: z.int().min(0).max(limits.skip).optional(),
      limit: z.int().min(1).max(limits.page),
    }),
    z.strictObject({ rows: z.array(r.ReportRow), next: z.string().nullable(), total: z.int() }),
  ),
  'reports.get': method(z.strictObject({ id: ReportId }), r.Report),
  'reports.save': method(
    z.strictObject({ id: ReportId.nullable(), rev: r.Rev, content: r.ReportContent }),
    r.Report,
  ),
  /**
   * Stores a text that its report does not take as separate drafts: as one if it is within the limits
   * of a record, otherwise in pieces that are. All of them or none.
   */
  'reports.saveCopies': method(z.strictObject({ content: r.ReportContent }), done),
  'reports.file': method(z.strictObject({ id: ReportId, rev: r.Rev }), r.Report),
  'reports.discardDraft': method(z.strictObject({ id: ReportId, rev: r.Rev }), r.Report),
  'reports.revisions': method(z.strictObject({ id: ReportId }), z.array(r.RevisionRow)),
  'reports.revision': method(
    z.strictObject({ id: RevisionId }),
    z.strictObject({ row: r.RevisionRow, content: r.ReportContent, verified: z.boolean() }),
  ),
  /**
   * Hides a record until lock, which purges it permanently; until then `records.restore` brings it
   * back.
   */
  'records.remove': method(z.strictObject({ id: RecordId, rev: r.Rev }), done),
  'records.restore': method(z.strictObject({ id: RecordId }), done),

  'journal.list': method(
    z.strictObject({
      subject: z.string().max(64).nullable(),
      before: z.int().min(1).nullable(),
      limit: z.int().min(1).max(limits.page),
      /** Filters: one kind of act, and one kind of subject. */
      kind: z.enum(vocabulary.journalKind).optional(),
      about: z.enum(vocabulary.subjectKind).optional(),
    }),
    z.strictObject({ lines: z.array(r.JournalLine), more: z.boolean() }),
  ),

  'exchange.self': method(
    nothing,
    z.strictObject({
      pseudonym: z.string(),
      /**
       * Post-quantum hybrid age recipient, and a classic one for senders without hybrid support.
       */
      hybrid: z.string(),
      classic: z.string(),
      fingerprint: z.string(),
    }),
  ),
  /**
   * Takes the bytes of a dropped file, which must begin as an age file does, and keeps them in the
   * vault's scratch folder until the import is over, another file is dropped, or the vault locks.
   */
  'imports.drop': method(
    z.strictObject({ bytes: PastedBytes }),
    z.strictObject({ file: FileToken.import }),
  ),
  'imports.preview': method(
    z.strictObject({ task: TaskId, file: FileToken.import, passphrase: Passphrase.nullable() }),
    x.ImportPreview,
  ),
  /** Repeats the preview against the current records. */
  'imports.plan': method(z.strictObject({ exportId: z.string().max(64) }), x.ImportPreview),
  'imports.commit': method(
    z.strictObject({
      task: TaskId,
      exportId: z.string().max(64),
      /** Digest from the preview that the user decided on. */
      basedOn: StateDigest,
      /** Null: all. Records that a chosen record needs are included. */
      take: z.array(RecordId).max(limits.importRecords).nullable(),
    }),
    z.strictObject({
      added: z.int(),
      updated: z.int(),
      conflicts: z.int(),
      known: z.int(),
      refused: z.int(),
      /** Titles of the first of those that were refused after the import was decided. */
      refusedSince: z.array(z.string()).optional(),
      /** Records with new revisions that were not chosen; the same file can bring them later. */
      left: z.int(),
    }),
  ),
  'imports.discard': method(nothing, done),
  /** Whether an import is decided and not applied completely, as after a full disk. */
  'imports.unfinished': method(
    nothing,
    z.strictObject({
      isUnfinished: z.boolean(),
      /** It cannot be finished: the next stored part is missing, or does not match its digest. */
      isDamaged: z.boolean(),
      /** Records that were refused when this opening finished an import. */
      refusedLater: z.int(),
    }),
  ),
  /** Gives up the rest of an import that is damaged. */
  'imports.giveUp': method(nothing, done),
  ...overviewContract,
  ...searchContract,
  ...exportContract,
  ...attachmentContract,
  ...paperContract,
  ...pictureContract,
  ...protectionContract,
  ...reviewerContract,
  ...retentionContract,
  ...handOverContract,
  ...contactsContract,
  ...escrowContract,
  ...wipeContract,
  ...mergeContract,
  ...backupContract,
  ...releaseContract,
  /** While locked too: a vault is made, restored and opened before there is a session. */
  'tasks.cancel': method(z.strictObject({ task: TaskId }), done, true),
  ...custodyContract,
} satisfies Record<Channel, { input: z.ZodType; output: z.ZodType; open: boolean }>

export type In<C extends Channel> = z.input<(typeof contract)[C]['input']>
export type Parsed<C extends Channel> = z.output<(typeof contract)[C]['input']>
export type Out<C extends Channel> = z.output<(typeof contract)[C]['output']>

export type Handlers<C extends Channel> = {
  readonly [K in C]: (input: Parsed<K>) => Out<K> | Promise<Out<K>>
}
export type MainHandlers = Handlers<MainChannel>
export type VaultHandlers = Handlers<VaultChannel>

/** The API that the preload script exposes as `window.api`. */
export type VaultApi = {
  readonly [C in Channel]: (input: In<C>) => Promise<SentReply<Out<C>>>
} & { readonly onEvent: (listener: (event: VaultEvent) => void) => () => void }

export const VaultEvent = z.discriminatedUnion('kind', [
  /** The window is about to be destroyed. */
  z.strictObject({ kind: z.literal('locking') }),
  /** Records changed: re-read what is shown. */
  z.strictObject({ kind: z.literal('changed') }),
  /** Progress of a task; `total` 0 means it cannot be told. */
  z.strictObject({
    kind: z.literal('progress'),
    task: TaskId,
    done: z.number(),
    total: z.number(),
  }),
])
export type VaultEvent = z.infer<typeof VaultEvent>
