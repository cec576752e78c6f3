import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { expectNothingCut, expectReachable } from './checks.ts'
import { reportAnswer } from './records.ts'
import { pressAt } from './page-objects.ts'
import { closeWindow, goTo, longWords, openWindow, settle, shoot, untilFound } from './window.tsx'
import type { TestVaultOptions } from './answers.ts'

const korean = (index: number): string =>
  `${index}번째 문단. 두만강 쪽 다리를 건넌 차는 세 대였고, 국경 사무소 앞에서 한참을 서 있었다고 한다. ${'그날 본 것을 여러 사람이 같은 말로 전했다. '.repeat((index % 3) * 3)}`
const english = (index: number): string =>
  `Paragraph ${index}. The three vans that crossed the bridge stood before the border office for a long time. ${'Several people told it in the same words. '.repeat(((index + 1) % 4) * 4)}`

const paragraphs = (count: number, of: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => of(index + 1)).join('\n\n')

type Pair = { readonly original: string; readonly translation: string }
type More = TestVaultOptions & { readonly words?: Readonly<Record<string, string>> }

const alike: Pair = {
  original: paragraphs(40, korean),
  translation: paragraphs(40, english).replaceAll('\n\n', '\n'),
}
const unlike: Pair = { original: paragraphs(40, korean), translation: paragraphs(25, english) }

const open = async (
  { original, translation }: Pair,
  state: 'draft' | 'filed',
  more: More = {},
): Promise<void> => {
  await openWindow({
    ...more,
    answers: {
      ...more.answers,
      'reports.get': ({ id }) =>
        reportAnswer(
          id,
          {
            title: '두만강 다리를 건넌 차들',
            body: original,
            language: 'ko',
            translations: [
              {
                language: 'en',
                title: 'The vans that crossed the bridge over the Tumen, as three people told it',
                body: translation,
                translator: 'Marten',
                editor: 'Heron',
              },
            ],
          },
          state,
        ),
    },
  })
  await goTo('reports')
  await pressAt('main [role="listitem"][aria-posinset="3"] button')
  await pressAt('main [role="tab"]:nth-of-type(2)')
  await untilFound('main [role="tabpanel"] [role="tabpanel"] .cm-content')
}

const scrollers = (): readonly [HTMLElement, HTMLElement] => {
  const [one, other] = document.querySelectorAll<HTMLElement>('[role="tabpanel"] .cm-scroller')
  if (one === undefined || other === undefined) throw new Error('two texts are to be shown')
  return [one, other]
}

/** The number of the paragraph at a share of the height that is in sight. */
const shownAt = (scroller: HTMLElement, share: number): number => {
  const box = scroller.getBoundingClientRect()
  const at = box.top + share * box.height
  const lines = [...scroller.querySelectorAll<HTMLElement>('.cm-line')].filter(
    (line) => line.textContent !== '' && line.getBoundingClientRect().top <= at,
  )
  return Number(/\d+/.exec(lines.at(-1)?.textContent ?? '')?.[0])
}

const wheelTo = async (scroller: HTMLElement, top: number): Promise<void> => {
  scroller.dispatchEvent(new WheelEvent('wheel', { bubbles: true }))
  scroller.scrollTop = top
  await settle(350)
}

const most = (scroller: HTMLElement): number => scroller.scrollHeight - scroller.clientHeight

const isBeside = (): boolean => {
  const [one, other] = scrollers().map((scroller) => scroller.getBoundingClientRect())
  return one !== undefined && other !== undefined && other.left > one.right
}

afterEach(async () => {
  closeWindow()
  await page.viewport(1366, 768)
})

describe('a translation that is added', () => {
  it('has the focus in its title; one that is removed comes back by a key', async () => {
    await open(alike, 'draft')
    const adds = page.getByRole('button', { name: 'Add a translation' })
    await adds.click()
    await settle()
    const title = page.getByRole('textbox', { name: 'Translated title' })
    await expect.element(title).toHaveFocus()
    await expect.element(title).toHaveValue('')
    const written = 'The vans that crossed the bridge over the Tumen, as three people told it'
    await userEvent.fill(title, 'Written since')
    await page.getByRole('tab', { name: 'English' }).click()
    await expect.element(title).toHaveValue(written)
    await page.getByRole('button', { name: 'Remove this translation' }).click()
    await expect.element(title).toHaveValue('Written since')
    await settle()
    // In a field the key is the field's own.
    await page.getByRole('tab', { name: 'Translations 1' }).click()
    await userEvent.keyboard('{Control>}z{/Control}')
    await expect.element(page.getByText('Undone: Remove translation')).toBeVisible()
    await expect.element(title).toHaveValue(written)
  })
})

