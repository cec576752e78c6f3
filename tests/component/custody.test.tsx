import { afterEach, expect, it } from 'vitest'
import type { Out } from '../../src/shared/contract.ts'
import { Day, RevisionId } from '../../src/shared/ids.ts'
import { expectAccessible } from './checks.ts'
import { hush, press } from './hands.ts'
import { closeWindow, goTo, openWindow, settle, untilFound } from './window.tsx'

afterEach(() => {
  closeWindow()
  hush()
})

const day = Day.parse('2024-04-02')
const egret = {
  author: '77B0-12AA-93FE-0C4D',
  from: { state: 'verified' as const, pseudonym: 'Egret' },
}
const hash = (n: number): string => String(n).repeat(64)
const chain = (n: number) => ({
  holds: true,
  lines: [
    { hash: hash(n), told: { day, actor: 'Egret', kind: 'record.saved' as const } },
    { hash: hash(n + 1), told: null },
  ],
})
const custody = (id: string): Out<'custody.of'> => ({
  revisions: [
    { id: RevisionId.parse(hash(1)), day, ...egret, parents: [], holds: true },
    {
      id: RevisionId.parse(hash(2)),
      day,
      ...egret,
      parents: [RevisionId.parse(hash(1))],
      holds: false,
    },
  ],
  holders: [{ ...egret, chains: [chain(3), chain(5)] }],
  notices: [
    {
      subject: id as Out<'custody.of'>['notices'][number]['subject'],
      subjectKind: 'source',
      name: 'Quiet Heron',
      kind: 'withdrawal',
      day,
      ...egret,
      text: '',
      uses: ['share-desk'],
      isAnswered: false,
    },
  ],
})

it('shows what was told of a source, who had it, what does not hold, and a sheet before it is printed', async () => {
  await openWindow({
    answers: { 'custody.of': ({ id }: { readonly id: string }) => custody(id) },
  })
  await goTo('sources')
  const first = await untilFound('main [role="listitem"][aria-posinset="1"] button')
  if (first instanceof HTMLElement) first.click()
  const words = (): string => document.body.textContent
  await expect.poll(words).toContain('the source took back consent')
  expect(words()).toContain('A version has a signature that does not fit it.')
  expect(words()).toContain('Two accounts that contradict each other')
  await press('Custody sheet…')
  const paper = await untilFound('[data-print="paper"]')
  expect(paper.textContent).toContain(hash(6))
  expect(paper.textContent).not.toContain('Quiet Heron')
  await settle()
  await expectAccessible()
})
