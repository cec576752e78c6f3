import type { DigestPort } from '../context.ts'
import type { WriteDb } from '../db.ts'
import { up as initial } from './0001-initial.ts'
import {
  arrivals,
  attachments,
  backups,
  contacts,
  custody,
  escrow,
  importNames,
  keeping,
  lostFiles,
} from './0002-0010.ts'
import {
  claimsOfReports,
  filler,
  importParts,
  noticeSet,
  quarantineKeys,
  reportOrder,
} from './0011-0016.ts'
import { indexWords } from './0017-index-words.ts'

export type Migration = {
  readonly up: (db: WriteDb, digest: Pick<DigestPort, 'record'>) => void
}

const steps: readonly Migration['up'][] = [
  initial,
  keeping,
  custody,
  contacts,
  attachments,
  backups,
  escrow,
  importNames,
  arrivals,
  lostFiles,
  reportOrder,
  claimsOfReports,
  quarantineKeys,
  filler,
  importParts,
  noticeSet,
  indexWords,
]

/**
 * In order: the n-th brings a database of version n-1 to version n. Never edited once released. A new
 * migration gets a file of its own, named by its number.
 */
export const migrations: readonly Migration[] = steps.map((up) => ({ up }))
