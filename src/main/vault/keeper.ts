import type { DeskEvent, Out } from '../../shared/contract.ts'
import type { FileTokens } from './file-tokens.ts'
import type { Session } from './session.ts'
import type { WorkerPaths } from './worker-paths.ts'

export type KeeperOptions = {
  readonly folder: string
  readonly nativeBinding: string | undefined
  readonly workers: WorkerPaths
  readonly files: FileTokens
  readonly emit: (event: DeskEvent) => void
  /** Called whenever the vault opens, closes or changes its idle limit. */
  readonly onState: (state: {
    readonly unlocked: boolean
    readonly idleLockMinutes: number
  }) => void
}

export type Keeper = {
  readonly session: () => Session | null
  readonly status: () => Out<'vault.status'>
  readonly close: () => void
}

export const createKeeper = (_options: KeeperOptions): Keeper => ({
  session: () => null,
  status: () => ({ state: 'none', reason: null, repaired: false }),
  close: () => undefined,
})
