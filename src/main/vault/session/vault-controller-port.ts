import type { KdfCost } from '../../../crypto/kdf.ts'
import type { VaultEvent, Out, Parsed } from '../../../shared/contract.ts'
import type { Settings } from '../../../shared/records.ts'
import type { FileTokens } from './file-tokens.ts'
import type { StartImageProcess } from '../decoders/image-host.ts'
import type { StartPdfProcess } from '../decoders/pdf-host.ts'
import type { Session } from './session.ts'
import type { WorkerPaths } from './worker-paths.ts'

export type VaultControllerOptions = {
  readonly folder: string
  readonly nativeBinding?: string | undefined
  readonly workers: WorkerPaths
  readonly files: FileTokens
  /** Starts processes that read images; none without it. */
  readonly images?: StartImageProcess
  /** Starts PDF readers; none without it. */
  readonly pdfs?: StartPdfProcess
  readonly emit: (event: VaultEvent) => void
  /** Called whenever the vault begins to open, opens, closes or changes its idle limit. */
  readonly onState: (state: {
    readonly unlocked: boolean
    /** Something is under way that ends in an open vault. */
    readonly opening: boolean
    readonly idleLockMinutes: number
  }) => void
  /** Work per guess at a new credential; tests take the floor. */
  readonly cost?: KdfCost
  /** The system's, for a vault that a wipe passphrase leaves: it can ask nobody. English if not said. */
  readonly language?: Settings['language']
  readonly now?: () => number
  /** The machine's zone, as the window has it; this process's own if not said. */
  readonly timeZone?: string
}

/** Keeps one vault: closed, then open, then closed for good with the process. */
export type VaultController = {
  readonly session: () => Session | null
  readonly status: () => Out<'vault.status'>
  /** Makes ready what an unlocking needs: its derivation's thread and memory, and the engine. */
  readonly expectPassphrase: () => void
  readonly create: (input: Parsed<'vault.create'>) => Promise<Out<'vault.create'>>
  /** A new vault with what is in a backup. */
  readonly restore: (input: Parsed<'vault.restore'>) => Promise<Out<'vault.restore'>>
  /** Its task tells how far a vault of an older version has been brought up to date, and nothing else. */
  readonly unlock: (input: Parsed<'vault.unlock'>) => Promise<Out<'vault.unlock'>>
  /** Its task tells what that of `unlock` does. */
  readonly recover: (input: Parsed<'vault.recover'>) => Promise<Out<'vault.recover'>>
  readonly changePassphrase: (input: Parsed<'vault.changePassphrase'>) => Promise<void>
  readonly newRecoveryCode: (input: Parsed<'vault.newRecoveryCode'>) => Promise<string>
  /** A new recovery code that nobody sees: sealed to the desk. */
  readonly escrowRecovery: (input: Parsed<'vault.escrowRecovery'>) => Promise<void>
  readonly wipeStatus: () => Out<'duress.status'>
  readonly setWipe: (input: Parsed<'duress.setWipe'>) => Promise<void>
  readonly removeWipe: (input: Parsed<'duress.removeWipe'>) => Promise<void>
  readonly inventory: () => Out<'duress.inventory'>
  readonly dryRun: (input: Parsed<'duress.rehearse'>) => Promise<Out<'duress.rehearse'>>
  /** Afterwards there is no vault, and nothing is open. Main ends the processes at the next lock. */
  readonly destroy: (input: Parsed<'duress.destroy'>) => Promise<void>
  /** Cancels a task that is not a session's: whatever makes or opens a vault. */
  readonly cancel: (task: string) => void
  /** Tells main of a changed idle limit. */
  readonly settingsChanged: () => void
  /** Purges, closes, wipes. Safe to call twice, and in the middle of anything. */
  readonly close: () => void
}
