import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { pictureSvg } from '../../src/publication/picture-svg.ts'
import { barePng, isBarePng } from '../../src/shared/bare-png.ts'
import type { In } from '../../src/shared/contract.ts'
import { SavedPicture } from '../../src/shared/picture.ts'
import { expectAccessible, expectNothingCut } from './checks.ts'
import { mapAnswers } from './map-answers.ts'
import { called, last, press } from './page-objects.ts'
import { fileToken } from './records.ts'
import type { TestVault } from './test-vault.ts'
import { answersOf, variedClaims } from './timeline-answers.ts'
import { viewLanguages } from './view-languages.ts'
import { closeWindow, goTo, openWindow, settle, shoot, untilFound } from './window.tsx'

afterEach(closeWindow)

const names = {
  en: { save: 'Save picture…', choose: 'Choose a folder' },
  ko: { save: '이미지 저장…', choose: '폴더 고르기' },
  zh: { save: '保存图片…', choose: '选择文件夹' },
} as const

const click = async (selector: string): Promise<void> => {
  ;((await untilFound(selector)) as HTMLElement).click()
  await settle()
}

/** Presses the button, chooses a format and a folder, and returns what was sent. */
const savedPicture = async (
  test: TestVault,
  format: 'svg' | 'png',
): Promise<In<'picture.save'>['content']> => {
  await press(names.en.save)
  await untilFound('[role="alertdialog"]')
  if (format === 'png') await click('[role="alertdialog"] label:last-of-type')
  await press(names.en.choose)
  await expect.poll(() => called(test, 'picture.save')).toBe(true)
  const { content, folder, confirmed } = last(test, 'picture.save') as In<'picture.save'>
  expect({ folder, confirmed }).toEqual({ folder: fileToken('copyFolder', 7), confirmed: true })
  return content
}

const wordsIn = ({ shapes }: SavedPicture): string =>
  shapes.flatMap((shape) => (shape.as === 'words' ? [shape.words] : [])).join(' ')

const drawn = async (test: TestVault, shot: string): Promise<SavedPicture> => {
  const content = await savedPicture(test, 'svg')
  if (content.format !== 'svg') throw new Error('not the chosen format')
  const picture = SavedPicture.parse(content.picture)
  await settle()
  await shoot(`picture-${shot}-window`)
  const seen = document.createElement('div')
  seen.style.cssText = 'position:fixed;inset:0;z-index:9999;background:#808080'
  seen.innerHTML = pictureSvg(picture)
  document.body.append(seen)
  await shoot(`picture-${shot}-svg`)
  seen.remove()
  return picture
}

describe('a view that is saved as a picture', () => {
  it('has the places and lines of the map, and no buttons', async () => {
    const test = await openWindow({ theme: 'light', answers: mapAnswers })
    await goTo('map')
    await expect
      .poll(() => document.querySelector('svg g[transform*="scale"] path'), { timeout: 20_000 })
      .not.toBe(null)
    await settle()
    const picture = await drawn(test, 'map')
    expect(wordsIn(picture)).toMatch(/Dandong|Tumen/)
    expect(picture.shapes.filter(({ as }) => as === 'path').length).toBeGreaterThan(5)
  })

  it('has the claims of the timeline that are in sight', async () => {
    const test = await openWindow({ theme: 'dark', answers: answersOf(variedClaims) })
    await goTo('timeline')
    await settle()
    const picture = await drawn(test, 'timeline')
    expect(picture.shapes.length).toBeGreaterThan(10)
    expect(picture.background).not.toBe('#ffffffff')
  })

  it('names no source in the matrix: their columns have numbers', async () => {
    const test = await openWindow({ theme: 'light' })
    await goTo('matrix')
    await click('nav [aria-haspopup="listbox"]')
    await click('[role="option"]:nth-of-type(2)')
    await settle()
    const sources = [...document.querySelectorAll<HTMLElement>('[data-picture-words]')].map(
      (name) => name.textContent,
    )
    expect(sources.length).toBeGreaterThan(1)
    const picture = await drawn(test, 'matrix')
    for (const name of sources) expect(JSON.stringify(picture)).not.toContain(name)
    expect(wordsIn(picture)).toContain('About 200 people')
  })

  it('as a PNG has nothing but pixels once it was cleaned', async () => {
    const test = await openWindow({ theme: 'light', answers: answersOf(variedClaims) })
    await goTo('timeline')
    await settle()
    const content = await savedPicture(test, 'png')
    if (content.format !== 'png') throw new Error('not the chosen format')
    expect(isBarePng(barePng(content.bytes))).toBe(true)
    const seen = document.createElement('img')
    seen.src = URL.createObjectURL(new Blob([content.bytes as Uint8Array<ArrayBuffer>]))
    await seen.decode()
    const root = document.querySelector('[data-picture="all"]') as HTMLElement
    expect(seen.naturalWidth).toBe(2 * Math.ceil(root.getBoundingClientRect().width))
    seen.style.cssText = 'position:fixed;inset:0;z-index:9999;max-width:100%'
    document.body.append(seen)
    await shoot('picture-timeline-png')
    seen.remove()
  })

  it.each(viewLanguages)('is saved only after a warning, in %s', async (language) => {
    const test = await openWindow({ language, answers: answersOf(variedClaims) })
    await goTo('timeline')
    await press(names[language].save)
    await untilFound('[role="alertdialog"]')
    await shoot(`picture-ask-${language}`)
    await expectAccessible()
    expectNothingCut()
    await userEvent.keyboard('{Escape}')
    expect(called(test, 'dialog.saveAttachment')).toBe(false)
    expect(called(test, 'picture.save')).toBe(false)
  })

  it('is no file where nothing may be written', async () => {
    await openWindow({ state: 'rescue', answers: answersOf(variedClaims) })
    await goTo('timeline')
    await expect.element(page.getByRole('button', { name: names.en.save })).toBeDisabled()
  })
})
