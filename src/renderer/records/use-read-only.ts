import { useDesk } from '../data/bridge.ts'

/** True in rescue mode, in which nothing may be written: what begins a change is then switched off. */
export const useReadOnly = (): boolean => useDesk('vault.status', {}).data?.state === 'rescue'