describe('an original and its translation', () => {
  it('are side by side, text beside text, each with its words and characters', async () => {
    await open(alike, 'draft')
    const [one, other] = scrollers()
    expect(isBeside()).toBe(true)
    expect(
      Math.abs(one.getBoundingClientRect().top - other.getBoundingClientRect().top),
    ).toBeLessThan(2)
    expect(one.clientHeight).toBe(other.clientHeight)
    const counts = [...document.querySelectorAll('[role="tabpanel"] .cm-editor')].map(
      (editor) => editor.parentElement?.nextElementSibling?.textContent ?? '',
    )
    expect(counts).toHaveLength(2)
    for (const words of counts) expect(words).toMatch(/^[\d,]+ words[\d,]+ characters$/)
  })

  it('show the same paragraph wherever either is scrolled to, where both have as many', async () => {
    await open(alike, 'draft')
    const [one, other] = scrollers()
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      for (const share of [0.3, 0.8]) {
        await wheelTo(from, most(from) * share)
        expect(Math.abs(shownAt(to, share) - shownAt(from, share))).toBeLessThanOrEqual(1)
      }
      await wheelTo(from, most(from))
      expect(to.scrollTop).toBeGreaterThan(most(to) - 3)
      await wheelTo(from, 0)
      expect(to.scrollTop).toBe(0)
    }
  })

  it('are scrolled by their share of the whole where they have not', async () => {
    await open(unlike, 'draft')
    const [one, other] = scrollers()
    await wheelTo(one, most(one) * 0.5)
    expect(other.scrollTop / most(other)).toBeCloseTo(one.scrollTop / most(one), 1)
  })

  it('come to rest: what follows does not lead back', async () => {
    await open(alike, 'filed')
    const [one, other] = scrollers()
    const moves: number[] = []
    await wheelTo(one, Math.round(most(one) * 0.4))
    one.addEventListener('scroll', () => moves.push(one.scrollTop))
    other.addEventListener('scroll', () => moves.push(other.scrollTop))
    await settle(400)
    expect(moves).toEqual([])
  })

  it('are scrolled by keys alone', async () => {
    await open(alike, 'draft')
    expectReachable()
    const [one, other] = scrollers()
    one.querySelector<HTMLElement>('.cm-content')?.focus()
    await userEvent.keyboard('{PageDown}{PageDown}')
    await settle(350)
    expect(one.scrollTop).toBeGreaterThan(100)
    expect(other.scrollTop).toBeGreaterThan(100)
    await userEvent.keyboard('{Control>}{End}{/Control}')
    await settle(350)
    // The caret is in sight: what is below it is the room after the last line.
    expect(other.scrollTop).toBeGreaterThan(most(other) - 60)
  })

  it('leave the original where it is while the user writes', async () => {
    await open(unlike, 'draft')
    const [one, other] = scrollers()
    await wheelTo(one, most(one) * 0.3)
    const before = one.scrollTop
    await userEvent.click(other.querySelector('.cm-content') as HTMLElement)
    await settle(300)
    const clicked = one.scrollTop
    expect(Math.abs(clicked - before)).toBeLessThan(2)
    await userEvent.keyboard(
      '{Enter}a{Enter}b{Enter}c{Enter}d{Enter}e{Enter}f{Enter}g{Enter}h{Enter}i{Enter}j{Enter}k{Enter}l{Enter}m{Enter}n{Enter}o{Enter}p',
    )
    await settle(350)
    expect(one.scrollTop).toBe(clicked)
  })

  it('go apart when told so, and are told so once for all reports', async () => {
    await open(alike, 'draft')
    const [one, other] = scrollers()
    await page.getByRole('button', { name: 'Scroll both together' }).click()
    await wheelTo(one, 800)
    expect(other.scrollTop).toBe(0)
    await page.getByRole('button', { name: 'Side by side' }).click()
    expect(isBeside()).toBe(false)
    await pressAt('main [role="listitem"][aria-posinset="2"] button')
    await pressAt('main [role="listitem"][aria-posinset="3"] button')
    await pressAt('main [role="tab"]:nth-of-type(2)')
    await untilFound('main [role="tabpanel"] [role="tabpanel"] .cm-content')
    expect(isBeside()).toBe(false)
    await expect
      .element(page.getByRole('button', { name: 'Scroll both together' }))
      .toHaveAttribute('aria-pressed', 'false')
  })

  it('are one above the other where there is no room, and still scroll together', async () => {
    await page.viewport(1024, 768)
    await open(alike, 'draft')
    expect(isBeside()).toBe(false)
    const [one, other] = scrollers()
    await wheelTo(one, most(one))
    expect(other.scrollTop).toBeGreaterThan(most(other) - 3)
    await shoot('pair-narrow')
    expectNothingCut()
  })

  it('follow within a frame at 100,000 characters', async () => {
    const long = { original: paragraphs(900, korean), translation: paragraphs(700, english) }
    await open(
      {
        original: long.original.slice(0, 100_000),
        translation: long.translation.slice(0, 100_000),
      },
      'draft',
    )
    const [one, other] = scrollers()
    await wheelTo(one, 2_000)
    const times: number[] = []
    for (let step = 1; step <= 10; step += 1) {
      const before = other.scrollTop
      const since = performance.now()
      one.scrollTop = 2_000 + step * 1_500
      while (other.scrollTop === before && performance.now() - since < 1_000) {
        await new Promise((done) => requestAnimationFrame(done))
      }
      times.push(performance.now() - since)
    }
    times.sort((a, b) => a - b)
    expect(times[5]).toBeLessThan(150)
  })
})

it('has room for words that are 40 per cent longer', async () => {
  await open(alike, 'filed', { theme: 'light', words: longWords })
  await settle()
  await shoot('pair-long')
  expectNothingCut()
})
