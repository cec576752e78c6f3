import type { ClaimContent } from '../../../shared/claims.ts'
import { contentSchemas } from '../../../shared/content-schemas.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { limits } from '../../../shared/limits.ts'
import { titleOf } from '../../../shared/record-title.ts'
import type { ReportContent, Revision } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import { revisionsAt } from '../../exchange/filed-revisions.ts'
import { exportedFields, markedTexts } from './exported-fields.ts'
import type { Marks } from './exported-fields.ts'
import { createOwnOverrides } from './own-overrides.ts'
import { itemName } from './review-items.ts'
import type { ExportedText, FindingOverride, KnownOverrides, TextFinding } from './text-findings.ts'
import type { Pace } from '../../exchange/pace.ts'
import type { NameExceptions } from '../sealed-identities/name-exceptions.ts'
import type { LintPort } from '../lint/lint-port.ts'
import type { ReviewIssue } from './review-items.ts'
import { addOverrides, findingsInTexts } from './text-findings.ts'

/** The texts of one revision; short texts are joined, since one check is enough for them. */
type Texts = {
  /** The title of the record. */
  readonly name: string
  readonly texts: readonly { readonly text: string; readonly language: string }[]
  readonly known: ReportContent['overrides']
  /** The report that a claim's words come from; null for other records. */
  readonly of: RecordId | null
}

const inAnyLanguage = 'und'
const together = (lines: readonly string[]) => ({
  text: lines.filter((one) => one !== '').join('\n'),
  language: inAnyLanguage,
})

const textsIn = (fields: Marks, content: unknown): Texts['texts'] => {
  const texts = [...markedTexts(fields, content)]
  return [
    ...texts
      .filter(({ mark }) => mark === 'checked-alone')
      .map(({ text, language }) => ({ text, language: language ?? inAnyLanguage })),
    together(texts.filter(({ mark }) => mark === 'checked').map(({ text }) => text)),
  ]
}

/** @throws Failure 'withheld' for a kind of record that is not exported. */
const textsOf = ({ kind, content }: Revision): Texts => {
  const fields = exportedFields[kind]
  if (fields === 'not-exported') throw new Failure('withheld')
  const value: unknown = contentSchemas[kind].parse(JSON.parse(content))
  return {
    name: titleOf(kind, value),
    texts: textsIn(fields, value),
    known: kind === 'report' ? (value as ReportContent).overrides : [],
    of: kind === 'claim' ? ((value as ClaimContent).reportId as string as RecordId) : null,
  }
}

type TextOverride = ReportContent['overrides'][number]

const nameOf = ({ family, quote, reason }: TextOverride): string => `${family}\0${quote}\0${reason}`

type CheckedRevision = Omit<Texts, 'known'> & {
  readonly isPresent: boolean
  readonly known: readonly FindingOverride[]
}

/**
 * The overrides that apply to the current texts of a report. If two devices changed it
 * independently, an override applies only where each head has it or lacks the quote: one device may
 * have removed it. With more heads than one merge takes, each must have it: searching every text for
 * every quote would take hours.
 */
const currentOverrides = async (
  heads: readonly CheckedRevision[],
  within: () => Promise<void>,
): Promise<KnownOverrides> => {
  const known = heads.map((head) => addOverrides(new Map(), head.known))
  const every = new Map<string, FindingOverride>()
  for (const one of known) addOverrides(every, one.values())
  for (const [key, { quote }] of every) {
    await within()
    const applies = heads.every(
      ({ texts }, i) =>
        known[i]?.has(key) === true ||
        (heads.length <= limits.parents && !texts.some(({ text }) => text.includes(quote))),
    )
    if (!applies) every.delete(key)
  }
  return every
}

/**
 * The revisions of one record with their texts, oldest first, and the overrides of its current
 * heads.
 */
const readRecord = async (
  history: Iterable<Revision>,
  isHead: (revision: Revision) => boolean,
  us: AuthorKey,
  within: () => Promise<void>,
) => {
  const own = createOwnOverrides(us)
  const read: CheckedRevision[] = []
  for (const revision of history) {
    await within()
    const texts = textsOf(revision)
    own.add(revision, texts.known.map(nameOf))
    read.push({ isPresent: isHead(revision), ...texts })
  }
  for (const [i, revision] of read.entries()) {
    if (revision.known.length === 0) continue
    await within()
    const known = revision.known.map((one): FindingOverride => {
      return own.has(nameOf(one as TextOverride)) ? one : { ...one, isImported: true }
    })
    read[i] = { ...revision, known }
  }
  const present = read.filter(({ isPresent }) => isPresent)
  return {
    read,
    name: present.at(-1)?.name ?? null,
    overrides: await currentOverrides(present, within),
  }
}

