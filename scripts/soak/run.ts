/** One long run: what it did, line by line, and whether what it promises held. */
export type SoakRun = {
  /** What `count` counts, and how many when nothing is said. */
  readonly counts: string
  readonly usual: number
  /**
   * @param folder of its own, removed afterwards.
   * @param tell says a line at once.
   * @returns what did not hold; nothing when all did.
   */
  readonly run: (
    folder: string,
    count: number,
    tell: (line: string) => void,
  ) => Promise<readonly string[]>
}
