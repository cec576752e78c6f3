import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  buildPublication,
  filesBelow,
  openPart,
  openPublication,
  rephrase,
  writePublication,
} from '../../tests/e2e/hands/publications.ts'
import { letPass, readReview, stopping } from '../../tests/e2e/hands/review.ts'
import type { ReviewLine } from '../../tests/e2e/hands/review.ts'
import { addPhrase } from '../../tests/e2e/hands/sources.ts'
import { button } from '../../tests/e2e/hands/person.ts'
import type { Protection } from './protect-sources.ts'
import { narrowClaim, samplePhrases, samplePublication } from './sample-protection.ts'
import { must } from './steps.ts'

export interface Published {
  /** Where the six forms lie. */
  readonly folder: string
  readonly files: readonly string[]
  /** Lines of the review that a person let pass. */
  readonly passed: readonly ReviewLine[]
}

/** A public record of the case: stopped by a pool of three, put right, read beside the original. */
export const publishCase = async (protection: Protection, out: string): Promise<Published> => {
  const { person, camera, steps, names } = protection
  const both = (name: string): Promise<void> => camera.takeBoth(person, name)
  await steps.run('a public record of the case is built', () =>
    buildPublication(person, samplePublication, both),
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
    const isGone = async (): Promise<boolean> =>
      (await readReview(person)).every(
        ({ record }) => !record.includes(samplePhrases.tooNarrow.phrase),
      )
    // The review that was there is shown until the new one has been made.
    for (let looks = 0; looks < 20 && !(await isGone()); looks += 1) {
      await person.page.waitForTimeout(250)
    }
    must(await isGone(), 'the narrow phrase is still there')
  })
  const passed = await steps.run(
    'what is left is read and let pass with a reason',
    () =>
      letPass(
        person,
        () => 'Read twice: it stands in published articles and fits many people.',
        both,
      ),
    (lines) => `${String(lines.length)} lines`,
  )
  await steps.run('nothing stops it; read beside the original, and the exact file', async () => {
    await openPart(person, 'review')
    await person.page.getByText(person.text('review.clear')).waitFor({ timeout: 30_000 })
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
  return { folder, files: filesBelow(folder), passed }
}
