import type { Locator } from 'playwright'
import { choose, goTo, press, scopeTo } from './person.ts'
import type { Person } from './person.ts'
import { waitUntil } from '../waiting.ts'
import { editor, listed } from './records.ts'
import { beginning } from './words.ts'

/** The report with this title, in the list as it is shown. */
export const openReport = async (person: Person, title: string): Promise<void> => {
  await goTo(person, 'reports')
  await listed(person)
    .getByRole('button', { name: beginning(title) })
    .click()
  await editor(person).waitFor()
}

/** Selects words in the editor by its own search, which leaves what it found selected. */
export const selectInText = async (person: Person, words: string): Promise<void> => {
  const { page } = person
  await editor(person).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+F')
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(words)
  // The panel reads its field on keyup.
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
}

export type ClaimToMark = {
  /** Words of the report that state it. */
  readonly quote: string
  readonly statement: string
  readonly act?: string
  readonly whom?: string
  readonly byWhom?: string
  readonly from?: string
  readonly to?: string
  readonly when?: string
  readonly about?: number
  readonly credibility: '1' | '2' | '3' | '4' | '5' | '6'
  readonly reason: string
  readonly link?: { readonly kind: 'supports' | 'contradicts' | 'same-origin'; readonly to: string }
}

/** Marks words of the report that is open as a claim. */
export const markClaim = async (
  person: Person,
  claim: ClaimToMark,
  at: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> => {
  const { page, text } = person
  await selectInText(person, claim.quote)
  await press(person, 'claims.mark')
  const form = page.getByRole('region', { name: text('claims.markTitle') })
  const field = (key: string): Locator => form.getByLabel(text(key), { exact: true })
  await form.getByLabel(beginning(text('claims.statement'))).fill(claim.statement)
  await form.getByText(text('claims.moreFields')).click()
  const fields = [
    ['claims.act', claim.act],
    ['claims.whom', claim.whom],
    ['claims.byWhom', claim.byWhom],
    ['claims.from', claim.from],
    ['claims.to', claim.to],
    ['claims.when', claim.when],
    ['claims.credibilityReason', claim.reason],
  ] as const
  for (const [key, words] of fields) if (words !== undefined) await field(key).fill(words)
  if (claim.about !== undefined) {
    await choose(person, text('claims.howMany'), text('vocab.count.about'), form)
    await field('claims.low').fill(String(claim.about))
  }
  const grade = text('vocab.reliability.graded', {
    grade: claim.credibility,
    meaning: text(`vocab.credibility.${claim.credibility}`),
  })
  await choose(person, text('claims.credibility'), grade, form)
  if (claim.link !== undefined) {
    await choose(person, text('claims.linkKind'), text(`vocab.claimLink.${claim.link.kind}`), form)
    const to = field('claims.linkTo')
    const add = form.getByRole('button', { name: text('claims.linkAdd'), exact: true })
    await to.fill(claim.link.to)
    // Scrolling the field into view closes the list of offers, also a moment later: then it is opened
    // again. Once an offer is chosen, these keys would have nothing to choose from.
    await waitUntil(
      async () => {
        if (await add.isEnabled()) return true
        await to.press('ArrowDown')
        await to.press('Enter')
        return add.isEnabled()
      },
      async () => `no claim is chosen; the field says "${await to.inputValue()}"`,
    )
    await add.click()
  }
  await at('claim')
  await form.getByRole('button', { name: text('claims.save'), exact: true }).click()
  await form.waitFor({ state: 'detached' })
}

/** All claims of a case by origins. @returns the table's rows as read. */
export const openMatrix = async (person: Person, caseTitle: string): Promise<string[]> => {
  const { page } = person
  await goTo(person, 'matrix')
  await scopeTo(person, caseTitle)
  const rows = page.getByRole('table').getByRole('row')
  await rows.nth(1).waitFor()
  return (await rows.allInnerTexts()).slice(1)
}
