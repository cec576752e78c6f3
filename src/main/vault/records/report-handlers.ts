import type { VaultHandlers } from '../../../shared/contract.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AttributionId, SourceId } from '../../../shared/ids.ts'
import { RecordId, ReportId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { RevisionRow } from '../../../shared/records.ts'
import { createYield, readConsistent, runPaced } from '../../exchange/pace.ts'
import type { StoredRevision } from '../../store/revisions.ts'
import { wasPrinted } from './attribution-handlers.ts'
import { assertMayRevise } from '../session/may-revise.ts'
import { queueCorrection } from '../custody/advisories.ts'
import { orNull } from '../session/or-null.ts'
import { reportWithoutNames } from '../identities/strip-name-overrides.ts'
import { newRecordId } from '../session/record-id.ts'
import { isAuthentic, signRevision } from '../session/revise.ts'
import type { Session } from '../session/session.ts'
import { readHeadConsents, recordWithdrawal } from '../custody/source-consent.ts'

type ReportChannel =
  Extract<keyof VaultHandlers, `reports.${string}`> | 'records.remove' | 'records.restore'

const rowOf = (session: Session, { revision, isHead }: StoredRevision): RevisionRow => {
  const { id, subject, kind, parents, author, day } = revision
  return { id, subject, kind, parents, author, day, isHead, byUs: author === session.author }
}

/** Whether a save adds an override, or changes the reason of one. */
const addsOverride = (before: ReportContent | null, { overrides }: ReportContent): boolean => {
  const had = before?.overrides ?? []
  return overrides.some(
    ({ family, quote, reason }) =>
      !had.some((one) => one.family === family && one.quote === quote && one.reason === reason),
  )
}

/** A text that is no longer has no more words than a record may have, whatever title is beside it. */
const shortest = limits.differentWords / 2

/** Part of a report, with the overrides of what it says. */
const partOf = (content: ReportContent, part: Partial<ReportContent>): ReportContent => {
  const { attachments, ...rest } = { ...content, ...part }
  const texts = [
    ...[rest, ...rest.translations].flatMap(({ title, body }) => [title, body]),
    ...(attachments ?? []).map(({ name }) => name),
  ]
  const overrides = rest.overrides.filter(({ quote }) => texts.some((one) => one.includes(quote)))
  return { ...rest, overrides, ...(attachments !== undefined && { attachments }) }
}

/**
 * A report that is too long for one record, as several that are shorter: its text and each
 * translation; or one of these in two halves. The files are with the first.
 *
 * @throws Failure 'too-big' if its text is not what is too long.
 */
const cutReport = (content: ReportContent): readonly ReportContent[] => {
  const { body, translations } = content
  const [first] = translations
  if (first !== undefined && (translations.length > 1 || body !== '')) {
    return [
      partOf(content, { translations: [] }),
      ...translations.map((one) =>
        partOf(content, { body: '', attachments: undefined, translations: [one] }),
      ),
    ]
  }
  const text = first?.body ?? body
  if (text.length <= shortest) {
    if (content.overrides.length === 0) throw new Failure('too-big')
    return [{ ...content, overrides: [] }]
  }
  const middle = Math.trunc(text.length / 2)
  // Not in the middle of a pair.
  const to = (text.codePointAt(middle - 1) ?? 0) > 0xffff ? middle + 1 : middle
  return [text.slice(0, to), text.slice(to)].map((half, at) =>
    partOf(content, {
      ...(first === undefined ? { body: half } : { translations: [{ ...first, body: half }] }),
      ...(at > 0 && { attachments: undefined }),
    }),
  )
}

/** Part of a transaction: stores the content as new drafts, in pieces where it is too long. */
const saveCopies = (store: Session['store'], content: ReportContent): void => {
  const id = ReportId.parse(newRecordId())
  try {
    // Too long is said before anything is written.
    store.reports.save({ id, rev: 0, content })
  } catch (cause) {
    if (!(cause instanceof Failure) || cause.code !== 'too-big') throw cause
    for (const piece of cutReport(content)) saveCopies(store, piece)
    return
  }
  if (addsOverride(null, content)) store.journal.noteRecord('lint.overridden', RecordId.parse(id))
}

/** A report is a draft until it is filed; filing signs its content permanently. */
export const reportHandlers = (session: () => Session): Pick<VaultHandlers, ReportChannel> => {
  const changed = <T>(result: T): T => {
    session().emit({ kind: 'changed' })
    return result
  }
  return {
    'reports.list': (filter) => {
      const { store } = session()
      return readConsistent(store, store.reports.readList(filter))
    },
    'reports.get': ({ id }) => session().store.reports.get(id),
    'reports.save': ({ id: known, rev, content: given }) => {
      const { store } = session()
      const content = reportWithoutNames(given)
      const before = known === null ? null : store.reports.get(known).content
      const id = known ?? ReportId.parse(newRecordId())
      // Refused on save, before the user types more: a report that can't be filed here must not
      // become a draft.
      assertMayRevise(session(), RecordId.parse(id))
      // In one transaction, so that no override is stored without its journal line.
      const saved = store.together(() => {
        const report = store.reports.save({ id, rev, content })
        if (addsOverride(before, content)) {
          store.journal.noteRecord('lint.overridden', RecordId.parse(id))
        }
        return report
      })
      return changed(saved)
    },
    'reports.saveCopies': ({ content }) => {
      const { store } = session()
      store.together(() => saveCopies(store, reportWithoutNames(content)))
      return changed({})
    },
    'reports.file': ({ id, rev }) => {
      const open = session()
      const draft = open.store.reports.get(id).content
      const content = reportWithoutNames(draft)
      if (`${content.title}${content.body}`.trim() === '') {
        throw new Failure('invalid', { fields: ['content.body'] })
      }
      const revision = signRevision(open, { subject: RecordId.parse(id), kind: 'report', content })
      const filed = open.store.together(() => {
        // A draft from an older version of the app may contain name overrides; the stored content
        // must equal the signed one.
        const clean = content === draft ? rev : open.store.reports.save({ id, rev, content }).rev
        const report = open.store.reports.file({ id, rev: clean, revision })
        queueCorrection(open, revision)
        return report
      })
      return changed(filed)
    },
    'reports.discardDraft': ({ id, rev }) => changed(session().store.reports.discardDraft(id, rev)),
    'reports.revisions': async ({ id }) => {
      const open = session()
      const next = createYield()
      const rows: RevisionRow[] = []
      for (const stored of open.store.revisions.each(RecordId.parse(id))) {
        rows.push(rowOf(open, stored))
        await next()
      }
      return rows
    },
    'reports.revision': ({ id }) => {
      const stored = session().store.revisions.get(id)
      if (stored.revision.kind !== 'report') throw new Failure('not-found')
      return {
        row: rowOf(session(), stored),
        content: ReportContent.parse(JSON.parse(stored.revision.content)),
        verified: isAuthentic(stored.revision),
      }
    },
    'records.remove': async ({ id, rev }) => {
      const open = session()
      const { store } = open
      // Whether a source withdrew is noted with its deletion, in one step.
      await runPaced(readHeadConsents(store, id as string as SourceId), createYield())
      // A published phrase must stay: the check of all phrases together needs it.
      const phrase = orNull(() => store.attributions.get(id as string as AttributionId))
      if (phrase !== null && wasPrinted(open, id)) throw new Failure('in-use')
      store.together(() => {
        recordWithdrawal(store, id as string as SourceId)
        store.records.remove(id, rev)
      })
      return changed({})
    },
    'records.restore': ({ id }) => {
      session().store.records.restore(id)
      return changed({})
    },
  }
}
