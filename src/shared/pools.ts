/** How many people a phrase must fit: fewer than `block` stops a publication, than `warn` warns. */
export type PoolLimits = { readonly block: number; readonly warn: number }

/**
 * Initial pool limits of a vault. Each vault may set its own, within these bounds and in this
 * order.
 */
export const poolDefaults = { block: 5, warn: 20 } as const
export const poolBounds = { lowest: 2, highest: 1000 } as const

/** The limits as the settings hold them. */
export const poolLimitsOf = (settings: {
  readonly poolBlockUnder: number
  readonly poolWarnUnder: number
}): PoolLimits => ({ block: settings.poolBlockUnder, warn: settings.poolWarnUnder })

/**
 * Is a pool of at least `low` people big enough to print its phrase? The low estimate decides: the
 * high one is a hope.
 */
export const poolState = (low: number, { block, warn }: PoolLimits): 'ok' | 'warns' | 'blocks' =>
  low < block ? 'blocks' : low < warn ? 'warns' : 'ok'
