import type { Locator } from 'playwright'
import { waitUntil } from '../waiting.ts'
import { button } from './person.ts'
import type { Person } from './person.ts'

/** The review that the app shows before an export. */
const checklist = ({ page, text }: Person): Locator =>
  page.getByRole('region', { name: text('review.title'), exact: true })

/** Waits until the review is complete and shown. */
export const reviewed = async (person: Person): Promise<void> => {
  const { page, text } = person
  await checklist(person).waitFor()
  await page.getByText(text('review.checking')).waitFor({ state: 'detached' })
}

export type ReviewLine = {
  readonly state: 'blocks' | 'warns' | 'overridden' | 'ok'
  /** The record with the issue. */
  readonly record: string
  readonly words: string
}

/** All lines of the review, including folded ones. */
export const readReview = async (person: Person): Promise<ReviewLine[]> => {
  await reviewed(person)
  const list = checklist(person)
  // Only the first lines are shown, and what is fine is folded and not drawn until it is open.
  await waitUntil(
    () =>
      list.evaluate((all) => {
        const more = all.querySelector<HTMLElement>(':scope > [data-more] button')
        const closed = [...all.querySelectorAll('details')].filter(({ open }) => !open)
        for (const each of closed) each.open = true
        more?.click()
        return closed.length === 0 && more === null
      }),
    () => 'a part of the review does not open',
  )
  const lines = await list.locator('li[data-state]').evaluateAll((found) => {
    const squeeze = (words: string | null | undefined): string =>
      (words ?? '').replaceAll(/\s+/g, ' ').trim()
    return found.map((line) => ({
      state: line.getAttribute('data-state') ?? '',
      record: squeeze(line.querySelector('[data-where]')?.textContent),
      words: squeeze((line as HTMLElement).innerText),
    }))
  })
  return lines.map(({ state, ...line }) => ({ ...line, state: state as ReviewLine['state'] }))
}

/** The lines that block the review, for an error message. */
const told = async (person: Person): Promise<string> =>
  (await stopping(person)).map(({ record, words }) => `${record}: ${words}`).join(' / ')

export const stopping = async (person: Person): Promise<ReviewLine[]> =>
  (await readReview(person)).filter(({ state }) => state === 'blocks')

/**
 * Overrides the issues that block the review, one after the other, each with a reason.
 *
 * @returns the overridden lines.
 */
export const overrideIssues = async (
  person: Person,
  reasonFor: (line: ReviewLine) => string,
  at: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<ReviewLine[]> => {
  const { page, text } = person
  const overridden: ReviewLine[] = []
  const open = checklist(person).locator('[data-override]')
  for (;;) {
    const lines = (await stopping(person)).filter(({ words }) =>
      words.includes(text('review.override')),
    )
    const [line] = lines
    if (line === undefined) return overridden
    const before = await open.count()
    await open.first().click()
    const reason = page.getByRole('dialog').getByLabel(text('review.reason'), { exact: true })
    await reason.fill(reasonFor(line))
    if (overridden.length === 0) await at('override')
    await button(person, 'review.overrideNow').click()
    await reason.waitFor({ state: 'detached' })
    overridden.push(line)
    await waitUntil(
      async () => (await open.count()) < before,
      async () => `an overridden item still stops it: ${await told(person)}`,
    )
  }
}
