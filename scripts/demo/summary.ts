import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Begun } from './begin.ts'
import type { RecordCheck } from './check-record.ts'
import type { CaseWork } from './demo.ts'
import type { Published } from './publish-case.ts'
import type { ReadOut } from './read-export.ts'
import { reportsIn } from './sample.ts'
import type { MarksFound } from './settle-drafts.ts'

/** The results of the main workflow. */
export type Done = {
  readonly vault: string
  readonly marks: MarksFound
  readonly published: Published
  readonly record: RecordCheck
  readonly file: string
  readonly inside: ReadOut
} & Omit<Begun, 'person'>

/** SHA-256 of a file, in hexadecimal. */
const sha256 = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex')

/** The files of a folder, without those of its folders, and their bytes. */
const sizesIn = (folder: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => [each.name, statSync(join(folder, each.name)).size]),
  )

/** The part of `summary.json` about the main workflow, once the app is closed. */
export const summaryOf = (
  { camera, out, passphrase, sample }: CaseWork,
  {
    seccomp,
    networkNamespace,
    firstNote,
    code,
    vault,
    marks,
    published,
    record,
    file,
    inside,
  }: Done,
) => ({
  renderer: { seccomp },
  networkNamespace,
  firstNote,
  counts: {
    cases: 1,
    sources: sample.sources.length,
    reports: reportsIn(sample),
    claims: sample.claims.length,
    translations: sample.reports.reduce((sum, each) => sum + each.translations.length, 0),
    pictures: camera.taken().length,
    recordsInExport: inside.bundle.records.length,
    sealsInExport: inside.bundle.seals.size,
  },
  protection: {
    marks,
    overridden: published.overrides.length,
    publicRecord: record,
  },
  bytes: {
    export: statSync(file).size,
    exportDecrypted: inside.bytes,
    vault: sizesIn(vault),
  },
  digests: {
    algorithm: 'sha256',
    [basename(file)]: sha256(file),
    'desk.agekey': sha256(join(out, 'desk.agekey')),
    exportDecrypted: inside.sha256,
    'vault/header': sha256(join(vault, 'header')),
    'vault/notes.db': sha256(join(vault, 'notes.db')),
  },
  vault: { passphrase, recoveryCode: code },
})
