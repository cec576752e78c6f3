/** Order of a list including its removed items. */
export type KeptOrder = {
  /** Records the order right before a removal. */
  readonly note: (now: readonly string[]) => void
  /** Index at which a removed item is restored among the current items. */
  readonly placeOf: (id: string, now: readonly string[]) => number
}

export const insertedAt = <T>(list: readonly T[], place: number, one: T): T[] => [
  ...list.slice(0, place),
  one,
  ...list.slice(place),
]

/** Right after the last item that preceded it: items added since come after it. */
const placeIn = (order: readonly string[], id: string, now: readonly string[]): number =>
  Math.max(0, ...order.slice(0, Math.max(0, order.indexOf(id))).map((one) => now.indexOf(one) + 1))

/**
 * The index at the time of removal is not enough: items removed earlier may have been restored
 * since.
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
