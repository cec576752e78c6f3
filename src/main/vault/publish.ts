import { utf8 } from '../../crypto/bytes.ts'
import { canonicalJson } from '../../shared/canonical.ts'
import type { Out, Parsed } from '../../shared/contract.ts'
import { Failure } from '../../shared/failure.ts'
import type { RecordId } from '../../shared/ids.ts'
import { recordFiles } from '../../record/formats.ts'
import { recordHtml } from '../../record/html.ts'
import { sha256 } from '../../record/items.ts'
import type { PublicRecord } from '../../record/public-record.ts'
import { stripPdf } from '../../record/strip-pdf.ts'
import { refuseWithheld } from './export-review.ts'
import type { LintPort } from './lint-port.ts'
import { partsOf, publicRecordOf } from './publication-parts.ts'
import type { PublicationParts } from './publication-parts.ts'
import { reviewNow, reviewPublication } from './publication-review.ts'
import type { Session } from './session.ts'
import { removePublicFiles, writePublicFiles } from './write-public-files.ts'
import type { PublicFile } from './write-public-files.ts'

/** Makes a PDF of a page that stands alone. @throws Failure 'internal'. */
export type PrintPort = (html: string) => Promise<Uint8Array>

const filesOf = async (
  record: PublicRecord,
  formats: Parsed<'publications.write'>['formats'],
  print: PrintPort,
): Promise<PublicFile[]> => {
  const files: PublicFile[] = []
  for (const format of new Set(formats)) {
    if (format === 'pdf') {
      files.push({
        name: 'record.pdf',
        bytes: await stripPdf(await print(recordHtml(record, true))),
      })
    } else {
      files.push(
        ...recordFiles(record, format).map(({ name, text }) => ({ name, bytes: utf8(text) })),
      )
    }
  }
  files.sort((a, b) => (a.name < b.name ? -1 : 1))
  const sums = files.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join('')
  return [...files, { name: 'SHA256SUMS', bytes: utf8(sums) }]
}

/** Everything that was printed gets its line, so that each record's own journal tells. */
const subjectsOf = ({ claims, texts }: PublicationParts): Set<string> =>
  new Set(
    [...claims, ...texts].flatMap(({ report, phrase, ...part }) => [
      ...('claim' in part && part.claim !== null ? [part.claim.id] : []),
      ...(report === null ? [] : [report.id, ...report.content.sourceIds]),
      ...(phrase === null ? [] : [phrase.id]),
    ]),
  )

/**
 * Writes a publication in the forms that were asked for, if its review holds at that moment. What is
 * written is what was reviewed: a change in between is a conflict.
 *
 * @throws Failure 'withheld' with the items that block; 'conflict'; 'read-only'; 'storage'.
 */
export const publish = async (
  session: Session,
  { id, formats, folder }: Parsed<'publications.write'>,
  ports: { readonly check: LintPort; readonly print: PrintPort },
): Promise<Out<'publications.write'>> => {
  const { store } = session
  if (session.mode === 'rescue') throw new Failure('read-only')
  const parent = session.files.path(folder)
  const { content } = store.publications.get(id)
  const made = publicRecordOf(content, partsOf(store, content))
  const files = await filesOf(made, formats, ports.print)
  refuseWithheld(await reviewPublication(session, content, ports.check))

  // From here on nothing waits, so nothing can change under it.
  const now = store.publications.get(id).content
  const parts = partsOf(store, now)
  if (
    canonicalJson(now) !== canonicalJson(content) ||
    canonicalJson(publicRecordOf(now, parts)) !== canonicalJson(made)
  ) {
    throw new Failure('conflict')
  }
  // Consent may have been taken back while the checks ran.
  refuseWithheld(reviewNow(session, now))
  const name = writePublicFiles(parent, files, session.today())
  try {
    for (const subject of [...subjectsOf(parts), id]) {
      store.journal.noteRecord('record.published', subject as RecordId)
    }
  } catch (cause) {
    removePublicFiles(parent, name)
    throw cause
  }
  session.emit({ kind: 'changed' })
  return {
    files: files.map((file) => ({
      name: `${name}/${file.name}`,
      digest: sha256(file.bytes),
      bytes: file.bytes.length,
    })),
  }
}
