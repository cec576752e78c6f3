import { afterEach, describe, expect, it } from 'vitest'
import type { Out } from '../../src/shared/contract.ts'
import { cannedRecords, recordId } from './records.ts'
import { closeWindow, goTo, openWindow, settle } from './window.tsx'

afterEach(closeWindow)

describe('a text without a stored language', () => {
  it('is drawn in that of its script, so that Korean breaks between words', async () => {
    const [first] = cannedRecords().cases
    const titles = ['무역 대표부의 자금 흐름', '图们口岸名单', 'Border 2023']
    const cases = titles.map((title, at) => ({
      ...first,
      id: recordId(at + 1),
      content: { ...first?.content, title },
    }))
    await openWindow({
      theme: 'light',
      language: 'zh',
      answers: { 'cases.list': () => cases as unknown as Out<'cases.list'> },
    })
    await goTo('cases')
    await settle()
    for (const [at, lang] of ['ko', 'zh', 'en'].entries()) {
      const shown = [
        ...document.querySelectorAll<HTMLElement>('main [role="listitem"] span[lang]'),
      ].find(({ textContent }) => textContent === titles[at])
      expect(shown?.lang).toBe(lang)
      expect(getComputedStyle(shown as Element).wordBreak).toBe(at === 0 ? 'keep-all' : 'normal')
    }
  })
})
