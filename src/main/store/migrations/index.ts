import type { WriteDb } from '../db.ts'
import * as initial from './0001-initial.ts'
import * as backups from './0004-backups.ts'

/** In order: the n-th brings a database of version n-1 to version n. Never edited once released. */
export const migrations: readonly { readonly up: (db: WriteDb) => void }[] = [initial, backups]
