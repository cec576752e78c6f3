import type { KdfCost } from '../../../crypto/kdf.ts'
import type { VaultEvent, Out, Parsed } from '../../../shared/contract.ts'
import type { Settings } from '../../../shared/records.ts'
import type { FileTokens } from './file-tokens.ts'
import type { StartImageProcess, StartPdfProcess } from '../decoders/process-channel.ts'
import type { Session } from './session.ts'
import type { WorkerPaths } from './worker-paths.ts'

export type VaultControllerOptions = {
  readonly folder: string
  readonly nativeBinding?: string | undefined
  readonly workers: WorkerPaths
  readonly files: FileTokens
  /** Starts image pages; if absent, images can't be decoded. */
  readonly images?: StartImageProcess
  /** Starts PDF readers; if absent, PDFs can't be rendered. */
  readonly pdfs?: StartPdfProcess
  readonly emit: (event: VaultEvent) => void
  /** Called whenever the vault starts to open, opens, closes or changes its idle limit. */
  readonly onState: (state: {
    readonly unlocked: boolean
    /** An operation that opens the vault is in progress. */
    readonly opening: boolean
    readonly idleLockMinutes: number
  }) => void
  /** KDF cost of a new credential; tests use the minimum. */
  readonly cost?: KdfCost
  /**
   * The system language, for the vault that a wipe passphrase leaves, which can't ask the user.
   * Default: English.
   */
  readonly language?: Settings['language']
  readonly now?: () => number
  /** The machine's time zone as the window reports it. Default: the zone of this process. */
  readonly timeZone?: string
}

/** Controls one vault: closed, then open, then closed until the process ends. */
export type VaultController = {
  readonly session: () => Session | null
  readonly folder: string
  readonly status: () => Out<'vault.status'>
  readonly memory: () => Out<'vault.memory'>
  /**
   * Prepares an unlock in advance: the thread and memory of its key derivation, and the database
   * engine.
   */
  readonly expectPassphrase: () => void
  readonly create: (input: Parsed<'vault.create'>) => Promise<Out<'vault.create'>>
  /** Creates a vault from a backup. */
  readonly restore: (input: Parsed<'vault.restore'>) => Promise<Out<'vault.restore'>>
  /** Its task reports only the progress of migrating a vault of an older version. */
  readonly unlock: (input: Parsed<'vault.unlock'>) => Promise<Out<'vault.unlock'>>
  /** Its task reports the same as that of `unlock`. */
  readonly recover: (input: Parsed<'vault.recover'>) => Promise<Out<'vault.recover'>>
  readonly changePassphrase: (input: Parsed<'vault.changePassphrase'>) => Promise<void>
  /** A random recovery code. It opens nothing yet. @throws Failure 'locked', 'read-only'. */
  readonly drawRecoveryCode: () => string
  /**
   * Makes a code, which the user has on paper, the recovery code. @throws Failure 'bad-code' for any
   * but the one that this session drew last.
   */
  readonly newRecoveryCode: (input: Parsed<'vault.newRecoveryCode'>) => Promise<void>
  /** Sets a new recovery code that is never shown: it is sealed to the desk. */
  readonly escrowRecovery: (input: Parsed<'vault.escrowRecovery'>) => Promise<void>
  readonly wipeStatus: () => Out<'wipe.status'>
  readonly setWipe: (input: Parsed<'wipe.set'>) => Promise<void>
  readonly removeWipe: (input: Parsed<'wipe.remove'>) => Promise<void>
  readonly inventory: () => Promise<Out<'wipe.inventory'>>
  readonly dryRun: (input: Parsed<'wipe.dryRun'>) => Promise<Out<'wipe.dryRun'>>
  /**
   * Afterwards there is no vault, and nothing is open. The main process ends the processes at the
   * next lock.
   */
  readonly destroy: (input: Parsed<'wipe.destroy'>) => Promise<void>
  /** Cancels a task outside a session: one that creates or opens a vault. */
  readonly cancel: (task: string) => void
  /** Reports a changed idle limit to the main process. */
  readonly settingsChanged: () => void
  /** Purges, closes and wipes. Idempotent, and safe during any other operation. */
  readonly close: () => void
}
