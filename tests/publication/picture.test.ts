import { describe, expect, it } from 'vitest'
import { pictureSvg } from '../../src/publication/picture-svg.ts'
import { SavedPicture } from '../../src/shared/picture.ts'

const words = (text: string) => ({
  as: 'words' as const,
  cut: 0,
  fill: '#1a1d1bff',
  words: text,
  x: 10.123456,
  y: 20,
  width: 40,
  size: 14,
  weight: 600,
})
const path = (d: string) => ({
  as: 'path' as const,
  cut: null,
  fill: null,
  stroke: '#00800080',
  strokeWidth: 2,
  d,
  matrix: [2, 0, 0, 2, 5, 5] as [number, number, number, number, number, number],
  dash: [1, 4],
  isRound: true,
})
const pictureOf = (...shapes: readonly unknown[]) => ({
  width: 640,
  height: 360,
  background: '#ffffffff',
  cuts: [{ x: 0, y: 0, width: 640, height: 360, fadeIn: 0, fadeOut: 0 }],
  shapes,
})

describe('a picture as SVG', () => {
  const drawn = SavedPicture.parse(
    pictureOf(path('M0,0L10,10'), words('Dandong & <b>Tumen</b> "東"')),
  )

  it('is drawn in the order of its shapes, from a closed list of elements', () => {
    const svg = pictureSvg(drawn)
    const names = [...svg.matchAll(/<([a-zA-Z]+)/g)].map(([, name]) => name)
    expect(names).toEqual(['svg', 'defs', 'clipPath', 'rect', 'rect', 'path', 'text'])
    expect(svg).toContain('>Dandong &amp; &lt;b&gt;Tumen&lt;/b&gt; &quot;東&quot;</text>')
    expect(svg).toContain('stroke="#008000" stroke-opacity="0.5"')
    expect(svg).toContain('x="10.12"')
  })

  it('tells nothing about its maker, and equal pictures have equal bytes', () => {
    const svg = pictureSvg(drawn)
    expect(pictureSvg(SavedPicture.parse(structuredClone(drawn)))).toBe(svg)
    expect(svg).not.toMatch(
      /<(?:title|desc|metadata|style|script|image|a|use)\b|<!--|<\?|href|url\((?!#c)/,
    )
    expect(svg).not.toMatch(/understory|electron|chrome|\d{4}-\d\d-\d\d/i)
  })

  it('has numbers alone where a box that fades has no width', () => {
    const cut = { x: 0, y: 0, width: 0, height: 9, fadeIn: 4, fadeOut: 4 }
    const svg = pictureSvg(SavedPicture.parse({ ...pictureOf(words('a')), cuts: [cut] }))
    expect(svg).not.toContain('NaN')
  })

  it('holds no sign that XML forbids', () => {
    const svg = pictureSvg(SavedPicture.parse(pictureOf(words('a\u0000b\u001bc\uFFFEd\ud800e'))))
    expect(svg).toContain('>a b c d e</text>')
  })

  it.each([
    ['a path with anything but commands and numbers', path('M0,0"/><script>')],
    ['a colour by name', { ...words('a'), fill: 'red' }],
    ['a colour that loads something', { ...words('a'), fill: 'url(#x)' }],
    ['a number that is none', { ...words('a'), x: Number.NaN }],
    ['a shape of another kind', { as: 'image', href: 'file:///etc/passwd' }],
    ['a key that is not known', { ...words('a'), onload: 'x' }],
  ])('is refused with %s', (_what, shape) => {
    expect(SavedPicture.safeParse(pictureOf(shape)).success).toBe(false)
  })
})
