/** How many people a phrase must fit: fewer than `block` stops a publication, than `warn` warns. */
export const poolThresholds = { block: 5, warn: 20 } as const

/**
 * Is a pool of at least `low` people big enough to print its phrase? The low estimate decides: the
 * high one is a hope.
 */
export const poolState = (low: number): 'holds' | 'warns' | 'blocks' =>
  low < poolThresholds.block ? 'blocks' : low < poolThresholds.warn ? 'warns' : 'holds'
