import { useVaultQuery } from '../data/bridge.ts'

/** True in rescue mode, in which nothing may be written: what begins a change is then switched off. */
export const useReadOnly = (): boolean => useVaultQuery('vault.status', {}).data?.state === 'rescue'
