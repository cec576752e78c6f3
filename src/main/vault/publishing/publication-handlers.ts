import type { Publication, PublicationContent } from '../../../shared/claims.ts'
import type { VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import { PublicationId, RecordId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { recordFiles } from '../../../publication/formats.ts'
import { readPage } from '../../../publication/html-parts.ts'
import { createYield, readAhead, readConsistent, runPaced } from '../../exchange/pace.ts'
import type { NamedRecord } from '../../store/named-records.ts'
import type { Store } from '../../store/store.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { cosignedIn } from '../reviewers/cosignature.ts'
import { daysOf } from '../custody/export-history.ts'
import { readParts, readRecord, reviewDigest } from './publication-parts.ts'
import { isReady, reviewPublication } from './publication-review.ts'
import { publish } from './publish.ts'
import type { PrintPort } from '../session/printer.ts'
import { publicationWithoutNames } from '../identities/strip-name-overrides.ts'
import { phrasesOf, readUnprinted } from '../review/printed-phrases.ts'
import { newRecordId } from '../session/record-id.ts'
import { signRevision } from '../session/revise.ts'
import { claimSourcesOf } from '../custody/claim-sources.ts'
import type { Session } from '../session/session.ts'

/** The beginning of a file: no more is made of it. Yields after each piece. */
const readBeginning = function* (
  pieces: Iterable<string>,
): Generator<undefined, { readonly text: string; readonly isWhole: boolean }, void> {
  const parts: string[] = []
  let length = 0
  for (const piece of pieces) {
    parts.push(piece)
    length += piece.length
    if (length > limits.publicationShown) {
      const text = parts.join('').slice(0, limits.publicationShown)
      // No half of a surrogate pair at the end.
      return { text: text.replace(/[\ud800-\udbff]$/, ''), isWhole: false }
    }
    yield
  }
  return { text: parts.join(''), isWhole: true }
}

type PublicationChannel = Extract<keyof VaultHandlers, `publications.${string}`>
type StoredPublication = NamedRecord<PublicationId, PublicationContent>

/** References of earlier contents, by the record that they print. */
const knownParts = <T>(parts: readonly T[], idOf: (part: T) => string): Map<string, T[]> => {
  const known = new Map<string, T[]>()
  for (const part of parts) {
    const same = known.get(idOf(part))
    if (same === undefined) known.set(idOf(part), [part])
    else same.push(part)
  }
  return known
}

/**
 * New references of a publication must exist here and fit together; earlier ones may have been
 * deleted since, which its review lists. Yields between the records.
 *
 * @param before earlier content: empty for a new publication, several for merged versions.
 * @throws Failure 'invalid'
 */
export const readPublicationCheck = function* (
  { store }: Session,
  before: readonly PublicationContent[],
  content: PublicationContent,
): Generator<undefined, void, void> {
  const fields = new Set<string>()
  const refuseUnless = (holds: boolean, field: string): void => {
    if (!holds) fields.add(`content.${field}`)
  }
  const { caseId, claims, reports } = content
  const claimsBefore = before.flatMap((one) => one.claims)
  const knownClaims = knownParts(claimsBefore, ({ claimId }) => claimId)
  const reportsBefore = before.flatMap((one) => one.reports)
  const knownReports = knownParts(reportsBefore, ({ reportId }) => reportId)
  if (!before.some((one) => one.caseId === caseId)) store.cases.get(caseId)
  const parts = yield* readParts(store, content)
  refuseUnless(new Set(claims.map((one) => one.claimId)).size === claims.length, 'claims')
  refuseUnless(new Set(reports.map((one) => one.reportId)).size === reports.length, 'reports')
  for (const [i, { printed, claim, report, phrase }] of parts.claims.entries()) {
    const known = knownClaims.get(printed.claimId) ?? []
    if (known.length === 0) refuseUnless(claim !== null, `claims.${i}.claimId`)
    if (
      printed.attributionId !== null &&
      !known.some((one) => one.attributionId === printed.attributionId)
    ) {
      const named = report?.content.sourceIds ?? []
      const speakers = claim === null ? [] : claimSourcesOf(claim.content, named)
      refuseUnless(
        speakers.includes(phrase?.content.sourceId as never),
        `claims.${i}.attributionId`,
      )
    }
    yield
  }
  for (const [i, { printed, report, revision, phrase }] of parts.texts.entries()) {
    const known = knownReports.get(printed.reportId) ?? []
    if (!known.some((one) => one.revision === printed.revision)) {
      refuseUnless(revision !== null, `reports.${i}.revision`)
    }
    if (
      printed.attributionId !== null &&
      !known.some((one) => one.attributionId === printed.attributionId)
    ) {
      const fits = report?.content.sourceIds.includes(phrase?.content.sourceId as never) ?? false
      refuseUnless(fits, `reports.${i}.attributionId`)
    }
    const length = revision?.body.length ?? Number.MAX_SAFE_INTEGER
    refuseUnless(
      printed.redactions.every(({ start, end }) => start < end && end <= length),
      `reports.${i}.redactions`,
    )
    yield
  }
  if (fields.size > 0) throw new Failure('invalid', { fields: [...fields] })
}

/** @throws Failure 'conflict' if the window asks about a revision that is not the current one. */
const atRev = ({ store }: Session, id: PublicationId, rev: number): StoredPublication => {
  const stored = store.publications.get(id)
  if (stored.rev !== rev) throw new Failure('conflict')
  return stored
}

/** Every save of a publication is a signed revision, and so is every reason of an override. */
export const publicationHandlers = (
  session: () => Session,
  ports: { readonly check: LintPort; readonly print: PrintPort },
): Pick<VaultHandlers, PublicationChannel> => {
  const withDays = (
    store: Store,
    stored: StoredPublication,
    cosignatures = store.journal.cosignatures(),
  ): Publication => ({
    ...stored,
    written: [...new Set(daysOf(store, stored.id, 'record.published'))],
    cosigned: cosignedIn(cosignatures, 'publication', stored.id, null),
  })
  return {
    'publications.list': async () => {
      const { store } = session()
      const cosignatures = store.journal.cosignatures()
      const next = createYield()
      const found: Publication[] = []
      for (const stored of store.publications.each()) {
        found.push(withDays(store, stored, cosignatures))
        await next()
      }
      return found
    },
    'publications.get': ({ id }) => withDays(session().store, session().store.publications.get(id)),
    'publications.save': async ({ id: known, rev, content: given }) => {
      const open = session()
      const { store } = open
      const content = publicationWithoutNames(given)
      const check = await readAhead(
        store,
        function* () {
          const before = known === null ? null : store.publications.get(known)
          // The check compares with the version that the user changed.
          if (before !== null && before.rev !== rev) throw new Failure('conflict')
          yield* readPublicationCheck(open, before === null ? [] : [before.content], content)
          return before?.content ?? null
        },
        createYield(),
      )
      const id = known ?? PublicationId.parse(newRecordId())
      const subject = RecordId.parse(id)
      // Synchronous from here on, so nothing can change.
      const before = check()
      const revision = signRevision(open, { subject, kind: 'publication', content })
      const had = new Set(before?.overrides.map((one) => JSON.stringify(one)))
      const fresh = content.overrides.filter((one) => !had.has(JSON.stringify(one)))
      const reason = [...new Set(fresh.map((one) => one.reason))].join('\n')
      // In one transaction, so that no reason is stored without its journal line.
      const saved = store.together(() => {
        const stored = store.publications.save({ id, rev, content, revision })
        if (fresh.length > 0) store.journal.noteOverrides([{ subject, reason }])
        return stored
      })
      open.emit({ kind: 'changed' })
      return withDays(store, saved)
    },
    'publications.review': async ({ id, rev }) => {
      const open = session()
      const reviewed = atRev(open, id, rev)
      const { items, printed } = await reviewPublication(open, reviewed, ports.check)
      return { basedOn: reviewDigest(rev, printed, items), items, ready: isReady(items) }
    },
    'publications.preview': async ({ id, rev, format }) => {
      const open = session()
      const { store } = open
      const { content } = atRev(open, id, rev)
      const next = createYield()
      const parts = await readConsistent(store, () => readParts(store, content))
      const record = await runPaced(readRecord(content, parts), next)
      const [file] = recordFiles(record, format)
      const { text, isWhole } = await runPaced(readBeginning(file?.pieces ?? []), next)
      const page = format === 'html' ? readPage(text) : null
      const visible = page?.text ?? text
      const findings = await ports.check({
        text: visible,
        language: content.language,
        subject: null,
      })
      if (findings === null) return { text, isWhole, findings }
      const left = await runPaced(readUnprinted(visible, findings, phrasesOf(record)), next)
      return { text, isWhole, findings: page === null ? left : left.map(page.onPage) }
    },
    'publications.write': (input) => publish(session(), input, ports),
  }
}
