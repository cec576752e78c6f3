import type { Locator } from 'playwright'
import { button } from './person.ts'
import type { Person } from './person.ts'

/** The checklist that the app fills in before something leaves. */
const checklist = ({ page, text }: Person): Locator =>
  page.getByRole('region', { name: text('review.title'), exact: true })

const slow = { timeout: 45_000 }

/** Everything was looked over, and the list stands. */
export const reviewed = async (person: Person): Promise<void> => {
  const { page, text } = person
  await checklist(person).waitFor(slow)
  await page.getByText(text('review.checking')).waitFor({ ...slow, state: 'detached' })
}

export interface ReviewLine {
  readonly state: string
  /** In which record it stands. */
  readonly record: string
  readonly words: string
}

/** All lines of the review, folded ones too. */
export const readReview = async (person: Person): Promise<ReviewLine[]> => {
  await reviewed(person)
  const list = checklist(person)
  // Groups hold records, and what is closed holds nothing.
  for (let depth = 0; depth < 2; depth += 1) {
    await list.locator('details').evaluateAll((all) => {
      for (const each of all) (each as HTMLDetailsElement).open = true
    })
    await person.page.waitForTimeout(50)
  }
  return list.locator('li').evaluateAll((lines) => {
    const squeeze = (words: string | null | undefined): string =>
      (words ?? '').replaceAll(/\s+/g, ' ').trim()
    return lines.map((line) => {
      const record = line.closest('details')
      const group = record?.parentElement?.closest('details')
      return {
        state: squeeze(group?.querySelector('summary')?.querySelector('span')?.textContent),
        record: squeeze(record?.querySelector('summary')?.textContent),
        words: squeeze((line as HTMLElement).innerText),
      }
    })
  })
}

export const stopping = async (person: Person): Promise<ReviewLine[]> =>
  (await readReview(person)).filter(({ state }) => state === person.text('review.state.blocks'))

/**
 * Lets what stops it pass, one after the other, each with a reason.
 *
 * @returns what was let pass.
 */
export const letPass = async (
  person: Person,
  reasonFor: (line: ReviewLine) => string,
  at: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<ReviewLine[]> => {
  const { page, text } = person
  const passed: ReviewLine[] = []
  const open = checklist(person).locator('[data-pass]')
  for (;;) {
    const lines = (await stopping(person)).filter(({ words }) =>
      words.includes(text('review.override')),
    )
    const [line] = lines
    if (line === undefined) return passed
    const before = await open.count()
    await open.first().click()
    const reason = page.getByRole('dialog').getByLabel(text('review.reason'), { exact: true })
    await reason.fill(reasonFor(line))
    if (passed.length === 0) await at('override')
    await button(person, 'review.letPass').click()
    await reason.waitFor({ state: 'detached' })
    passed.push(line)
    for (let tries = 0; (await open.count()) >= before; tries += 1) {
      if (tries > 200) throw new Error('an item that was let pass still stops it')
      await page.waitForTimeout(50)
    }
  }
}
