import { prepareExport } from '../../tests/e2e/page-objects/exchange.ts'
import type { Whom } from '../../tests/e2e/page-objects/exchange.ts'
import { button, goTo } from '../../tests/e2e/page-objects/person.ts'
import { openPart, openPublication } from '../../tests/e2e/page-objects/publications.ts'
import { stopping } from '../../tests/e2e/page-objects/review.ts'
import { openSource, withdrawConsents } from '../../tests/e2e/page-objects/sources.ts'
import type { CaseWork } from './demo.ts'
import { must } from './steps.ts'

export type Withdrawn = {
  /** Lines of each review that nothing settles any more. */
  readonly exportStopped: number
  readonly publicationStopped: number
}

/** One source withdraws its consent: no more exports with it, and earlier exports are marked. */
export const withdraw = async (work: CaseWork, whom: Whom): Promise<Withdrawn> => {
  const { person, camera, steps, names } = work
  const { page, text } = person
  const name = names.get('detention') ?? ''
  const countBlockers = async (): Promise<number> =>
    (await stopping(person)).filter(
      ({ record, words }) => record.includes(name) && words.includes(text('review.notOverridable')),
    ).length

  await steps.run('one source takes its consent back', async () => {
    await withdrawConsents(person, name)
    await openSource(person, name)
    await page.getByText(text('consent.goneTitle')).waitFor()
    await page
      .getByRole('list', { name: text('consent.title'), exact: true })
      .last()
      .scrollIntoViewIfNeeded()
    await camera.takeBoth(person, 'consent-withdrawn')
  })
  const exportStopped = await steps.run(
    'an export that carries it is stopped, whatever the reason',
    async () => {
      await prepareExport(person, { whom, purpose: 'Once more, to the same desk' })
      const stopped = await countBlockers()
      must(stopped > 0, 'an export without consent is not stopped')
      must(await button(person, 'exchange.save').isDisabled(), 'it can be written all the same')
      await camera.takeBoth(person, 'export-withdrawn')
      return stopped
    },
    (lines) => `${String(lines)} lines`,
  )
  const publicationStopped = await steps.run(
    'so is the public record',
    async () => {
      await openPublication(person)
      await openPart(person, 'review')
      const stopped = await countBlockers()
      must(stopped > 0, 'a publication without consent is not stopped')
      await camera.takeBoth(person, 'publication-withdrawn')
      await openPart(person, 'writeTab')
      must(
        await button(person, 'publications.write').isDisabled(),
        'it can be written all the same',
      )
      return stopped
    },
    (lines) => `${String(lines)} lines`,
  )
  await steps.run('what had gone out is marked, and all that the source appears in', async () => {
    await goTo(person, 'exchange')
    const past = page.getByRole('table')
    await past.waitFor()
    await past.scrollIntoViewIfNeeded()
    await camera.takeBoth(person, 'exports-marked')
    await openSource(person, name)
    await page.getByRole('button', { name: text('consent.showAll'), exact: true }).click()
    await page.getByRole('heading', { name: text('sources.foundTitle', { name }) }).waitFor()
    await page.getByText(text('sources.foundReading')).waitFor({ state: 'detached' })
    await camera.takeBoth(person, 'found-out')
  })
  return { exportStopped, publicationStopped }
}
