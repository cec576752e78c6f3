import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNothingCut, expectReachable } from './checks.ts'
import { expectFineInThemes } from './in-themes.ts'
import { recordId, reportAnswer } from './records.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'
import type { TestVaultOptions } from './answers.ts'
import { isLong, viewLanguages } from './view-languages.ts'

const texts = {
  en: {
    title: 'What a nurse at Onsong County Detention Center saw',
    body: [
      'A trader in Hyesan said that the van came on March 3 at 4:30 a.m., and that a lieutenant colonel counted them twice.',
      'Her cousin, aged 34, was the only nurse with a key. Call 010-2938-4756 or write to lamp.repair@example.net.',
      'I was in the room when they were told. They handed over the memory card un\u200bder the bridge.',
      'China returned about 200 people in October.',
    ].join('\n\n'),
    overridden: 'A trader in Hyesan said that the van came on',
    reason: 'The attribution was weighed with the desk: several hundred people fit it.',
  },
  ko: {
    title: '전거리교화소의 간호원이 본 것',
    body: [
      '혜산의 한 상인은 3월 3일 새벽 네 시 반에 차가 왔다고 말했다. 보위부 부과장이 두 번 세었다.',
      '서른네 살인 그의 외삼촌은 열쇠를 가진 유일한 사람이었다. 010-2938-4756 으로 전화하면 된다.',
      '내가 직접 봤다. 다리 밑에서 만나기로 했다. 숨은 글\u200b자가 있다.',
      '10월에 여러 명이 북송됐다.',
    ].join('\n\n'),
    overridden: '혜산의 한 상인',
    reason: '데스크와 따져 보았습니다. 수백 명이 들어맞습니다.',
  },
  zh: {
    title: '十四道沟村的护士看到了什么',
    body: [
      '惠山的一名商人说，车是三月三日凌晨四点半来的，矿上的党委书记点了两遍人数。',
      '我表哥今年三十四岁，只有她一个人管钥匙。可以打13800138000，也可以写信给 lamp.repair@example.net。',
      '我亲眼看到他们被带走。他们在桥下把存储卡交给了他，约好了接头暗号。隐藏的字\u200b符。',
      '十月有多人被遣返。',
    ].join('\n\n'),
    overridden: '惠山的一名商人',
    reason: '已和编辑部核对过：有几百人符合这个说法。',
  },
} as const

type More = TestVaultOptions & { readonly words?: Readonly<Record<string, string>> }
type Script = keyof typeof texts

const tags = { en: 'en', ko: 'ko', zh: 'zh-Hans' } as const

const openDraft = async (script: Script, more: More): Promise<void> => {
  const { title, body, overridden, reason } = texts[script]
  await openWindow({
    ...more,
    answers: {
      ...more.answers,
      'reports.get': ({ id }) =>
        reportAnswer(id, {
          title,
          body,
          language: tags[script],
          sourceIds: [recordId(10)],
          translations: [
            {
              language: script === 'en' ? 'ko' : 'en',
              title: '',
              body: texts[script === 'en' ? 'ko' : 'en'].body,
              translator: 'H.',
              editor: '',
            },
          ],
          overrides: [{ family: 'phrase', quote: overridden, reason, day: '2024-04-12' }],
        }),
    },
  })
  await goTo('reports')
  ;((await untilFound('main [role="listitem"][aria-posinset="3"] button')) as HTMLElement).click()
  await untilFound('.cm-lint')
  await settle()
}

const showList = async (): Promise<void> => {
  await untilFound('aside [data-list]')
  await settle()
}

const caretOnMark = async (): Promise<void> => {
  await userEvent.click(await untilFound('.cm-lint[data-severity="identifier"]'))
  await untilFound('.cm-lint-tip')
  await settle()
}

const steps = {
  'lint-text': caretOnMark,
  'lint-list': async () => {
    await showList()
    await userEvent.click(await untilFound('main textarea'))
    await userEvent.keyboard('{F8}{F8}{F8}')
    await settle(400)
  },
  'lint-translation': async () => {
    await showList()
    document.querySelectorAll<HTMLElement>('main [role="tab"]')[1]?.click()
    await settle(500)
  },
  'lint-reason': async () => {
    await userEvent.click(await untilFound('.cm-lint[data-severity="identifier"]'))
    await userEvent.keyboard('{Alt>}{Enter}{/Alt}')
    await untilFound('[role="dialog"] textarea')
    await settle(400)
  },
  'lint-filing': async () => {
    ;((await untilFound('main button[class*="primary"]')) as HTMLElement).click()
    await settle(400)
  },
} as const satisfies Record<string, () => Promise<void>>

afterEach(async () => {
  closeWindow()
  await page.viewport(1366, 768)
})

describe.each(Object.entries(steps))('%s', (name, act) => {
  for (const language of viewLanguages) {
    it(`has no fault that axe knows, in ${language} and every theme`, async () => {
      await openDraft(language, { language })
      await act()
      await expectFineInThemes(name, language)
    })
  }

  it.runIf(isLong)('has room for words that are 40 per cent longer', async () => {
    await openDraft('en', { theme: 'light', words: longWords })
    await act()
    await shoot(`${name}-long`)
    expectNothingCut()
  })
})

describe('the list of findings', () => {
  it('can be used without a mouse', async () => {
    await openDraft('en', { theme: 'light' })
    await showList()
    expectReachable()
  })

  it.each(viewLanguages)(
    'is below the text where there is no room beside it, and a card says the same, in %s',
    async (language) => {
      await page.viewport(1024, 768)
      await openDraft(language, { theme: 'light', language })
      await showList()
      await shoot(`lint-narrow-${language}`)
      expectNothingCut()
      const text = (await untilFound('.cm-editor')).getBoundingClientRect()
      const list = (await untilFound('aside')).getBoundingClientRect()
      expect(list.top).toBeGreaterThanOrEqual(text.bottom)
      await userEvent.click(await untilFound('textarea'))
      await userEvent.keyboard('{F8}')
      await untilFound('.cm-lint-tip')
    },
  )

  it('is beside the text at 1366 by 768', async () => {
    await openDraft('en', { theme: 'light' })
    await showList()
    const text = (await untilFound('.cm-editor')).getBoundingClientRect()
    const list = (await untilFound('aside')).getBoundingClientRect()
    expect(list.left).toBeGreaterThanOrEqual(text.right)
    expect(list.bottom).toBeLessThanOrEqual(innerHeight)
  })
})
