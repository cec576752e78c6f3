import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { CDPSession } from 'playwright'
import { inFull } from '../in-full.ts'
import type { Person } from './page-objects/person.ts'
import * as records from './page-objects/records.ts'
import { lockByButton, unlock } from './page-objects/vault.ts'
import { openPrepared } from './prepared-vaults.ts'

/** The steps of 북송 on a two-set Korean keyboard, as the input method shows them. */
const bukSong = ['ㅂ', '부', '북', '북ㅅ', '북소', '북송']
/** Pinyin, and what is chosen from the candidates. */
const qianFan = ['q', 'qi', 'qian', 'qian f', 'qian fan']

describe('Korean and Chinese are written as everywhere else', () => {
  let person: Person
  let input: CDPSession

  beforeAll(async () => {
    person = await openPrepared('heron')
    input = await person.page.context().newCDPSession(person.page)
  })
  afterAll(async () => {
    await person.desk.close()
  })
  beforeEach(() => records.newReport(person))

  /** An input method at work: text that is still being composed, then the text that it became. */
  const compose = async (steps: readonly string[], text: string): Promise<void> => {
    for (const step of steps) {
      await input.send('Input.imeSetComposition', {
        text: step,
        selectionStart: step.length,
        selectionEnd: step.length,
      })
    }
    await input.send('Input.insertText', { text })
  }

  const body = async (): Promise<string> => (await records.editor(person).innerText()).trim()

  test('no syllable is lost between two words that an input method composes', async () => {
    await records.editor(person).click()
    for (let word = 0; word < 20; word += 1) await compose(bukSong, '북송')
    expect(await body()).toBe('북송'.repeat(20))
    await records.saved(person)
  })

  test('a save in the middle of a syllable leaves the syllable alone', async () => {
    await records.editor(person).click()
    await person.page.keyboard.type('Sent back: ')
    await compose(bukSong.slice(0, 3), '북')
    await input.send('Input.imeSetComposition', { text: '소', selectionStart: 1, selectionEnd: 1 })
    // Longer than the pause after which a draft saves itself.
    await records.saved(person)
    await person.page.waitForTimeout(1000)
    await compose(['송'], '송')
    await expect.poll(body).toBe('Sent back: 북송')
    await records.saved(person)
  })

  test('Chinese that was chosen from candidates replaces the pinyin', async () => {
    await records.editor(person).click()
    await compose(qianFan, '遣返')
    await person.page.keyboard.type(' (2023)')
    await compose(['zhong', 'zhongguo'], '中国')
    expect(await body()).toBe('遣返 (2023)中国')
    await records.saved(person)
  })

  test('title, tag and search box take composed text, and the Enter that ends it', async () => {
    await records.titleField(person).click()
    await compose(bukSong, '북송')
    expect(await records.titleField(person).inputValue()).toBe('북송')
    await records.openMoreDetails(person)
    const tags = person.page.getByLabel(person.text('reports.tags'))
    await tags.click()
    await compose(['보', '보위', '보위부'], '보위부')
    await tags.press('Enter')
    await person.page
      .getByRole('button', { name: person.text('reports.removeTag', { name: '보위부' }) })
      .waitFor()
    await records.saved(person)
    const box = records.searchBox(person)
    await box.click()
    await compose(bukSong, '북송')
    expect(await box.inputValue()).toBe('북송')
    // This report by its title, and the two before it by their texts.
    await expect.poll(() => records.listed(person).count()).toBe(3)
    await records.clearSearch(person)
  })

  test.runIf(inFull)('what was pasted arrives whole and plain, in three scripts', async () => {
    const pasted = 'Dandong 단둥 丹东\nsecond line 둘째 줄 第二行'
    await records.writeText(person, { title: 'Pasted', body: pasted, fast: true })
    await records.saved(person)
    await lockByButton(person)
    await unlock(person)
    await records.listed(person).filter({ hasText: 'Pasted' }).getByRole('button').first().click()
    const lines = records.editor(person).locator('.cm-line')
    await expect.poll(() => lines.allInnerTexts()).toEqual(pasted.split('\n'))
  })
})
