import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { Out } from '../../src/shared/contract.ts'
import type { Answers } from './answers.ts'
import { expectAccessible, expectNothingCut, expectReachable } from './checks.ts'
import { openFound } from './found-out.ts'
import { called, last, press } from './page-objects.ts'
import { recordId } from './records.ts'
import { Refuse } from './saved-records.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, hush, longWords, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const footprint: Out<'sources.footprint'> = {
  reports: [],
  claims: [],
  attributions: [],
  exports: [],
  publications: [],
  twins: [],
  isHeldBack: false,
}

/** A source that Egret wrote, whose holding back the vault keeps. */
const theirs = (isHeldBack: boolean): Answers => {
  let isHeld = isHeldBack
  return {
    'records.revisable': () => ({
      may: false,
      by: { author: '77B0-12AA-93FE-0C4D', from: { state: 'verified', pseudonym: 'Egret' } },
    }),
    'sources.footprint': () => ({ ...footprint, isHeldBack: isHeld }),
    'sources.holdBack': (input) => {
      ;({ isHeld } = input)
      return {}
    },
  }
}

const words = (): string => document.querySelector('main')?.textContent ?? ''
const stop = 'Nothing that uses this source can be exported or published from this vault.'

describe('a source by another author that is withheld here', () => {
  for (const language of viewLanguages) {
    it(`says so without a fault that axe knows, in ${language}`, async () => {
      await openFound(theirs(true), { language })
      await shoot(`held-back-${language}`)
      await expectAccessible()
      expectNothingCut()
      expectReachable()
    })
  }

  it('is so from one press on, which changes nothing that its author wrote', async () => {
    const test = await openFound(theirs(false))
    expect(words()).not.toContain(stop)
    ;((await untilFound('main button[class*="danger"]')) as HTMLElement).click()
    await expect.poll(words).toContain(stop)
    expect(words()).toContain('Withholding applies to this vault only: tell the author')
    expect(last(test, 'sources.holdBack')).toEqual({ id: recordId(10), isHeld: true })
    expect(called(test, 'sources.save')).toBe(false)
    await expect.element(page.getByText('Withheld here').first()).toBeVisible()
  })

  it('is let go by a press of its own, and the banner is gone', async () => {
    const test = await openFound(theirs(true))
    expect(words()).toContain(stop)
    await press('Stop withholding')
    await expect.poll(words).not.toContain(stop)
    expect(last(test, 'sources.holdBack')).toEqual({ id: recordId(10), isHeld: false })
    await expect
      .poll(() => page.getByRole('button', { name: 'Stop withholding' }).elements())
      .toEqual([])
  })

  it('is not said to be so when the vault refused it', async () => {
    await openFound({
      ...theirs(false),
      'sources.holdBack': () => {
        throw new Refuse('storage')
      },
    })
    ;((await untilFound('main button[class*="danger"]')) as HTMLElement).click()
    await untilFound('main [role="alert"]')
    expect(words()).not.toContain(stop)
    hush()
    await expectAccessible()
  })

  it('has room for words that are 40 per cent longer', async () => {
    await openFound(theirs(true), { words: longWords })
    await shoot('held-back-long')
    expectNothingCut()
  })
})
