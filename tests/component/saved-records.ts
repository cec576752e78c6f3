import type { FailureCode } from '../../src/shared/failure.ts'
import { recordId } from './records.ts'

/** Refuses a request of the canned desk with a code, as the vault process would. */
export class Refuse extends Error {
  readonly code: FailureCode
  readonly fields: readonly string[]
  constructor(code: FailureCode, fields: readonly string[] = []) {
    super(code)
    this.code = code
    this.fields = fields
  }
}

/** @throws Refuse 'not-found' */
export const one = <T extends { readonly id: string }>(records: readonly T[], id: string): T => {
  const found = records.find((record) => record.id === id)
  if (found === undefined) throw new Refuse('not-found')
  return found
}

/** Puts a saved record where it belongs, with the next `rev`; refuses an old one. */
export const keep = <T extends { readonly id: string; readonly rev: number }>(
  records: T[],
  id: string | null,
  rev: number,
  make: (id: string, rev: number, before: T | undefined) => unknown,
): T => {
  const at = records.findIndex((record) => record.id === id)
  const before = records[at]
  if (before !== undefined && before.rev !== rev) throw new Refuse('conflict')
  const made = make(id ?? recordId(60 + records.length), rev + 1, before) as T
  if (at < 0) records.unshift(made)
  else records[at] = made
  return made
}
