/**
 * What is being written in clear, outside of the vault, and has not appeared yet. A lock ends the process
 * at once: nobody would come back to take it away.
 */
export type PlaintextTempFiles = {
  /** @param remove takes it away, at once; @returns call it once it has appeared, or is gone. */
  readonly begin: (remove: () => void) => () => void
  readonly removeAll: () => void
}

export const createPlaintextTempFiles = (): PlaintextTempFiles => {
  const all = new Set<() => void>()
  return {
    begin: (remove) => {
      all.add(remove)
      return () => all.delete(remove)
    },
    removeAll: () => {
      for (const remove of all) remove()
      all.clear()
    },
  }
}
