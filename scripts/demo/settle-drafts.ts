import {
  showFindings,
  allSettled,
  overrideFinding,
  replaceMarked,
  takeOutWords,
  waitForMarks,
} from '../../tests/e2e/page-objects/lint.ts'
import type { Mark } from '../../tests/e2e/page-objects/lint.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import * as records from '../../tests/e2e/page-objects/records.ts'
import type { CaseWork } from './demo.ts'
import { sampleCase } from './sample-case.ts'
import type { SampleDraft } from './sample-protection.ts'
import { must } from './steps.ts'
import { setLanguage } from './views.ts'

/** The findings in each draft, counted by family. */
export type MarksFound = Readonly<
  Partial<Record<SampleDraft['language'], Readonly<Record<string, number>>>>
>

const counted = (marks: readonly Mark[]): Readonly<Record<string, number>> => {
  const found: Record<string, number> = {}
  for (const { family } of marks) found[family] = (found[family] ?? 0) + 1
  return found
}

const bodyOf = (person: Person): Promise<string> =>
  records
    .editor(person)
    .evaluate((editor) =>
      [...editor.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
    )

/** One draft: typed with too much in it, its findings resolved in three ways, then filed. */
const settleDraft = async (
  { person, camera, names }: CaseWork,
  draft: SampleDraft,
): Promise<Readonly<Record<string, number>>> => {
  const { text } = person
  await records.newReport(person)
  await records.writeText(person, { title: draft.title, body: draft.body })
  await records.writeDetails(person, {
    caseTitle: sampleCase.title,
    sources: [names.get(draft.source) ?? ''],
    eventDate: '2023-10/..',
    handling: 'permitted',
    language: text(`vocab.language.${draft.language === 'zh' ? 'zh-Hans' : draft.language}`),
  })
  await records.saved(person)
  const found = counted(await waitForMarks(person, ['date', 'name', 'phrase']))
  await showFindings(person)
  await camera.takeBoth(person, `lint-${draft.language}-marked`)
  await replaceMarked(person, draft.replace)
  await takeOutWords(person, draft.takeOut)
  await overrideFinding(person, draft.keep.words, draft.keep.reason, () =>
    camera.takeBoth(person, `lint-${draft.language}-reason`),
  )
  await allSettled(person)
  await records.saved(person)
  must((await bodyOf(person)) === draft.settled, 'a draft was not settled as it should be')
  await showFindings(person)
  await camera.takeBoth(person, `lint-${draft.language}-settled`)
  await records.file(person)
  return found
}

/** The drafts of the sample, each written with the window in its own language. */
export const settleDrafts = async (work: CaseWork): Promise<MarksFound> => {
  const { person, steps, sample } = work
  const found: Partial<Record<SampleDraft['language'], Readonly<Record<string, number>>>> = {}
  let shown: SampleDraft['language'] = 'en'
  const show = async (language: SampleDraft['language']): Promise<void> => {
    if (language !== shown) await setLanguage(person, language)
    shown = language
  }
  for (const draft of sample.drafts) {
    found[draft.language] = await steps.run(
      `a draft in ${draft.language}: marks are replaced, taken out and let stand`,
      async () => {
        await show(draft.language)
        return settleDraft(work, draft)
      },
      (marks) =>
        Object.entries(marks)
          .map(([family, count]) => `${family} ${String(count)}`)
          .join(', '),
    )
  }
  await show('en')
  return found
}
