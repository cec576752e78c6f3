import { button, paste } from '../../tests/e2e/page-objects/person.ts'
import type { Person } from '../../tests/e2e/page-objects/person.ts'
import * as records from '../../tests/e2e/page-objects/records.ts'
import type { Camera } from './pictures.ts'
import { sampleCase } from './sample-case.ts'
import type { SampleReport } from './sample-case.ts'

const languageWord = (person: Person, language: SampleReport['language']): string =>
  person.text(`vocab.language.${language === 'zh' ? 'zh-Hans' : language}`)

/** Writes a report of the sample, translates it and files it. */
export const writeReport = async (
  person: Person,
  report: SampleReport,
  names: ReadonlyMap<string, string>,
  { byHand, camera }: { readonly byHand: boolean; readonly camera: Camera | undefined },
): Promise<void> => {
  await records.newReport(person)
  // By hand, the first paragraph is typed key by key; what follows is pasted, as from other notes.
  const [first = '', ...others] = report.body.split('\n\n')
  await records.writeText(person, {
    title: report.title,
    body: byHand ? first : report.body,
    fast: !byHand,
  })
  if (byHand) await paste(person, ['', ...others].join('\n\n'))
  await records.writeDetails(person, {
    caseTitle: sampleCase.title,
    sources: report.sources.map((key) => names.get(key) ?? key),
    eventDate: report.eventDate,
    place: report.place,
    language: languageWord(person, report.language),
    tags: report.tags,
    handling: 'permitted',
  })
  await records.saved(person)
  await records.titleField(person).scrollIntoViewIfNeeded()
  await camera?.takeBoth(person, 'report-draft')
  await records.writeTranslations(
    person,
    report.translations.map((each) => ({ ...each, language: languageWord(person, each.language) })),
  )
  await records.saved(person)
  await camera?.takeBoth(person, 'report-translating')
  await person.page.getByRole('tab', { name: person.text('reports.tabText') }).click()
  await button(person, 'reports.file').click()
  await button(person, 'reports.fileConfirm').waitFor()
  await camera?.takeBoth(person, 'report-filing')
  await button(person, 'reports.fileConfirm').click()
  await button(person, 'reports.revise').waitFor()
}
