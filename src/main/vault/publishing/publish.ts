import { canonicalJson } from '../../../shared/canonical.ts'
import type { Out, Parsed } from '../../../shared/contract.ts'
import { Failure, isInDoubt } from '../../../shared/failure.ts'
import { RecordId } from '../../../shared/ids.ts'
import type { PublicationId } from '../../../shared/ids.ts'
import { recordFiles } from '../../../publication/formats.ts'
import { recordHtml } from '../../../publication/html.ts'
import { itemsOf } from '../../../publication/items.ts'
import type { PublicRecord } from '../../../publication/public-record.ts'
import {
  collectPaced,
  createYield,
  readAhead,
  readConsistent,
  runPaced,
} from '../../exchange/pace.ts'
import type { Store } from '../../store/store.ts'
import { assertCurrent } from '../session/based-on.ts'
import { openCosigner, assertSecondReader, signedOverrides } from '../reviewers/cosigner.ts'
import type { Cosigner } from '../reviewers/cosigner.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { readParts, readRecord, readRecordDigest, reviewDigest } from './publication-parts.ts'
import type { PublicationParts } from './publication-parts.ts'
import { readReview, reviewPublication } from './publication-review.ts'
import type { PublicationGrounds } from './publication-review.ts'
import { overriddenOf, assertNoBlockers } from '../review/review-items.ts'
import type { ReviewItem } from '../review/review-items.ts'
import { orNull } from '../session/or-null.ts'
import { printStripped } from '../session/printer.ts'
import type { PrintPort } from '../session/printer.ts'
import type { Session } from '../session/session.ts'
import { guardNames } from '../review/names-guard.ts'
import { publicFile, removePublicFiles, writePublicFiles } from './write-public-files.ts'
import type { PublicFile } from './write-public-files.ts'

const filesOf = async (
  record: PublicRecord,
  formats: Parsed<'publications.write'>['formats'],
  print: PrintPort,
): Promise<PublicFile[]> => {
  const files: PublicFile[] = []
  const next = createYield()
  const items = itemsOf(record)
  for (const format of new Set(formats)) {
    if (format === 'pdf') {
      const page = await collectPaced(recordHtml(record, items, true))
      const bytes = await printStripped(print, page.join(''))
      files.push(await publicFile('record.pdf', [bytes], next))
    } else {
      for (const { name, pieces } of recordFiles(record, format, items)) {
        files.push(await publicFile(name, pieces, next))
      }
    }
  }
  files.sort((a, b) => (a.name < b.name ? -1 : 1))
  const sums = files.map(({ name, digest }) => `${digest}  ${name}\n`)
  return [...files, await publicFile('SHA256SUMS', sums, next)]
}

/**
 * The records that get a journal line: everything that was printed. A source that was deleted or
 * never imported has none. Yields.
 */
const readSubjects = function* (
  store: Store,
  { claims, texts }: PublicationParts,
  grounds: PublicationGrounds,
): Generator<undefined, Set<RecordId>, void> {
  const subjects = new Set(
    [
      ...claims.flatMap(({ claim }) => (claim === null ? [] : [claim.id])),
      ...grounds.keys(),
      ...[...claims, ...texts].flatMap(({ phrase }) =>
        phrase === null ? [] : [phrase.id, phrase.content.sourceId],
      ),
    ].map((id) => RecordId.parse(id)),
  )
  for (const { sources } of grounds.values()) {
    for (const source of sources) {
      const id = RecordId.parse(source)
      const found = orNull(() => store.records.examine(id))?.record
      if (found?.removed === false) subjects.add(id)
      yield
    }
  }
  return subjects
}

/** The last check before writing, against the vault as it is then. Yields. */
const readLastCheck = function* (session: Session, id: PublicationId) {
  const { store } = session
  const days = session.days()
  const { content } = store.publications.get(id)
  const parts = yield* readParts(store, content)
  const printed = yield* readRecordDigest(yield* readRecord(content, parts))
  // Consent may have been withdrawn while the checks ran.
  const { items, grounds } = yield* readReview(session, { id, content }, parts)
  const subjects = yield* readSubjects(store, parts, grounds)
  const checked = yield* store.journal.readChecked(subjects)
  // No withdrawal may be missing from the review.
  yield* store.notices.check()
  return { content, days, printed, items, checked }
}

/**
 * The user decided on the overrides of the review, and a second reader signs those. An issue that
 * arose since may have an override of an earlier time.
 */
const assertOverridesSeen = (
  last: readonly ReviewItem[],
  reviewed: readonly ReviewItem[],
): void => {
  const seen = new Map(overriddenOf(reviewed).map(({ item, reason }) => [item, reason]))
  const isSeen = ({ item, reason }: ReviewItem): boolean => seen.get(item) === reason
  if (!overriddenOf(last).every(isSeen)) throw new Failure('conflict')
}

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
  const next = createYield()
  const parts = await readConsistent(store, () => readParts(store, content))
  const made = await runPaced(readRecord(content, parts), next)
  const printed = await runPaced(readRecordDigest(made), next)
  const files = await filesOf(made, formats, ports.print)
  await runPaced(session.identity.readNames(), next)
  const names = guardNames(session.identity.names, ports.check)
  const reviewed = await reviewPublication(session, { id, content }, names.check)
  assertNoBlockers(reviewed.items)
  assertCurrent(basedOn, reviewDigest(rev, reviewed.printed, reviewed.items))
  const day = session.today()
  const pace = async (): Promise<void> => {
    await next()
    // Throws if the vault was locked meanwhile.
    store.journal.tail()
  }
  const written = await writePublicFiles(parent, files, day, {
    pace,
    halfWritten: session.plaintextTempFiles,
  })
  try {
    const check = await readAhead(store, () => readLastCheck(session, id), next)

    // Synchronous from here on, so nothing can change.
    const last = check()
    if (
      canonicalJson(last.content) !== canonicalJson(content) ||
      last.printed !== printed ||
      reviewed.printed !== printed
    ) {
      throw new Failure('conflict')
    }
    // An embargo or a consent may have a day that began meanwhile.
    if (canonicalJson({ ...session.days() }) !== canonicalJson({ ...last.days })) {
      throw new Failure('conflict')
    }
    // The files have the day of their writing.
    if (session.today() !== day) throw new Failure('conflict')
    // If the key closed during the review, later texts were checked without its names.
    if (!names.areTheSame()) throw new Failure('conflict')
    assertNoBlockers(last.items)
    assertOverridesSeen(last.items, reviewed.items)
    assertSecondReader(session, cosigner)
    const cosignature = cosigner?.sign({
      what: 'publication',
      subject: id,
      day,
      files: files.map(({ name, digest }) => ({ name, digest: `sha256:${digest}` })),
      overrides: signedOverrides(overriddenOf(reviewed.items)),
    })
    const name = written.appear()
    try {
      // In one transaction: a publication in the journal was written completely.
      store.together(() => {
        if (cosignature !== undefined) {
          store.journal.noteCosigned(RecordId.parse(id), cosignature)
        }
        store.journal.noteChecked('record.published', last.checked)
        store.journal.noteRecord('record.published', RecordId.parse(id))
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
        digest: file.digest,
        bytes: file.bytes,
      })),
    }
  } finally {
    written.remove()
  }
}

/**
 * Writes a publication in the requested forms if its review passes at that moment. The written
 * content is the reviewed content: 'conflict' if it changed in between, if the review is not the
 * one that the user decided on, if the last check has an override that the review did not list, or
 * if the known protected names changed during the checks. With
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
