import type { Call } from './failing-calls.ts'

/** What a promise about the order of calls did not find, in words; empty when all held. */
export type Broken = readonly string[]

const isWrite = (call: string): boolean =>
  call === 'write' || call === 'pwrite' || call === 'ftruncate'
const isSync = (call: string): boolean => call === 'fsync' || call === 'fdatasync'

/** The calls in their order, and before each of them the files whose last bytes no fsync followed. */
const walked = (
  calls: readonly Call[],
): { readonly call: Call; readonly at: number; readonly unsynced: ReadonlySet<string> }[] => {
  const unsynced = new Set<string>()
  return calls.map((call, at) => {
    const before = new Set(unsynced)
    if (isWrite(call.call)) unsynced.add(call.file)
    if (isSync(call.call)) unsynced.delete(call.file)
    return { call, at, unsynced: before }
  })
}

/**
 * A lock is opened anew by whoever comes, and what lies in it says nothing: none of its bytes has to
 * survive a power cut.
 */
const isLock = (file: string): boolean => file === 'lock' || file === 'lock-journal'

/** Every file that was written is synced at the end. */
export const unsyncedAtTheEnd = (calls: readonly Call[]): Broken => {
  const last: Call = { call: 'end', file: '' }
  const end = walked([...calls, last]).at(-1)
  return [...(end?.unsynced ?? [])]
    .filter((file) => !isLock(file))
    .map((file) => `${file} was written, and no fsync came after`)
}

/** A file is written under another name, synced, renamed, and then its folder is synced. */
export const renamedUnsynced = (calls: readonly Call[], folder: string): Broken =>
  walked(calls).flatMap(({ call, at, unsynced }) => {
    if (call.call !== 'rename') return []
    const next = `${call.file}.new`
    const before = calls.slice(0, at)
    const isWritten = before.some((each) => isWrite(each.call) && each.file === next)
    const synced = calls.slice(at + 1).find((each) => each.call !== 'open')
    const isFolder = synced !== undefined && isSync(synced.call) && synced.file === folder
    return [
      ...(!isWritten ? [`${call.file} was renamed, and ${next} never written`] : []),
      ...(unsynced.has(next) ? [`${call.file} was renamed before ${next} was synced`] : []),
      ...(isFolder ? [] : [`the folder was not synced right after ${call.file} was renamed`]),
    ]
  })

/**
 * A rollback journal is on the disk, and its name too, before the database changes; the database is
 * on the disk before its journal goes, and so is the going before anything else is said to be done.
 */
export const databaseOutOfOrder = (calls: readonly Call[], folder: string): Broken => {
  const [database, journal] = ['notes.db', 'notes.db-journal']
  let isNamed = true
  return walked(calls).flatMap(({ call: { call, file }, at, unsynced }) => {
    if (call === 'open' && file === journal) isNamed = false
    if (isSync(call) && file === folder) isNamed = true
    const where = `at call ${String(at + 1)}`
    if (call === 'pwrite' && file === database)
      return [
        ...(unsynced.has(journal) ? [`the database changed before its journal, ${where}`] : []),
        ...(isNamed ? [] : [`the database changed before its journal had a name, ${where}`]),
      ]
    if ((call === 'ftruncate' || call === 'unlink') && file === journal)
      return unsynced.has(database) ? [`the journal went before the database, ${where}`] : []
    if (isWrite(call) && file === 'anchor')
      return [database, journal]
        .filter((each) => unsynced.has(each))
        .map((each) => `the anchor was written before ${each}, ${where}`)
    return []
  })
}

/** Where the first call like this comes. @throws when there is none: then nothing was proved. */
export const firstOf = (calls: readonly Call[], call: string, file?: string): number => {
  const at = calls.findIndex((each) => each.call === call && (file ?? each.file) === each.file)
  if (at < 0) throw new Error(`no ${call} ${file ?? ''}`)
  return at
}

/** What was both written and synced before a call. */
export const onDiskBefore = (calls: readonly Call[], at: number): readonly string[] => {
  const unsynced = walked(calls)[at]?.unsynced ?? new Set()
  const written = calls.slice(0, at).filter(({ call }) => isWrite(call))
  return [...new Set(written.map(({ file }) => file))].filter((file) => !unsynced.has(file)).sort()
}
