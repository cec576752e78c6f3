/**
 * Plaintext files that are being written outside the vault and have not appeared yet. A lock ends
 * the process at once, so the files must be deleted first.
 */
export type PlaintextTempFiles = {
  /**
   * @param remove deletes the file, synchronously; @returns call it once the file has appeared or
   *   was deleted.
   */
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
