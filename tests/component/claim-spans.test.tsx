import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import { body, counted, editor, gone, isSaid, marked, openText, three } from './claimed-text.ts'
import type { Told } from './claimed-text.ts'
import { press, pressAt } from './page-objects.ts'
import { isLong, viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

describe('the claims of a report', () => {
  it('are marked at their words, and counted beside each line', async () => {
    await openText(body, three)
    await expect.poll(marked).toEqual(three.map(({ quote }) => quote))
    expect(counted()).toEqual(['2', '1'])
    expect(document.querySelector('.cm-claim-count')?.getAttribute('title')).toBe('2 claims')
    await expect.poll(() => document.body.textContent).not.toMatch(gone(1))
  })

  it('are found again where something was written before them since', async () => {
    await openText(body, [{ ...(three[2] as Told), start: 3 }])
    await expect.poll(marked).toEqual(['Ten people were taken back'])
  })

  it('whose words are gone are said to be so, and nothing else is marked for them', async () => {
    await openText(body, [
      { quote: 'crossed the river', statement: 'They crossed the river.' },
      { quote: 'en people', statement: 'Many people.', start: 20 },
      three[0] as Told,
    ])
    await expect.poll(marked).toEqual(['crossed the bridge at night'])
    await page.getByRole('button', { name: gone(2) }).click()
    await expect.element(page.getByRole('tabpanel', { name: /Claims/ })).toBeVisible()
    const rows = [...document.querySelectorAll('[role="tabpanel"] li')].map((row) =>
      row.textContent.includes('words no longer in the report'),
    )
    expect(rows).toEqual([true, true, false])
  })

  it('of words in a translation are neither marked nor said to be gone', async () => {
    await openText(body, [{ quote: '다리를 건넜다', statement: 'They crossed.' }], {
      translation: '그들은 밤에 다리를 건넜다.',
    })
    await settle(300)
    expect(marked()).toEqual([])
    await expect.poll(() => document.body.textContent).not.toMatch(gone(1))
  })

  it('are marked in a filed report, and walked through there', async () => {
    await openText(body, three, { filed: true })
    await expect.poll(marked).toHaveLength(3)
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{Home}{/Control}{F9}')
    await expect.poll(() => isSaid('Claim 1 of 3: They crossed by night.')).toBe(true)
  })
})

describe('the marks of claims', () => {
  it('move along with what is written around them, and do not take it in', async () => {
    await openText(body, three)
    await expect.poll(marked).toHaveLength(3)
    const view = await editor()
    for (const [at, insert] of [
      [0, 'Late in autumn. '],
      [16 + body.indexOf('crossed'), 'then '],
      [21 + body.indexOf(' at night') + ' at night'.length, ', it is said'],
      [33 + body.indexOf('Ten people'), 'On the next day. '],
    ] as const) {
      view.dispatch({ changes: { from: at, insert }, userEvent: 'input.type' })
    }
    expect(view.state.doc.toString()).toContain('They then crossed the bridge at night, it is said')
    expect(marked()).toEqual(three.map(({ quote }) => quote))
    await settle(700)
    expect(marked()).toEqual(three.map(({ quote }) => quote))
    expect(counted()).toEqual(['2', '1'])
  })

  it('end when their words are written into, which is said, and come back with Undo', async () => {
    await openText(body, three)
    await expect.poll(marked).toHaveLength(3)
    const view = await editor()
    view.focus()
    view.dispatch({
      changes: { from: body.indexOf('night'), insert: 'mid' },
      userEvent: 'input.type',
    })
    expect(marked()[0]).toBe('crossed the bridge at midnight')
    await expect.poll(marked).toEqual([three[1]?.quote, three[2]?.quote])
    await expect.element(page.getByRole('button', { name: gone(1) })).toBeVisible()
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.poll(marked).toEqual(three.map(({ quote }) => quote))
    await expect.poll(() => document.body.textContent).not.toMatch(gone(1))
  })

  it('are gone with the words, and back with them', async () => {
    await openText(body, three)
    await expect.poll(marked).toHaveLength(3)
    const view = await editor()
    view.focus()
    view.dispatch({ changes: { from: 0, to: body.length }, userEvent: 'delete' })
    await expect.element(page.getByRole('button', { name: gone(3) })).toBeVisible()
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.poll(marked).toEqual(three.map(({ quote }) => quote))
  })

  it('lie over marks of the checks without taking them away', async () => {
    await openText(body, three)
    const inside = await untilFound('.cm-claim .cm-lint')
    expect(inside.textContent).toBe('010-2938-4756')
    const claim = getComputedStyle(document.querySelector('.cm-claim') as Element)
    const lint = getComputedStyle(inside)
    // Each keeps its underline, and the claim's background continues under the other.
    expect(claim.backgroundImage).toContain('gradient')
    expect(lint.backgroundImage).toBe(claim.backgroundImage)
    expect(lint.textDecorationLine).toBe('underline')
  })

  it('lie over each other, each with its own line', async () => {
    await openText(body, [
      { quote: 'the bridge at night', statement: 'At the bridge.' },
      { quote: 'crossed the bridge', statement: 'They crossed.' },
    ])
    await expect
      .poll(() => document.querySelector('.cm-claim .cm-claim')?.textContent)
      .toBe('the bridge')
    expect(counted()).toEqual(['2'])
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{Home}{/Control}{F9}')
    await expect.poll(() => isSaid('Claim 1 of 2: They crossed.')).toBe(true)
    await userEvent.keyboard('{F9}')
    await expect.poll(() => isSaid('Claim 2 of 2: At the bridge.')).toBe(true)
  })

  it('come when a claim is saved of words that are selected, at once', async () => {
    await openWindow()
    await goTo('reports')
    await pressAt('main [role="listitem"][aria-posinset="3"] button')
    const view = await editor()
    expect(marked()).toEqual([])
    view.dispatch({ selection: { anchor: 0, head: 9 } })
    await press('Mark as claim')
    await pressAt('aside form button[type="submit"]')
    await expect.poll(marked).toEqual([view.state.sliceDoc(0, 9).trim()])
  })
})

describe('how claims look in a text', () => {
  const korean =
    '그들은 밤에 다리를 건넜다. 차 두 대가 기다렸고 010-2938-4756으로 전화했다.\n\n열 명이 투먼으로 넘겨졌다.'
  const chinese = '他们在夜里过了桥。两辆面包车在等，有人打了 13812345678。\n\n十个人经图们被送回。'
  const shown = {
    en: [body, [...three, { quote: 'a river', statement: 'It was a river.' }]],
    ko: [
      korean,
      [
        { quote: '밤에 다리를 건넜다', statement: '밤에 다리를 건넜다.' },
        { quote: '차 두 대가 기다렸고 010-2938-4756으로', statement: '차 두 대가 기다렸다.' },
        { quote: '열 명이 투먼으로', statement: '열 명이 넘겨졌다.' },
        { quote: '강을 건넜다', statement: '강을 건넜다.' },
      ],
    ],
    zh: [
      chinese,
      [
        { quote: '夜里过了桥', statement: '夜里过了桥。' },
        { quote: '两辆面包车在等，有人打了 13812345678', statement: '两辆面包车在等。' },
        { quote: '十个人经图们', statement: '十个人被送回。' },
        { quote: '过了江', statement: '过了江。' },
      ],
    ],
  } as const

  const drawn = [
    ['light', 'en'],
    ['dark', 'en'],
    ['contrast', 'en'],
    ['light', 'ko'],
    ['dark', 'ko'],
    ['light', 'zh'],
    ['dark', 'zh'],
  ] as const

  it.each(isLong ? drawn : drawn.slice(0, 2))(
    'has no fault that axe knows, in %s and %s',
    async (theme, language) => {
      const [text, told] = shown[language]
      await openText(text, told, { theme, language })
      await untilFound('.cm-claim .cm-lint')
      await userEvent.click(await untilFound('.cm-content'))
      await userEvent.keyboard('{Control>}{Home}{/Control}{F9}')
      await untilFound('.cm-lint-tip')
      await settle()
      await shoot(`claim-spans-${theme}-${language}`)
      await expectAccessible()
    },
  )

  it('has room for words that are 40 per cent longer, and is used without a mouse', async () => {
    await openText(body, shown.en[1], { words: longWords })
    await expect.poll(marked).toHaveLength(3)
    expectNothingCut()
    expectReachable()
  })
})

describe('the panels of the editor', () => {
  const words = { en: 'Go to line', ko: '이동할 줄', zh: '转到行' } as const

  it.each(viewLanguages)('ask for the line to go to, in %s', async (language) => {
    await openText(body, [], { language, theme: language === 'ko' ? 'dark' : 'light' })
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}f{/Control}')
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{Alt>}g{/Alt}{/Control}')
    const panel = await untilFound('.cm-goto-line')
    expect(panel.textContent).toContain(words[language])
    await settle()
    await shoot(`editor-panels-${language}`)
    await expectAccessible()
  })
})
