import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { Out } from '../../src/shared/contract.ts'
import { packLists } from './packed-lists.ts'
import type { Answers } from './answers.ts'
import { expectAccessible } from './checks.ts'
import { called, last, press } from './page-objects.ts'
import { cannedRecords, recordId, stateDigest } from './records.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(closeWindow)

type Notice = Out<'custody.of'>['notices'][number]
type Told = Partial<Pick<Notice, 'kind' | 'name' | 'text' | 'uses' | 'isAnswered'>>

const notice = (subject: string, told: Told) => ({
  subject,
  subjectKind: 'report' as const,
  name: '',
  kind: 'correction' as const,
  day: '2024-04-02',
  author: '77B0-12AA-93FE-0C4D',
  from: { state: 'verified' as const, pseudonym: 'Egret' },
  text: '',
  uses: [],
  isAnswered: false,
  ...told,
})
const preview = (notices: ReturnType<typeof notice>[]): Answers => ({
  'imports.preview': () => ({
    basedOn: stateDigest,
    exportId: 'i7',
    sender: 'abcd',
    senderIsUs: false,
    from: { state: 'verified', pseudonym: 'Egret' },
    isSetAside: false,
    day: '2024-04-12',
    purpose: '',
    seen: false,
    cameBefore: false,
    notices,
    items: [],
    needs: packLists([]),
    escrow: null,
  }),
})

it('a file’s preview lists withdrawals and corrections by source and record, and can be noted alone', async () => {
  const test = await openWindow({
    answers: preview([
      {
        ...notice(recordId(11), {
          kind: 'withdrawal',
          name: 'Quiet Heron',
          uses: ['share-desk', 'publish-attributed'],
        }),
      },
      notice(recordId(99), { text: 'The day was another one.' }),
    ]),
  })
  await goTo('exchange')
  await press('Choose a file…')
  const words = (): string => document.querySelector('main')?.textContent ?? ''
  await expect.poll(words).toContain('Quiet Heron: Egret, Apr 2, 2024: the source withdrew consent')
  expect(words()).toContain('Share with a desk · Publish, with an attribution')
  expect(words()).toMatch(/A record that is not here: Egret corrected this/)
  expect(words()).toContain('The day was another one.')
  // Withdrawals are red and come before the facts of the file; the rest is only good to know.
  const red = document.querySelector('main [class*="danger"]')
  expect(red?.textContent).toContain('Quiet Heron')
  expect(red?.textContent).not.toContain('The day was another one.')
  const facts = document.querySelector('main dl')!
  expect(red!.compareDocumentPosition(facts)).toBe(Node.DOCUMENT_POSITION_FOLLOWING)
  await expectAccessible()
  expect(called(test, 'imports.commit')).toBe(false)
  expect(red?.textContent).toContain('Nothing is marked here until')
  await press('Record this news')
  expect(last(test, 'imports.commit')).toMatchObject({ exportId: 'i7', take: [] })
})

const openReport = async (notices: (id: string) => ReturnType<typeof notice>[]): Promise<void> => {
  await openWindow({
    answers: {
      'custody.of': ({ id }) => ({
        revisions: [],
        holders: [],
        notices: notices(id),
      }),
    },
  })
  await goTo('reports')
  const first = await untilFound('main [role="listitem"][aria-posinset="1"] button')
  if (first instanceof HTMLElement) first.click()
  await settle()
}
const banners = (): number => page.getByText(/Egret corrected this/).elements().length

it('a report says that its author corrected it, until the newer version is here', async () => {
  await openReport((id) => [notice(id, {})])
  await expect.element(page.getByText(/ask for the newer version/).first()).toBeVisible()
  await expectAccessible()
  closeWindow()
  await openReport((id) => [notice(id, { isAnswered: true })])
  expect(banners()).toBe(0)
})

it('a report says whose consent was taken back of the sources that it rests on, and what to do', async () => {
  await openReport((id) => [
    notice(id, { kind: 'withdrawal', name: 'Quiet Heron', uses: ['internal'] }),
  ])
  await expect
    .element(page.getByText('Quiet Heron withdrew consent', { exact: true }).first())
    .toBeVisible()
  await expect
    .element(page.getByText(/^Do not use or pass on. Told by Egret, Apr 2, 2024/).first())
    .toBeVisible()
})

it('a withdrawal that another vault told of marks the source, its reports and their handling', async () => {
  const { reports } = cannedRecords()
  const first = reports.find(({ content }) => content.sourceIds.some((id) => id === recordId(10)))
  await openWindow({ answers: { 'sources.withdrawn': () => [recordId(10)] } })
  await goTo('reports')
  const row = page
    .getByRole('listitem')
    .filter({ hasText: first?.content.title ?? '' })
    .first()
  await expect.element(row.getByText('Consent withdrawn')).toBeVisible()
  await row.getByRole('button').first().click()
  await settle()
  await expect.element(page.getByText('Must not be used')).toBeVisible()
  await goTo('sources')
  const rows = [...document.querySelectorAll<HTMLElement>('main [role="listitem"]')]
  expect(rows.map(({ innerText }) => innerText.includes('Consent withdrawn'))).toEqual([
    true,
    false,
    false,
    false,
  ])
  await expectAccessible()
})
