import type { VaultHandlers } from '../../shared/contract.ts'
import type { Keeper } from './keeper.ts'

export const vaultHandlers = (keeper: Keeper): VaultHandlers =>
  ({ 'vault.status': () => keeper.status() }) as unknown as VaultHandlers
