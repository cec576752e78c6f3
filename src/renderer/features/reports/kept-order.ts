/** The order of a list, with what was removed from it. */
export type KeptOrder = {
  /** How the list stands, right before something is removed from it. */
  readonly note: (now: readonly string[]) => void
  /** How many of those that are there by then stand before it, or stood there once. */
  readonly placeOf: (id: string, now: readonly string[]) => number
}

export const insertedAt = <T>(list: readonly T[], place: number, one: T): T[] => [
  ...list.slice(0, place),
  one,
  ...list.slice(place),
]

/** Right behind the last that stood before it: what was added since stands behind it. */
const placeIn = (order: readonly string[], id: string, now: readonly string[]): number =>
  Math.max(0, ...order.slice(0, Math.max(0, order.indexOf(id))).map((one) => now.indexOf(one) + 1))

/**
 * Where something stood among what was there when it was removed says too little: what was removed
 * before it may be back by then.
 */
export const createKeptOrder = (): KeptOrder => {
  let order: readonly string[] = []
  return {
    note: (now) => {
      order = order
        .filter((id) => !now.includes(id))
        .reduce((all, id) => insertedAt(all, placeIn(order, id, all), id), now)
    },
    placeOf: (id, now) => placeIn(order, id, now),
  }
}
