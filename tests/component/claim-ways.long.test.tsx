import { afterEach, describe, expect, inject, it } from 'vitest'
import { cdp, commands, page, userEvent } from 'vitest/browser'
import {
  body,
  cannedClaims,
  counted,
  editor,
  gone,
  isSaid,
  marked,
  openText,
  three,
} from './claimed-text.ts'
import type { Told } from './claimed-text.ts'
import { called, last, press, pressAt } from './page-objects.ts'
import { recordId } from './records.ts'
import { closeWindow, goTo, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

describe('a text while it is written', () => {
  it('takes every key where the words of a claim are gone and were beyond the end', async () => {
    await openText('Short.', [{ quote: 'crossed at night', statement: 'Late', start: 4_000 }])
    await expect.poll(() => isSaid('1 claim')).toBe(true)
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{End}{/Control} And more.')
    expect((await editor()).state.doc.toString()).toBe('Short. And more.')
  })

  it('shows no claims of another view in a new report', async () => {
    await openText(body, three, {
      answers: { 'claims.list': () => cannedClaims(body, three) as never },
    })
    await goTo('claims')
    await goTo('reports')
    await press('New report')
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('They crossed the bridge at night.')
    await settle()
    expect((await editor()).state.doc.toString()).toBe('They crossed the bridge at night.')
    expect(marked()).toEqual([])
  })
})

describe('from the text to a claim', () => {
  it('F9 and Shift+F9 walk through them in order, round at the ends, and say each', async () => {
    await openText(body, three)
    await expect.poll(marked).toHaveLength(3)
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{Home}{/Control}')
    const at = async (keys: string, words: string): Promise<void> => {
      await userEvent.keyboard(keys)
      await expect.poll(() => isSaid(words)).toBe(true)
    }
    await at('{F9}', 'Claim 1 of 3: They crossed by night.')
    expect(document.querySelector('.cm-claim[data-current]')?.textContent).toBe(three[0]?.quote)
    const tip = await untilFound('.cm-lint-tip')
    expect(tip.textContent).toContain('They crossed by night.')
    expect(tip.textContent).toContain('Ctrl+F9')
    await at('{F9}', 'Claim 2 of 3: Two vans waited.')
    await at('{F9}{F9}', 'Claim 1 of 3')
    await at('{Shift>}{F9}{/Shift}', 'Claim 3 of 3: Ten people were returned.')
    const { selection } = (await editor()).state
    expect(selection.main.empty).toBe(true)
    expect(selection.main.head).toBe(body.indexOf('Ten people'))
    await userEvent.keyboard('{ArrowRight}')
    expect(document.querySelector('.cm-claim[data-current]')).toBe(null)
  })

  it('an original beside its translation is marked and walked through as well', async () => {
    await openText(body, three, { filed: true, translation: '그들은 밤에 다리를 건넜다.' })
    await pressAt('main [role="tab"]:nth-of-type(2)')
    await untilFound('main [role="tabpanel"] [role="tabpanel"] .cm-content')
    await expect.poll(marked).toHaveLength(3)
    ;((await untilFound('main [role="tab"]:nth-of-type(2)')) as HTMLElement).focus()
    await userEvent.keyboard('{F9}')
    await expect.poll(() => isSaid('Claim 1 of 3: They crossed by night.')).toBe(true)
    expect(document.querySelectorAll('.cm-claim-count')).not.toHaveLength(0)
    expect(document.querySelector('main [role="tab"][aria-selected="true"]')?.textContent).toBe(
      'Translations 1',
    )
    await shoot('claims-beside')
  })

  it('Ctrl+F9 opens the claim at the caret, and says where there is none', async () => {
    const test = await openText(body, three)
    await expect.poll(marked).toHaveLength(3)
    await userEvent.click(await untilFound('.cm-content'))
    await userEvent.keyboard('{Control>}{Home}{F9}{/Control}')
    await expect.poll(() => isSaid('No claim here.')).toBe(true)
    expect(called(test, 'claims.get')).toBe(false)
    const view = await editor()
    view.dispatch({ selection: { anchor: body.indexOf('vans') } })
    await userEvent.keyboard('{Control>}{F9}{/Control}')
    await expect.poll(() => last(test, 'claims.get')).toEqual({ id: recordId(41) })
    await expect
      .element(page.getByRole('heading', { name: 'Two vans waited.', level: 1 }))
      .toBeVisible()
  })

  it('F9 leads there from another tab too', async () => {
    await openText(body, three)
    await userEvent.click(await untilFound('main [role="tab"]:nth-of-type(3)'))
    await userEvent.keyboard('{F9}')
    await untilFound('.cm-claim[data-current]')
  })

  it('the palette goes there and opens it', async () => {
    const test = await openText(body, three)
    await expect.poll(marked).toHaveLength(3)
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.keyboard('next claim')
    await untilFound('[role="menuitem"]')
    await userEvent.keyboard('{Enter}')
    await untilFound('.cm-claim[data-current]')
    await userEvent.keyboard('{Control>}k{/Control}')
    await userEvent.keyboard('claim at the caret')
    await untilFound('[role="menuitem"]')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => last(test, 'claims.get')).toEqual({ id: recordId(40) })
  })

  it('a press in the margin opens the one of its line, or asks which', async () => {
    const test = await openText(body, three)
    await expect.poll(counted).toEqual(['2', '1'])
    ;(document.querySelectorAll('.cm-claim-count')[0] as HTMLElement).click()
    await expect.element(page.getByRole('menuitem', { name: 'Two vans waited.' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => document.querySelector('[role="menu"]')).toBe(null)
    expect(called(test, 'claims.get')).toBe(false)
    ;(document.querySelectorAll('.cm-claim-count')[0] as HTMLElement).click()
    await page.getByRole('menuitem', { name: 'Two vans waited.' }).click()
    await expect.poll(() => last(test, 'claims.get')).toEqual({ id: recordId(41) })
    closeWindow()
    const again = await openText(body, three)
    await expect.poll(counted).toEqual(['2', '1'])
    ;(document.querySelectorAll('.cm-claim-count')[1] as HTMLElement).click()
    await expect.poll(() => last(again, 'claims.get')).toEqual({ id: recordId(42) })
  })
})

describe('a text of 100,000 characters with 200 claims', () => {
  const sentences = Array.from(
    { length: 1_250 },
    (_, at) =>
      `In week ${at} they were held, and then sent across by the thousand, it is said now.`,
  )
  const long = sentences.join('\n').slice(0, 100_000)
  const many = sentences
    .filter((_, at) => at % 6 === 0)
    .slice(0, 200)
    .map((sentence) => ({ quote: sentence.slice(0, 26), statement: sentence }))

  /** Milliseconds for each of some keys in the middle of a mark, quickest first. */
  const timesOf = async (told: readonly Told[]): Promise<number[]> => {
    // Only the cost of claims is measured.
    await openText(long, told, { answers: { 'lint.check': () => ({ findings: [] }) } })
    if (told.length > 0) await expect.poll(() => marked().length).toBeGreaterThan(1)
    const view = await editor()
    view.focus()
    view.dispatch({ selection: { anchor: 12 } })
    await settle(600)
    const times: number[] = []
    for (let key = 0; key < 25; key += 1) {
      const since = performance.now()
      document.execCommand('insertText', false, 'a')
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
      times.push(performance.now() - since)
    }
    expect(view.state.sliceDoc(12, 37)).toBe('a'.repeat(25))
    closeWindow()
    return times.sort((one, other) => one - other)
  }

  it('is typed in as quickly as without', async () => {
    expect(many).toHaveLength(200)
    const without = await timesOf([])
    const withClaims = await timesOf(many)
    // The machine may be busy with other things, so the quicker keys show the cost of the window.
    const quick = (times: readonly number[]): number => times[4] ?? Infinity
    expect(quick(withClaims), `${quick(without)}`).toBeLessThan(quick(without) + 12)
    if (inject('shots') !== '') {
      await commands.writeFile(
        `${inject('shots')}/claim-times.txt`,
        `${without.join()}\n${withClaims.join()}`,
      )
    }
  })
})

describe('an input method in the middle of the words of a claim', () => {
  it('composes on, however long it takes, and the mark waits for it', async () => {
    const text = '그들은 밤에 다리를 건넜다고 한다.'
    await openText(text, [{ quote: '밤에 다리를 건넜다', statement: '밤에 건넜다.' }])
    await expect.poll(marked).toEqual(['밤에 다리를 건넜다'])
    const view = await editor()
    view.focus()
    view.dispatch({ selection: { anchor: text.indexOf('다리를') } })
    const send = cdp() as unknown as { send: (method: string, input: object) => Promise<unknown> }
    for (const composed of ['ㅎ', '하', '한']) {
      await send.send('Input.imeSetComposition', {
        text: composed,
        selectionStart: 1,
        selectionEnd: 1,
      })
      // Longer than the pause after which the app checks whether the words are still in the text.
      await settle(650)
      expect(view.composing).toBe(true)
      expect(marked()).toEqual([`밤에 ${composed}다리를 건넜다`])
      expect(document.body.textContent).not.toMatch(gone(1))
    }
    await send.send('Input.insertText', { text: '한 ' })
    await expect.poll(marked).toEqual([])
    expect(view.state.doc.toString()).toBe('그들은 밤에 한 다리를 건넜다고 한다.')
    await expect.element(page.getByRole('button', { name: gone(1) })).toBeVisible()
  })
})
