import { canonicalJson } from '../../../shared/canonical.ts'
import type { AuthorKey, RecordId, ReportId, SourceId, StateDigest } from '../../../shared/ids.ts'
import type { PoolLimits } from '../../../shared/pools.ts'
import type { Revision, Source } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import { readAhead, runPaced } from '../../exchange/pace.ts'
import type { Pace } from '../../exchange/pace.ts'
import type { OwnEscrow } from '../../store/escrows.ts'
import type { Store } from '../../store/store.ts'
import { stateDigest } from '../session/based-on.ts'
import { audiencesOf, consentTo, isEmbargoed, plainAudience } from '../custody/consent.ts'
import type { Days } from '../session/days.ts'
import { ofPhrase, readJointPools } from './export-pools.ts'
import { exportFindings } from './export-findings.ts'
import { orNull as foundOrNull } from '../session/or-null.ts'
import type { UnlockedIdentities } from '../sealed-identities/unlocked-identities.ts'
import type { LintPort } from '../lint/lint-port.ts'
import { readOrigins, readPersons } from '../custody/origins.ts'
import { phrasesIn, reportsIn } from './reports-in-file.ts'
import type { Head, ReportInFile } from './reports-in-file.ts'
import { applyOverrides, itemName } from './review-items.ts'
import type { Decisions, ReviewIssue, ReviewItem } from './review-items.ts'
import { personConsents, withdrewBefore } from '../custody/source-consent.ts'
import type { PersonConsents } from '../custody/source-consent.ts'
import { readAdvisoryAuthors } from '../custody/valid-advisories.ts'
import { uncheckedNames } from './names-unchecked.ts'

export type ExportReview = {
  readonly items: ReviewItem[]
  /** Reports with a blocking item, each with the records that have the items. */
  readonly held: { report: ReportId; by: RecordId[] }[]
  /** The heads of each reviewed record at the time of the review. */
  readonly heads: ReadonlyMap<RecordId, readonly string[]>
  /**
   * Reads consent again, since it may be withdrawn during the review. Yields.
   *
   * @returns whether every reviewed record is unchanged: ask it at once, before anything leaves.
   */
  readonly readAgain: (pace: Pace) => Promise<() => boolean>
}

export type ExportInputs = {
  readonly store: Store
  /** The exporting author. */
  readonly us: AuthorKey
  readonly days: Days
  readonly pools: PoolLimits
  readonly check: LintPort
  readonly identity: UnlockedIdentities
  readonly purpose: { readonly text: string; readonly language: string }
  readonly decided: Decisions
  /** Pseudonyms of the verified contacts among the recipients. */
  readonly reached: readonly string[]
}

type SourceInputs = Pick<ExportInputs, 'store' | 'days' | 'reached'> & {
  readonly consents: PersonConsents
}

const asRecord = (id: ReportId | SourceId): RecordId => id as string as RecordId

const nameOf = ({ content }: Source): string =>
  content.kind === 'protected' ? content.codeName : content.name

/**
 * Sharing with a desk needs its own consent. Consent to internal use does not cover every desk, but
 * it may cover the user's own: so it is a warning, not a block. The same applies to consent for
 * named audiences, unless the file goes to a verified contact with another name.
 */
const consentItem = (
  { days, reached, consents }: SourceInputs,
  source: Source,
): ReviewIssue | null => {
  const { id, content } = source
  const consent = consents.consentOf(source, 'share-desk')
  const about = nameOf(source)
  const at = { kind: 'consent', subject: id, place: 'source', name: about, about } as const
  switch (consent) {
    case 'withdrawn':
      return { ...at, item: `consent:${id}:withdrawn`, state: 'blocks', notOverridable: true }
    case 'valid': {
      const audiences = audiencesOf(content.consents, 'share-desk', days)
      if (audiences.length === 0) return { ...at, item: `consent:${id}`, state: 'ok' }
      const agreed = new Set(audiences.map(plainAudience))
      const others = reached.filter((name) => !agreed.has(plainAudience(name))).sort()
      const named = { ...at, about: audiences.join(', ') } as const
      if (others.length === 0) return { ...named, item: `consent:${id}:audience`, state: 'warns' }
      // The item name includes these contacts, so that a reason for them does not apply to others.
      const item = `consent:${id}:audience:${itemName(id, 'audience', others.join('\n'))}`
      return { ...named, item, state: 'blocks', about: `${others.join(', ')} ≠ ${named.about}` }
    }
    case 'none':
      // A source on the record need not be asked again.
      if (content.kind === 'on-record') return null
      return consentTo(content.consents, 'internal', days) === 'valid'
        ? { ...at, item: `consent:${id}:internal`, state: 'warns' }
        : { ...at, item: `consent:${id}`, state: 'blocks' }
  }
}

