import type { ClaimContent } from '../../../shared/claims.ts'
import { contentSchemas } from '../../../shared/content-schemas.ts'
import { Failure } from '../../../shared/failure.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { titleOf } from '../../../shared/record-title.ts'
import { ReportContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import { chosenFrom } from '../../exchange/sequence.ts'
import { exportedFields, markedTexts } from './exported-fields.ts'
import type { Marks } from './exported-fields.ts'
import { ownOverrides } from './own-overrides.ts'
import { itemName } from './review-items.ts'
import type { ExportedText, FindingOverride } from './text-findings.ts'

/** The texts of one revision; short ones together, since one look is enough for them. */
type Texts = {
  /** What the record is called. */
  readonly name: string
  readonly texts: readonly { readonly text: string; readonly language: string }[]
  readonly known: ReportContent['overrides']
  /** The report whose words these are; null: it is by itself. */
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

const namesIn = (content: string): string[] =>
  ReportContent.parse(JSON.parse(content)).overrides.map(nameOf)

type TextHead = Pick<Texts, 'texts'> & { readonly known: readonly FindingOverride[] }

/**
 * What is let stand in a report's present texts. Where two devices changed it apart, one of them may
 * have thought better of it: then it is not.
 */
const standing = (heads: readonly TextHead[]): FindingOverride[] =>
  heads
    .flatMap(({ known }) => known)
    .filter(({ family, quote }) =>
      heads.every(
        ({ known, texts }) =>
          known.some((one) => one.family === family && one.quote === quote) ||
          !texts.some(({ text }) => text.includes(quote)),
      ),
    )

/** One record's revisions with their texts, oldest first, and what its present ones say. */
const readRecord = (
  history: readonly Revision[],
  isHead: (revision: Revision) => boolean,
  us: AuthorKey,
) => {
  const own = history[0]?.kind === 'report' ? ownOverrides(history, us, namesIn) : new Set<string>()
  const read = history.map((revision) => {
    const { known, ...rest } = textsOf(revision)
    return {
      isPresent: isHead(revision),
      ...rest,
      known: known.map((one): FindingOverride => {
        return own.has(nameOf(one)) ? one : { ...one, isTheirs: true }
      }),
    }
  })
  const present = read.filter(({ isPresent }) => isPresent)
  return { read, name: present.at(-1)?.name ?? null, stands: standing(present) }
}

/**
 * Every text in an export but its purpose, record by record, older revisions included, since they
 * leave too. The same text of one record comes once. What was let stand in the present text of a
 * report is let stand in its older ones and in the words that claims took from it: a file has reports
 * before their claims. What somebody else let stand before it came here is marked as theirs.
 *
 * @param isHead is this revision one of its record's present ones?
 * @param us who exports.
 * @throws Failure 'withheld' for a record of a kind that is not exported.
 */
export const exportedTexts = function* (
  { revisions, records }: Pick<Gathered, 'revisions' | 'records'>,
  isHead: (revision: Revision) => boolean,
  us: AuthorKey,
): Generator<ExportedText[], void, void> {
  const stoodIn = new Map<RecordId, readonly FindingOverride[]>()
  for (const [subject, { kind, at }] of records) {
    const { read, name: present, stands } = readRecord([...chosenFrom(revisions, at)], isHead, us)
    if (stands.length > 0) stoodIn.set(subject, stands)
    const found = new Map<string, ExportedText & { readonly isPresent: boolean }>()
    for (const { isPresent, name, texts, known, of } of read) {
      // A present text is judged by what stands now: somebody may have thought better of it.
      const stood = [...(isPresent ? [] : known), ...(stoodIn.get(of ?? subject) ?? [])]
      for (const { text, language } of texts) {
        if (text === '') continue
        const key = itemName(subject, language, text)
        const before = found.get(key)
        if (before?.isPresent === true) continue
        found.set(key, {
          where: `${kind}-${subject}`,
          subject,
          place: kind,
          name: present ?? name,
          language,
          text,
          known: before === undefined || isPresent ? stood : [...before.known, ...known],
          isPresent,
        })
      }
    }
    yield [...found.values()]
  }
}
