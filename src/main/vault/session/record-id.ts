import { randomBytes } from 'node:crypto'

/** 128 random bits, as the ids of records are: nothing of when or where shows in them. */
export const newRecordId = (): string => randomBytes(16).toString('hex')
