import type { ElectronApplication } from 'playwright'

/**
 * Records every request of the app to let the system open, show or remember something, and blocks
 * it.
 *
 * @returns the requests so far.
 */
export const noteOpened = async (app: ElectronApplication): Promise<() => Promise<string[]>> => {
  await app.evaluate(({ app: own, shell }) => {
    const opened: string[] = []
    const noting =
      (name: string) =>
      (...given: unknown[]) => {
        opened.push(`${name} ${String(given[0])}`)
        return Promise.resolve('')
      }
    for (const name of ['openExternal', 'openPath', 'showItemInFolder', 'trashItem', 'beep'])
      Object.assign(shell, { [name]: noting(name) })
    Object.assign(own, { addRecentDocument: noting('addRecentDocument') })
    Object.assign(globalThis, { opened })
  })
  return () =>
    app.evaluate(() => [...(globalThis as unknown as { opened: readonly string[] }).opened])
}
