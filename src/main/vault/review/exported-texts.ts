import { attachedFiles } from '../../../shared/attachments.ts'
import { AttributionContent, ClaimContent } from '../../../shared/claims.ts'
import type { AuthorKey, RecordId } from '../../../shared/ids.ts'
import { CaseContent, ReportContent, SourceContent } from '../../../shared/records.ts'
import type { Revision } from '../../../shared/records.ts'
import type { Gathered } from '../../exchange/gather.ts'
import { chosenFrom } from '../../exchange/sequence.ts'
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
const together = (lines: readonly (string | undefined)[]) => ({
  text: lines.filter((one) => one !== undefined && one !== '').join('\n'),
  language: inAnyLanguage,
})

const textsOfReport = (content: ReportContent): Texts => ({
  name: content.title,
  texts: [
    ...[content, ...content.translations].flatMap(({ title, body, language }) =>
      [title, body].map((text) => ({ text, language })),
    ),
    together([
      content.place.text,
      content.handling.note,
      ...content.tags,
      ...content.translations.flatMap(({ translator, editor }) => [translator, editor]),
      ...content.overrides.flatMap(({ quote, reason }) => [quote, reason]),
      ...attachedFiles(content).map(({ name }) => name),
    ]),
  ],
  known: content.overrides,
  of: null,
})

/** Whoever speaks on the record is named in it, and means to be. */
const textsOfSource = (content: SourceContent): Texts => ({
  name: content.kind === 'protected' ? content.codeName : content.name,
  texts: [
    together([
      content.codeName,
      content.note,
      content.reliabilityReason,
      ...content.consents.flatMap(({ audience, note }) => [audience, note]),
      ...content.risks.map(({ note }) => note),
      content.jointPool?.basis,
    ]),
  ],
  known: [],
  of: null,
})

const textsOf = ({ kind, content }: Revision): Texts => {
  const value: unknown = JSON.parse(content)
  switch (kind) {
    case 'report':
      return textsOfReport(ReportContent.parse(value))
    case 'source':
      return textsOfSource(SourceContent.parse(value))
    case 'case': {
      const { title, question } = CaseContent.parse(value)
      return { name: title, texts: [together([title, question])], known: [], of: null }
    }
    case 'attribution': {
      const { phrase, organisation, basis } = AttributionContent.parse(value)
      return { name: phrase, texts: [together([phrase, organisation, basis])], known: [], of: null }
    }
    case 'claim': {
      const claim = ClaimContent.parse(value)
      const { quote, statement, act, whom, byWhom, from, to, credibilityReason } = claim
      return {
        name: statement,
        texts: [
          together([quote, statement, act, whom, byWhom, from.text, to.text, credibilityReason]),
        ],
        known: [],
        of: claim.reportId as string as RecordId,
      }
    }
    case 'publication':
      return { name: '', texts: [], known: [], of: null }
  }
}

type Override = ReportContent['overrides'][number]

const nameOf = ({ family, quote, reason }: Override): string => `${family}\0${quote}\0${reason}`

const namesIn = (content: string): string[] =>
  ReportContent.parse(JSON.parse(content)).overrides.map(nameOf)

type Head = Pick<Texts, 'texts'> & { readonly known: readonly FindingOverride[] }

/**
 * What is let stand in a report's present texts. Where two devices changed it apart, one of them may
 * have thought better of it: then it is not.
 */
const standing = (heads: readonly Head[]): FindingOverride[] =>
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
 */
export function* exportedTexts(
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