const ofSource = (grounds: SourceInputs, id: SourceId): ReviewIssue[] => {
  const source = foundOrNull(() => grounds.store.sources.get(id))
  const at = { subject: id, place: 'source' } as const
  if (source === null) {
    // A withdrawal remains in effect after its source is deleted.
    if (withdrewBefore(grounds.store, id)) {
      const item = `consent:${id}:withdrawn`
      return [{ ...at, item, kind: 'consent', state: 'blocks', notOverridable: true, name: '' }]
    }
    // The source was deleted but the report still contains its statements, so its consent is
    // unknown.
    return [{ ...at, item: `consent:${id}:gone`, kind: 'consent', state: 'blocks', name: '' }]
  }
  const consent = consentItem(grounds, source)
  const { content } = source
  const about = nameOf(source)
  const alone: ReviewIssue = {
    ...at,
    item: `do-not-contact:${id}`,
    kind: 'do-not-contact',
    state: 'warns',
    name: about,
    about,
  }
  return [...(consent === null ? [] : [consent]), ...(content.doNotContact ? [alone] : [])]
}

const ofReport = (id: ReportId, heads: readonly Head[], days: Days): ReviewIssue[] => {
  const name = heads[0]?.title ?? ''
  const at = { state: 'blocks', subject: id, place: 'report', name } as const
  const embargoes = heads.filter(({ handling }) => isEmbargoed(handling, days))
  const conditions = heads.filter(({ handling }) => handling.level === 'conditions')
  return [
    ...embargoes.map(({ handling: { until } }): ReviewIssue => {
      return { ...at, item: `embargo:${id}:${until}`, kind: 'embargo', about: until }
    }),
    ...conditions.map(({ handling: { note } }): ReviewIssue => {
      const item = `handling:${id}:${itemName(id, 'handling', note)}`
      return { ...at, item, kind: 'handling', about: note }
    }),
  ]
}

/**
 * An export includes older revisions and the files that only they name. If a redacted copy is
 * exported, its original and any earlier copy are exported too, and they still show the redacted
 * content.
 */
const ofFiles = (id: ReportId, { heads, files, cleaned, redacted }: ReportInFile): ReviewIssue[] =>
  [...files.values()]
    .filter(({ digest }) => !cleaned.has(digest) || redacted.has(digest))
    .map(({ digest, name: about }) => {
      const kind = redacted.has(digest) ? 'shows-redacted' : 'not-cleaned'
      return {
        item: `${kind}:${id}:${digest}`,
        kind,
        state: 'blocks',
        subject: id,
        place: 'report',
        name: heads[0]?.title ?? '',
        about,
      }
    })

const headsOf = (store: Store, id: RecordId): readonly string[] =>
  store.revisions.heads(id)?.heads ?? []

/**
 * Lists the items to settle before these records are exported. Blocking: every finding of the
 * checks in any text of any revision, and a text that could not be checked; hidden characters; a
 * source that was not asked or withdrew consent; an embargo; handling conditions; an attached file
 * that was not cleaned; phrases that fit too few people, alone or combined.
 * Warnings: sources that agreed to internal use only, sources marked do-not-contact, and protected
 * names that were not checked. Everything except withdrawn consent and protected names can be
 * overridden with a reason.
 *
 * @param pace called between texts; an error that it throws ends the review.
 * @throws Failure 'withheld' for a record of a kind that is not exported; 'tampered', 'damaged'.
 */
