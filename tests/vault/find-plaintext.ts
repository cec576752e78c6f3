import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readVault } from '../format/second-reader.ts'
import { passphrase } from './harness.ts'

/** Words that occur only in the records of these tests. */
export const canaries = [
  'zqcase',
  'zqsource',
  'zqnote',
  'zqbody',
  '북송',
  'zqtitle',
  'zqclaim',
  'zqphrase',
  'zqfile',
  'zqinside',
  'zqreason',
  'zqpurpose',
]
export const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))

/** The canaries in any file of a closed vault, or in any decrypted page of its database. */
export const findPlaintext = async (folder: string, words = passphrase): Promise<string[]> => {
  const { database } = await readVault(folder, { passphrase: words })
  const all = [database, ...filesUnder(folder).map((path) => readFileSync(path))]
  return canaries.filter((word) => all.some((bytes) => bytes.includes(word)))
}
