let turn: Promise<unknown> = Promise.resolve()

/**
 * Acts on many records go one after the other, whichever list began them: taking one back beside
 * another would mix what both do to one record. A word at the foot outlives its list.
 */
export const inBulkTurn = <T>(act: () => Promise<T>): Promise<T> => {
  const next = turn.then(act, act)
  turn = next
  return next
}
