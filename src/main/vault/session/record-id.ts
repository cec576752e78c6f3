import { randomBytes } from 'node:crypto'

/** 128 random bits, as for record ids: they reveal neither time nor place. */
export const newRecordId = (): string => randomBytes(16).toString('hex')
