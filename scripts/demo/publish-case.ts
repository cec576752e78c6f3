import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildPublication,
  filesBelow,
  openPart,
  openPublication,
  rephrase,
  writePublication,
} from '../../tests/e2e/page-objects/publications.ts'
import { overrideIssues, readReview, stopping } from '../../tests/e2e/page-objects/review.ts'
import type { ReviewLine } from '../../tests/e2e/page-objects/review.ts'
import { addPhrase } from '../../tests/e2e/page-objects/sources.ts'
import { button } from '../../tests/e2e/page-objects/person.ts'
import { waitUntil } from '../../tests/e2e/waiting.ts'
import { checkRecord } from './check-record.ts'
import type { RecordCheck } from './check-record.ts'
import type { CaseWork } from './demo.ts'
import { neverToLeave } from './never-to-leave.ts'
import { narrowClaim, samplePhrases } from './sample-protection.ts'
import { must } from './steps.ts'

export type Published = {
  /** The folder of the six forms. */
  readonly folder: string
  readonly files: readonly string[]
  /** Overridden lines of the review. */
  readonly overrides: readonly ReviewLine[]
}

const told = (lines: readonly ReviewLine[]): string =>
  lines.map(({ state, record, words }) => `[${state}] ${record}: ${words}`).join(' / ')

/** A public record of the case: blocked by a pool of three, corrected, read beside the original. */
export const publishCase = async (work: CaseWork): Promise<Published> => {
  const { person, camera, steps, names, sample, out } = work
  const both = (name: string): Promise<void> => camera.takeBoth(person, name)
  await steps.run('a public record of the case is built', () =>
    buildPublication(person, sample.publication, both),
  )
  await steps.run(
    'its review stops it: one phrase fits three people',
    async () => {
      await openPart(person, 'review')
      const stopped = await stopping(person)
      must(
        stopped.some(({ record }) => record.includes(samplePhrases.tooNarrow.phrase)),
        'a phrase that fits three people does not stop the publication',
      )
      await both('review-blocked')
      await openPart(person, 'writeTab')
      must(
        await button(person, 'publications.write').isDisabled(),
        'a publication that is stopped can be written',
      )
      return stopped
    },
    (stopped) => `${String(stopped.length)} lines stop it`,
  )
  await steps.run('a coarser phrase, with a larger pool and its basis', async () => {
    await addPhrase(person, names.get('delegation') ?? '', {
      ...samplePhrases.delegation,
      language: person.text('vocab.language.en'),
    })
    await openPublication(person)
    await rephrase(person, narrowClaim, samplePhrases.delegation.phrase)
    await openPart(person, 'review')
    let lines: readonly ReviewLine[] = []
    await waitUntil(
      async () => {
        lines = await readReview(person)
        return lines.every(({ record }) => !record.includes(samplePhrases.tooNarrow.phrase))
      },
      () => `the review still names the narrow phrase: ${told(lines)}`,
    )
  })
  const overrides = await steps.run(
    'what is left is read and overridden with a reason',
    () =>
      overrideIssues(
        person,
        () => 'Read twice: it stands in published articles and fits many people.',
        both,
      ),
    (lines) => `${String(lines.length)} lines`,
  )
  await steps.run('nothing stops it; read beside the original, and the exact file', async () => {
    await openPart(person, 'review')
    // Ready, or with points to look at: names, while the identity key is locked.
    await person.page
      .getByText(/Nothing blocks this/)
      .first()
      .waitFor()
    await both('review-ready')
    await openPart(person, 'compare')
    await person.page.getByRole('table').first().waitFor()
    await both('beside-the-original')
    await openPart(person, 'exact')
    await person.page.locator('pre').waitFor()
    await both('exact-file')
  })
  const folder = join(out, 'public-record')
  const files = await steps.run(
    'it is written in six forms',
    async () => {
      mkdirSync(folder, { recursive: true })
      const written = await writePublication(person, folder)
      await both('publication-written')
      return written
    },
    (written) => `${String(written.length)} files`,
  )
  must(files.length >= 8, 'a form is missing')
  return { folder, files: filesBelow(folder), overrides }
}

/** Searches every file of the written record for what must not leave. */
export const searchRecord = (
  { steps, names, passphrase }: CaseWork,
  { folder, files, overrides }: Published,
): Promise<RecordCheck> =>
  steps.run(
    'the public record is searched for what must not leave',
    () => checkRecord(folder, files, neverToLeave(names, passphrase), overrides),
    (checked) =>
      `${String(checked.bytes)} bytes, ${String(checked.wordsSearchedFor)} words, none found`,
  )
