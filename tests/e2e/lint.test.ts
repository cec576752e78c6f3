import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inFull } from '../in-full.ts'
import { makeIdentityKey, openIdentityKey, sealIdentity } from './page-objects/identities.ts'
import {
  allSettled,
  overrideFinding,
  readMarks,
  replaceMarked,
  takeOutWords,
  waitForMarks,
} from './page-objects/lint.ts'
import { button, press } from './page-objects/person.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { lockByShortcut, unlock } from './page-objects/vault.ts'
import { openPrepared } from './prepared-vaults.ts'

const identityPassphrase = 'seven herons wait below the bridge'

/** A sentence with an exact day, a number or a meeting, and an unreviewed attribution. */
const drafts = [
  {
    language: 'en',
    body: 'It has gone on since 17 October 2023, a trader in Hyesan said. Call 010-5550-1234.',
    day: '17 October 2023',
    coarser: 'since October 2023,',
    takeOut: ' Call 010-5550-1234.',
    families: ['date', 'phrase', 'phone'],
    keep: 'a trader in Hyesan',
  },
  {
    language: 'ko',
    body: '2023년 10월 17일 이후 이어지고 있다고 소식통이 익명을 전제로 전했다. 번호는 010-5550-1234이다.',
    day: '2023년 10월 17일',
    coarser: '2023년 10월 중순 이후',
    takeOut: ' 번호는 010-5550-1234이다.',
    families: ['date', 'phrase', 'phone'],
    keep: '익명을 전제로 전했다',
  },
  {
    language: 'zh',
    body: '消息人士以匿名为条件说，自2023年10月17日起一直在继续。请打010-5550-1234。',
    day: '2023年10月17日',
    coarser: '自2023年10月中旬起',
    takeOut: '请打010-5550-1234。',
    families: ['date', 'phrase', 'phone'],
    keep: '以匿名为条件',
  },
] as const

describe('what could give a source away is marked while it is written', () => {
  let person: Person

  beforeAll(async () => {
    person = await openPrepared('heron')
  })
  afterAll(async () => {
    await person.desk.close()
  })

  const bodyText = (): Promise<string> => records.editor(person).innerText()

  // Tests in Node check the words of all three languages.
  test.each(inFull ? drafts : drafts.slice(0, 1))(
    'in $language, and resolved by a replacement, an edit, and a reason',
    async ({ body, day, coarser, takeOut, families, keep }) => {
      await records.newReport(person)
      await records.writeText(person, { title: 'A draft', body, fast: true })
      const marks = await waitForMarks(person, families)
      expect(marks.map(({ words }) => words)).toContain(day)
      expect(marks.find(({ family }) => family === 'phone')?.severity).toBe('identifier')
      await replaceMarked(person, day)
      await expect.poll(bodyText).toContain(coarser)
      await takeOutWords(person, takeOut)
      await expect.poll(bodyText).not.toContain('010')
      await overrideFinding(person, keep, 'It stands in a published article')
      await allSettled(person)
      expect((await readMarks(person)).map(({ severity }) => severity)).toEqual(['overridden'])
      await records.saved(person)
    },
  )

  test.runIf(inFull)('a reason that was given is there after the lock', async () => {
    await lockByShortcut(person)
    await unlock(person)
    await records.listed(person).getByRole('button').first().click()
    await records.editor(person).waitFor()
    await person.page.locator('.cm-lint[data-severity="overridden"]').waitFor()
    await allSettled(person)
  })

  test('findings are walked through by the keyboard, and named', async () => {
    const { page, text } = person
    await records.newReport(person)
    await records.writeText(person, { title: 'A draft', body: drafts[0].body, fast: true })
    await waitForMarks(person, drafts[0].families)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('F8')
    const named = page.getByRole('status').filter({ hasText: text('lint.name.date') })
    await named.waitFor()
    await page.keyboard.press('F8')
    await named.waitFor({ state: 'detached' })
  })

  test('filing says how many findings are open, and is still allowed', async () => {
    const { page, text } = person
    await press(person, 'reports.file')
    const dialog = page.getByRole('alertdialog', { name: text('reports.fileTitle') })
    const count = drafts[0].families.length
    await dialog.getByRole('button', { name: `${count} open findings`, exact: true }).waitFor()
    expect(await button(person, 'reports.fileConfirm').isEnabled()).toBe(true)
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('a sealed name is marked in other scripts while the key is open', async () => {
    const source = await records.writeSource(person, { kind: 'protected' })
    await makeIdentityKey(person, identityPassphrase)
    await sealIdentity(person, source, { name: 'Ri Kwang-myong', otherNames: ['리광명'] })
    await openIdentityKey(person, { passphrase: identityPassphrase, reason: 'Writing' })
    await records.newReport(person)
    await records.writeText(person, {
      title: 'A draft',
      body: 'Ri Gwang-myeong came. 리광명이 왔다. 李光明来了。',
      fast: true,
    })
    await waitForMarks(person, ['name'])
    await expect
      .poll(async () =>
        (await readMarks(person))
          .filter(({ family }) => family === 'name')
          .map(({ words }) => words),
      )
      .toEqual(['Ri Gwang-myeong', '리광명', '李光明'])
    await takeOutWords(person, 'Ri Gwang-myeong came. 리광명이 왔다. 李光明来了。')
    await allSettled(person)
  })
})
