import { Failure } from '../../shared/failure.ts'
import type { FailureCode } from '../../shared/failure.ts'

const codes: readonly (readonly [prefix: string, code: FailureCode])[] = [
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_FULL', 'storage'],
  ['SQLITE_IOERR', 'storage'],
  ['SQLITE_READONLY', 'storage'],
  ['SQLITE_CANTOPEN', 'storage'],
  ['SQLITE_PERM', 'storage'],
]

const sqliteCode = (cause: unknown): string => {
  const code = (cause as { code?: unknown } | null)?.code
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : ''
}

/** Any error as a Failure. Drops the cause: the engine's messages may quote the query. */
export const asFailure = (cause: unknown): Failure => {
  if (cause instanceof Failure) return cause
  const code = sqliteCode(cause)
  return new Failure(codes.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'internal')
}

/**
 * An engine error without a specific code. Since the statement's text is ours, its cause is in the
 * stored data, such as a search index of an unknown format.
 */
export const isUnnamed = (cause: unknown): boolean => sqliteCode(cause) === 'SQLITE_ERROR'

/** The engine could not go on: this says nothing of what it was asked for. */
export const isOutOfMemory = (cause: unknown): boolean => sqliteCode(cause) === 'SQLITE_NOMEM'

/** After such an error the state on the disk is unknown: no more writes on this connection. */
export const leavesDoubt = (cause: unknown): boolean =>
  /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(sqliteCode(cause))
