import type { DigestPort } from '../context.ts'
import type { WriteDb } from '../db.ts'
import * as initial from './0001-initial.ts'
import * as keeping from './0002-keeping.ts'
import * as custody from './0003-custody.ts'
import * as contacts from './0004-contacts.ts'
import * as attachments from './0005-attachments.ts'
import * as backups from './0006-backups.ts'
import * as escrow from './0007-escrow.ts'
import * as importNames from './0008-import-names.ts'
import * as arrivals from './0009-arrivals.ts'
import * as lostFiles from './0010-lost-files.ts'
import * as reportOrder from './0011-report-order.ts'
import * as claimsOfReports from './0012-claims-of-reports.ts'
import * as quarantineKeys from './0013-quarantine-keys.ts'
import * as filler from './0014-filler.ts'
import * as importParts from './0015-import-parts.ts'
import * as noticeSet from './0016-notice-set.ts'

export type Migration = {
  readonly up: (db: WriteDb, digest: Pick<DigestPort, 'record'>) => void
}

/** In order: the n-th brings a database of version n-1 to version n. Never edited once released. */
export const migrations: readonly Migration[] = [
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
]