/**
 * Every text in an export except its purpose, record by record. Older revisions are included, since
 * they are exported too. Equal texts of one record are yielded once. An override in the current
 * text of a report also applies to its older texts and to the words that claims took from it (a
 * file has reports before their claims). Overrides made in another vault are marked as theirs.
 *
 * @param isHead whether a revision is a current head of its record.
 * @param us the exporting author.
 * @param within called between two revisions.
 * @throws Failure 'withheld' for a record of a kind that is not exported; errors of `within`.
 */
export const exportedTexts = async function* (
  { revisions, records }: Pick<Gathered, 'revisions' | 'records'>,
  isHead: (revision: Revision) => boolean,
  us: AuthorKey,
  within: () => Promise<void>,
): AsyncGenerator<ExportedText[], void, void> {
  const overridesOf = new Map<RecordId, KnownOverrides>()
  for (const [subject, place] of records) {
    const { kind } = place
    const history = revisionsAt(revisions, place)
    const { read, name: present, overrides } = await readRecord(history, isHead, us, within)
    if (overrides.size > 0) overridesOf.set(subject, overrides)
    type Found = ExportedText & {
      readonly isPresent: boolean
      readonly earlier: Map<string, FindingOverride>
    }
    const found = new Map<string, Found>()
    for (const { isPresent, name, texts, known, of } of read) {
      await within()
      const current = overridesOf.get(of ?? subject)
      for (const { text, language } of texts) {
        if (text === '') continue
        const key = itemName(subject, language, text)
        const before = found.get(key)
        if (before?.isPresent === true) continue
        // A current text is checked against the current overrides only, since an earlier one may
        // have been removed.
        const earlier = (isPresent ? null : before?.earlier) ?? new Map<string, FindingOverride>()
        if (!isPresent) addOverrides(earlier, known)
        if (before !== undefined && !isPresent) continue
        found.set(key, {
          where: `${kind}-${subject}`,
          subject,
          place: kind,
          name: present ?? name,
          language,
          text,
          known: current === undefined ? [earlier] : [earlier, current],
          isPresent,
          earlier,
        })
      }
    }
    yield [...found.values()]
  }
}

/** Equal words of one record are one item; the item is open while one of its places is. */
const grouped = (spots: readonly TextFinding[]): ReviewIssue[] => {
  const groups = new Map<string, { readonly spot: TextFinding; count: number; isOpen: boolean }>()
  for (const spot of spots) {
    const group = groups.get(spot.item) ?? { spot, count: 0, isOpen: false }
    groups.set(spot.item, group)
    group.count += 1
    group.isOpen ||= !spot.isOverridden
  }
  return [...groups.values()].map(
    ({ spot: { isOverridden, reason, ...found }, count, isOpen }) => ({
      ...found,
      count,
      // A protected name can't be overridden, so its state is kept.
      state: found.family === 'name' ? found.state : isOpen ? 'blocks' : 'overridden',
      // A reason from another vault is shown, and settles nothing.
      reason: isOpen && isOverridden ? null : reason,
    }),
  )
}

/**
 * The findings of the checks in every exported text, including the purpose. Sequential, since the
 * checks have one thread and the editor uses it too.
 */
export const exportFindings = async (
  gathered: Gathered,
  {
    check,
    nameExceptions,
    us,
    purpose,
    isHead,
    phrases,
  }: {
    readonly check: LintPort
    readonly nameExceptions: NameExceptions
    readonly us: AuthorKey
    readonly purpose: { readonly text: string; readonly language: string }
    readonly isHead: (revision: Revision) => boolean
    readonly phrases: readonly string[]
  },
  pace: Pace,
): Promise<ReviewIssue[]> => {
  const why: ExportedText = {
    ...purpose,
    where: 'purpose',
    subject: null,
    place: 'purpose',
    name: '',
    known: [],
  }
  const spots: TextFinding[] = []
  let done = 0
  const look = async (texts: readonly ExportedText[]): Promise<void> => {
    for (const text of texts) {
      await pace(done, gathered.records.size)
      spots.push(...(await findingsInTexts(text, phrases, check, nameExceptions)))
    }
  }
  if (purpose.text !== '') await look([why])
  const within = (): Promise<void> => pace(done, gathered.records.size)
  for await (const texts of exportedTexts(gathered, isHead, us, within)) {
    await look(texts)
    done += 1
  }
  return grouped(spots)
}
