import { afterEach, describe, expect, it } from 'vitest'
import { cutWords } from './cut-words.ts'

afterEach(() => document.body.replaceChildren())

/** A box with words in it, drawn. */
const draw = (style: string, words: string, inside = ''): HTMLElement => {
  const box = document.createElement('div')
  box.style.cssText = `inline-size: 10rem; font: 16px / 20px sans-serif; ${style}`
  const text = document.createElement('div')
  text.style.cssText = inside
  text.textContent = words
  box.append(text)
  document.body.append(box)
  return box
}

const two = 'Words that need two rows or three'

describe('words that are cut off', () => {
  it.each([
    ['below', 'block-size: 20px; overflow: hidden', two],
    [
      'below, in Korean',
      'block-size: 20px; overflow: clip',
      '보호 대상 취재원의 이름은 적지 않습니다',
    ],
    ['at a side', 'overflow: hidden; white-space: nowrap', two],
    ['by an ellipsis', 'overflow: hidden; white-space: nowrap; text-overflow: ellipsis', two],
    ['after a row', 'overflow: hidden; block-size: 20px; -webkit-line-clamp: 1', two],
    ['above', 'overflow: hidden; block-size: 8px; line-height: 8px', '制作此 PDF 的机构名称在此'],
  ])('are found %s', (_, style, words) => {
    draw(style, words)
    expect(cutWords()).toHaveLength(1)
  })

  it('are none where a box scrolls, where they fit, or only air is cut', () => {
    draw('block-size: 20px; overflow: auto', two)
    draw('overflow: hidden', two)
    draw('block-size: 18px; overflow: hidden', '보호')
    draw('block-size: 20px; overflow: hidden', two, 'overflow: auto; block-size: 20px')
    expect(cutWords()).toEqual([])
  })

  it('do not count where they are hidden, or where a list shortens the user’s text', () => {
    draw('inline-size: 1px; block-size: 1px; overflow: hidden', two)
    draw('block-size: 20px; overflow: hidden', two).setAttribute('role', 'listitem')
    expect(cutWords()).toEqual([])
  })
})
