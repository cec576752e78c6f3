import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { inputsOf, pressAt } from './page-objects.ts'
import { heldAnswers } from './held-answers.ts'
import { mergeAnswers, waiting } from './merge-answers.ts'
import { recordId } from './records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

const other = recordId(22)
const byHand = '강가에서 들은 이야기이다.'
const confirm = () => page.getByRole('button', { name: 'Merge and sign' })
const title = () => page.getByRole('heading', { name: /^Merge versions/, level: 1 })
const area = async (): Promise<HTMLTextAreaElement> =>
  (await untilFound('main textarea')) as HTMLTextAreaElement

/** From the list of what waits: two records, whose merges are answered once they are let. */
const open = async () => {
  const held = heldAnswers('records.merge')
  const test = await openWindow({
    answers: {
      ...mergeAnswers,
      'records.conflicts': () => [
        ...waiting['records.conflicts'](),
        { id: other, kind: 'report' as const, title: 'Another' },
      ],
      ...held.answers,
    },
  })
  return { ...held, test }
}
const begin = async (at: 1 | 2): Promise<void> => {
  await goTo('exchange')
  await pressAt(`main li:nth-of-type(${at}) button`)
  await untilFound('main [role="radiogroup"]')
  await settle()
}
const writeByHand = async (words: string): Promise<void> => {
  ;(
    page.getByRole('radio', { name: 'Edit it myself', exact: true }).element() as HTMLElement
  ).click()
  await settle()
  await userEvent.fill(await area(), words)
}
/** Signs it, and does not wait for the answer. */
const sign = async ({ test }: Awaited<ReturnType<typeof open>>): Promise<void> => {
  await confirm().click()
  await expect.poll(() => inputsOf(test, 'records.merge').length).toBe(1)
  await settle()
}

describe('versions that are being put together', () => {
  it('take no words that would be in no version, until it is done', async () => {
    const desk = await open()
    await begin(1)
    await writeByHand(byHand)
    await sign(desk)
    await userEvent.click(await area())
    await userEvent.keyboard('{End} 더.')
    expect((await area()).value).toBe(byHand)
    desk.refuseAll()
    await settle()
    await userEvent.click(await area())
    await userEvent.keyboard('{End} 더.')
    expect((await area()).value).toBe(`${byHand} 더.`)
  })

  it('take none either where they were left and opened again', async () => {
    const desk = await open()
    await begin(1)
    await writeByHand(byHand)
    await sign(desk)
    await begin(1)
    await userEvent.click(await area())
    await userEvent.keyboard('{End} 더.')
    expect((await area()).value).toBe(byHand)
    await userEvent.click(confirm(), { force: true })
    desk.letAll()
    await settle()
    expect(inputsOf(desk.test, 'records.merge')).toHaveLength(1)
    await expect.element(title()).not.toBeInTheDocument()
  })

  it('close nothing that was opened since', async () => {
    const desk = await open()
    await begin(1)
    await writeByHand(byHand)
    await sign(desk)
    await begin(2)
    await writeByHand('Another')
    desk.letAll()
    await settle()
    await expect.element(title()).toBeVisible()
    expect((await area()).value).toBe('Another')
  })

  it('report the failure in any other view, and are kept', async () => {
    const desk = await open()
    await begin(1)
    await writeByHand(byHand)
    await sign(desk)
    await goTo('journal')
    desk.refuseAll()
    await expect.element(page.getByText('storage/records.merge')).toBeVisible()
    await begin(1)
    expect((await area()).value).toBe(byHand)
  })
})
