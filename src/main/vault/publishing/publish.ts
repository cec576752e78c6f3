import { utf8 } from '../../../crypto/bytes.ts'
import { canonicalJson } from '../../../shared/canonical.ts'
import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import { RecordId } from '../../../shared/ids.ts'
import type { SourceId } from '../../../shared/ids.ts'
import type { Report } from '../../../shared/records.ts'
import { recordFiles } from '../../../publication/formats.ts'
import { recordHtml } from '../../../publication/html.ts'
import { sha256 } from '../../../publication/items.ts'
import type { PublicRecord } from '../../../publication/public-record.ts'
import { createYield, runPaced } from '../../exchange/pace.ts'
import type { Store } from '../../store/store.ts'
import { assertCurrent } from '../session/based-on.ts'
import { openCosigner, assertSecondReader, signedOverrides } from '../reviewers/cosigner.ts'
import type { Cosigner } from '../reviewers/cosigner.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { publicationInputs } from './publication-inputs.ts'
import { partsOf, publicRecordOf, reviewDigest } from './publication-parts.ts'
import type { PublicationParts } from './publication-parts.ts'
import { reviewNow, reviewPublication } from './publication-review.ts'
import { overriddenOf, assertNoBlockers } from '../review/review-items.ts'
import { printStripped } from '../session/printer.ts'
import type { PrintPort } from '../session/printer.ts'
import type { Session } from '../session/session.ts'
import { guardNames } from '../review/names-guard.ts'
import { removePublicFiles, writePublicFiles } from './write-public-files.ts'
import type { PublicFile } from './write-public-files.ts'

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
        bytes: await printStripped(print, recordHtml(record, true)),
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

const presentOf = (store: Store, report: Report): SourceId[] =>
  [...publicationInputs(store, report).sources].filter(
    (id) => store.revisions.heads(RecordId.parse(id)) !== null,
  )

/**
 * The records that get a journal line: everything that was printed. A source that was deleted or
 * never imported has none.
 */
const subjectsOf = (store: Store, { claims, texts }: PublicationParts): Set<string> =>
  new Set(
    [...claims, ...texts].flatMap(({ report, phrase, ...part }) => [
      ...('claim' in part && part.claim !== null ? [part.claim.id] : []),
      ...(report === null ? [] : [report.id, ...presentOf(store, report)]),
      ...(phrase === null ? [] : [phrase.id, phrase.content.sourceId]),
    ]),
  )

type PublishPorts = { readonly check: LintPort; readonly print: PrintPort }

const publishWith = async (
  session: Session,
  { id, basedOn, formats, folder }: Parsed<'publications.write'>,
  ports: PublishPorts,
  cosigner: Cosigner | null,
): Promise<Out<'publications.write'>> => {
  const { store } = session
  const parent = session.files.path(folder)
  const { rev, content } = store.publications.get(id)
  const made = publicRecordOf(content, partsOf(store, content))
  const files = await filesOf(made, formats, ports.print)
  const names = guardNames(session.identity.names, ports.check)
  const items = await reviewPublication(session, { id, content }, names.check)
  // No withdrawal may be missing from the review.
  await runPaced(store.notices.check(), createYield())
  assertNoBlockers(items)
  assertCurrent(basedOn, reviewDigest(store, { rev, content }, items))

  // Synchronous from here on, so nothing can change.
  const now = store.publications.get(id).content
  const parts = partsOf(store, now)
  if (
    canonicalJson(now) !== canonicalJson(content) ||
    canonicalJson(publicRecordOf(now, parts)) !== canonicalJson(made)
  ) {
    throw new Failure('conflict')
  }
  // If the key closed during the review, later texts were checked without its names.
  if (!names.areTheSame()) throw new Failure('conflict')
  // Consent may have been withdrawn while the checks ran.
  assertNoBlockers(reviewNow(session, { id, content: now }))
  assertSecondReader(session, cosigner)
  const cosignature = cosigner?.sign({
    what: 'publication',
    subject: id,
    day: session.today(),
    files: files.map((file) => ({ name: file.name, digest: `sha256:${sha256(file.bytes)}` })),
    overrides: signedOverrides(overriddenOf(items)),
  })
  const name = writePublicFiles(parent, files, session.today())
  try {
    // In one transaction: a publication in the journal was written completely.
    store.together(() => {
      if (cosignature !== undefined) {
        store.journal.noteCosigned(RecordId.parse(id), cosignature)
      }
      for (const subject of [...subjectsOf(store, parts), id]) {
        store.journal.noteRecord('record.published', subject as RecordId)
      }
    })
  } catch (cause) {
    // If in doubt, the lines may have been recorded.
    if (!isInDoubt(cause)) removePublicFiles(parent, name)
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

/**
 * Writes a publication in the requested forms if its review passes at that moment. The written
 * content is the reviewed content: 'conflict' if it changed in between, if the review is not the
 * one that the user decided on, or if the known protected names changed during the checks. With
 * four eyes a second reader signs the exact bytes that are written; the reader's key is wiped
 * before this returns.
 *
 * @throws Failure 'withheld' with the blocking items; 'cosign-needed'; 'unverified' (with the field
 *   `cosign.reviewer`) and 'wrong-passphrase' of the second reader; 'conflict'; 'read-only';
 *   'storage'. Nothing is written then; after 'in-doubt' the files stay, and may be in the journal.
 */
export const publish = async (
  session: Session,
  input: Parsed<'publications.write'>,
  ports: PublishPorts,
): Promise<Out<'publications.write'>> => {
  if (session.mode === 'rescue') throw new Failure('read-only')
  const given = input.cosign ?? null
  assertSecondReader(session, given)
  const cosigner = given === null ? null : await openCosigner(session, given)
  try {
    return await publishWith(session, input, ports, cosigner)
  } finally {
    cosigner?.wipe()
  }
}
