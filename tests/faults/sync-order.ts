import type { Call } from './failing-calls.ts'

/** The violations of a promise about the order of calls; empty when it held. */
export type Broken = readonly string[]

const isWrite = (call: string): boolean =>
  call === 'write' || call === 'pwrite' || call === 'ftruncate'
const isSync = (call: string): boolean => call === 'fsync' || call === 'fdatasync'

/** The calls in order, each with the files that had unsynced writes before it. */
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
 * Each opening creates the lock again and ignores its content: none of its bytes has to survive a
 * power cut.
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
 * A rollback journal and its name are on the disk before the database changes; the database is on
 * the disk before its journal is removed, and the removal is synced before the anchor is written.
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

/**
 * The index of the first such call. @throws when there is none, because nothing would be proved.
 */
export const firstOf = (calls: readonly Call[], call: string, file?: string): number => {
  const at = calls.findIndex((each) => each.call === call && (file ?? each.file) === each.file)
  if (at < 0) throw new Error(`no ${call} ${file ?? ''}`)
  return at
}

/** The files that were both written and synced before a call. */
export const onDiskBefore = (calls: readonly Call[], at: number): readonly string[] => {
  const unsynced = walked(calls)[at]?.unsynced ?? new Set()
  const written = calls.slice(0, at).filter(({ call }) => isWrite(call))
  return [...new Set(written.map(({ file }) => file))].filter((file) => !unsynced.has(file)).sort()
}
