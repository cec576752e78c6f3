import type { PoolLimits, poolDefaults as shared } from '../../shared/pools.ts'
import { useVaultQuery } from '../data/bridge.ts'

/** The defaults of src/shared/pools.ts: a number that differs does not compile. */
export const poolDefaults = { block: 5, warn: 20 } satisfies typeof shared

/** How many people a phrase must fit in this vault; the defaults until the settings are loaded. */
export const usePoolLimits = (): PoolLimits => {
  const { data } = useVaultQuery('settings.get', {})
  return data === undefined
    ? poolDefaults
    : { block: data.poolBlockUnder, warn: data.poolWarnUnder }
}
