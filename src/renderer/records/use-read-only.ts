import { useVaultQuery } from '../data/bridge.ts'

/**
 * True in rescue mode, in which nothing can be written: controls that change something are
 * disabled.
 */
export const useReadOnly = (): boolean => useVaultQuery('vault.status', {}).data?.state === 'rescue'