export const reviewExport = async (
  gathered: Gathered,
  grounds: ExportInputs,
  pace: Pace,
): Promise<ExportReview> => {
  const { store, days, pools, decided } = grounds
  const heads = new Map<RecordId, readonly string[]>(gathered.heads)
  const everyHead = new Set([...heads.values()].flat())
  const isHead = ({ id }: Revision): boolean => everyHead.has(id)
  const phrases = await phrasesIn(gathered, isHead, pace)
  const reports = await reportsIn(gathered, isHead, phrases, pace)
  const sources = new Set([...reports.values()].flatMap((report) => [...report.sources]))
  for (const id of [...sources].map(asRecord)) {
    if (!heads.has(id)) heads.set(id, headsOf(store, id))
    await pace(0, 0)
  }
  /** Consent, and the joint pools of phrases: both follow records that may not be in the file. */
  const ofSources = function* (): Generator<undefined, ReviewIssue[], void> {
    const originOf = yield* readOrigins(store)
    yield* readAdvisoryAuthors(store, yield* readPersons(originOf, sources))
    const consents = personConsents(store, originOf, days)
    const issues: ReviewIssue[] = []
    for (const id of [...sources].sort()) {
      yield* consents.read(id, 'share-desk')
      issues.push(...ofSource({ ...grounds, consents }, id))
      yield
    }
    return [...issues, ...(yield* readJointPools({ store, pools, originOf }, phrases, nameOf))]
  }
  // Before and after the checks: the key may be closed or opened while they run.
  const unchecked = uncheckedNames(grounds)
  const asked = await runPaced(ofSources(), pace)
  const found = [
    ...asked,
    ...[...reports].flatMap(([id, report]) => ofReport(id, report.heads, days)),
    ...[...reports].flatMap(([id, report]) => ofFiles(id, report)),
    ...phrases.map((phrase) => ofPhrase(phrase, pools)),
  ]
  const spots = await exportFindings(
    gathered,
    {
      ...grounds,
      nameExceptions: grounds.identity.nameExceptions,
      isHead,
      phrases: phrases.map(({ content }) => content.phrase),
    },
    pace,
  )
  const items = applyOverrides(
    [...unchecked, ...uncheckedNames(grounds), ...found, ...spots],
    decided,
  )
  const against = new Set<string>(
    items.flatMap(({ state, subject }) =>
      state === 'blocks' && subject !== null ? [subject] : [],
    ),
  )
  const held = [...reports]
    .map(([report, { carries }]) => {
      return { report, by: [...carries].filter((id) => against.has(id)) as RecordId[] }
    })
    .filter(({ by }) => by.length > 0)
  const isUnchanged = function* (
    issues: readonly ReviewIssue[],
  ): Generator<undefined, boolean, void> {
    for (const [id, then] of heads) {
      if (canonicalJson([...headsOf(store, id)].sort()) !== canonicalJson([...then].sort())) {
        return false
      }
      yield
    }
    return JSON.stringify(issues) === JSON.stringify(asked)
  }
  // Consent may be withdrawn without a change of the source record: by an advisory, a journal line,
  // or another source that is the same person. Each of them is a line of the journal.
  const readAgain = (calmly: Pace): Promise<() => boolean> =>
    readAhead(
      store,
      function* () {
        return yield* isUnchanged(yield* ofSources())
      },
      calmly,
    )
  return { items, held, heads, readAgain }
}

/** Identifies a reviewed export: its contents, recipients and review items. */
export const exportDigest = (
  {
    gathered,
    heads,
    items,
    keptBack,
  }: Pick<ExportReview, 'heads' | 'items'> & {
    readonly gathered: Gathered
    readonly keptBack: number
  },
  recipients: readonly string[],
  escrow: OwnEscrow | null,
): StateDigest => {
  const parts = function* (): Generator<unknown, void, void> {
    yield [recipients, escrow?.escrow.serial ?? null]
    yield [gathered.reports, gathered.draftsLeftOut, keptBack]
    yield* gathered.records.keys()
    yield* heads
    yield* items
  }
  return stateDigest(parts())
}
