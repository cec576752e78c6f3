import type { PictureCut, PictureShape, SavedPicture } from '../../shared/picture.ts'

/** What a picture may have: the vault process takes no more, and the rest is left out. */
const shapesMax = 20_000
const pathMax = 2_000_000
const wordsMax = 2_000

/** Marks the element that is saved as a picture, and with `none` parts that are not drawn. */
export const pictureMark = 'data-picture'
/** Words that are drawn in place of an element's own, such as a number for the name of a source. */
export const pictureWords = 'data-picture-words'

/** Which cut applies; null: none. */
type CutIndex = number | null
type Paint = { readonly cut: CutIndex; readonly opacity: number }

const hex = (value: number): string => Math.round(value).toString(16).padStart(2, '0')

/** Colours as the browser paints them, whatever their notation. */
const createColours = (): ((colour: string, opacity: number) => string | null) => {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const known = new Map<string, readonly number[]>()
  const read = (colour: string): readonly number[] => {
    if (context === null) return [0, 0, 0, 255]
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data]
  }
  return (colour, opacity) => {
    if (colour === '' || colour === 'none' || colour === 'transparent') return null
    let rgba = known.get(colour)
    if (rgba === undefined) known.set(colour, (rgba = read(colour)))
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba
    const seen = alpha * opacity
    return seen < 1 ? null : `#${[red, green, blue, seen].map(hex).join('')}`
  }
}

const number = (element: Element, name: string): number =>
  Number.parseFloat(element.getAttribute(name) ?? '0') || 0

/** SVG's simple shapes as path data; null for what draws nothing by itself. */
const pathData = (element: Element): string | null => {
  const of = (name: string): number => number(element, name)
  switch (element.localName) {
    case 'path':
      return element.getAttribute('d')
    case 'line':
      return `M${of('x1')},${of('y1')}L${of('x2')},${of('y2')}`
    case 'polyline':
      return `M${element.getAttribute('points') ?? ''}`
    case 'polygon':
      return `M${element.getAttribute('points') ?? ''}Z`
    case 'rect':
      return `M${of('x')},${of('y')}h${of('width')}v${of('height')}h${-of('width')}Z`
    case 'circle':
    case 'ellipse': {
      const isCircle = element.localName === 'circle'
      const [rx, ry] = isCircle ? [of('r'), of('r')] : [of('rx'), of('ry')]
      const arc = `a${rx},${ry} 0 1,0`
      return `M${of('cx') - rx},${of('cy')}${arc} ${2 * rx},0${arc} ${-2 * rx},0Z`
    }
    default:
      return null
  }
}

/** The middle of the map's soft areas: a gradient is drawn as one flat colour. */
const softened = 0.2

type Line = { words: string; left: number; right: number; top: number; bottom: number }

/** The words of a text node by the lines on which they stand. */
const linesOf = (node: Text): Line[] => {
  const range = document.createRange()
  const lines: Line[] = []
  let at = 0
  for (const letter of node.data) {
    range.setStart(node, at)
    range.setEnd(node, (at += letter.length))
    // Collapsed blanks take no room.
    const rect = range.getClientRects()[0]
    if (rect === undefined || rect.width === 0) continue
    const line = lines.at(-1)
    if (line !== undefined && Math.abs(line.top - rect.top) < 1 && rect.left >= line.right - 1) {
      line.words += letter
      line.right = rect.right
    } else
      lines.push({
        words: letter,
        left: rect.left,
        right: rect.right,
        top: rect.top,
        bottom: rect.bottom,
      })
  }
  return lines.filter(({ words }) => words.trim() !== '')
}

/** The colours that a computed value names, in order. */
const colours = (value: string): string[] =>
  [...value.matchAll(/(?:rgba?|color|oklch|oklab)\([^)]*\)/g)].map(([colour]) => colour)

/** The computed shorthand is empty where digits have a width of their own. */
const fontOf = ({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): string =>
  `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`

const isHidden = (style: CSSStyleDeclaration): boolean =>
  style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0'

const sides = ['Top', 'Right', 'Bottom', 'Left'] as const

/**
 * What an element shows in the window now, as shapes and words in the order of painting: boxes with
 * their borders, lines of text, and drawings. Shadows and images are left out, a gradient becomes one
 * colour, and so does what is scrolled out of sight.
 */
export const pictureOf = (root: HTMLElement): SavedPicture => {
  const frame = root.getBoundingClientRect()
  const colourOf = createColours()
  const shapes: PictureShape[] = []
  const cuts: PictureCut[] = []
  const draw = (shape: PictureShape): void => {
    if (shapes.length < shapesMax) shapes.push(shape)
  }
  const measure = document.createElement('canvas').getContext('2d')
  const ascents = new Map<string, number>()
  const ascentOf = (font: string): number => {
    const known = ascents.get(font)
    if (known !== undefined || measure === null) return known ?? 0
    measure.font = font
    const ascent = measure.measureText('M').fontBoundingBoxAscent
    ascents.set(font, ascent)
    return ascent
  }
  const box = (
    { x, y, width, height }: DOMRect,
    given: Partial<Extract<PictureShape, { as: 'box' }>>,
  ): void => {
    const { fill = null, stroke = null } = given
    if ((fill === null && stroke === null) || width <= 0 || height <= 0) return
    const none = { cut: null, radius: 0, strokeWidth: 0, hatch: null }
    const at = { x: x - frame.x, y: y - frame.y, width, height }
    draw({ as: 'box', ...none, ...given, fill, stroke, ...at })
  }
  /** An element's background and borders; equal borders are one line around it. */
  const boxOf = (rect: DOMRect, style: CSSStyleDeclaration, { cut, opacity }: Paint): void => {
    const radius = Number.parseFloat(style.borderTopLeftRadius) || 0
    const stripes = style.backgroundImage.startsWith('repeating-linear-gradient')
    const [first = '', , second = ''] = stripes ? colours(style.backgroundImage) : []
    const fill = colourOf(stripes ? first : style.backgroundColor, opacity)
    const hatch = stripes ? colourOf(second, opacity) : null
    const borders = sides.map((side) => ({
      side,
      width:
        style[`border${side}Style`] === 'none'
          ? 0
          : Number.parseFloat(style[`border${side}Width`]) || 0,
      colour: colourOf(style[`border${side}Color`], opacity),
    }))
    const [one] = borders
    const isAround =
      one !== undefined &&
      borders.every(({ width, colour }) => width === one.width && colour === one.colour)
    if (isAround && one.width > 0 && one.colour !== null) {
      const half = one.width / 2
      const { x, y, width, height } = rect
      const inner = new DOMRect(x + half, y + half, width - one.width, height - one.width)
      const stroke = { stroke: one.colour, strokeWidth: one.width }
      return box(inner, { cut, fill, hatch, radius: Math.max(0, radius - half), ...stroke })
    }
    box(rect, { cut, fill, hatch, radius })
    for (const { side, width, colour } of borders) {
      const isRow = side === 'Top' || side === 'Bottom'
      const x = side === 'Right' ? rect.right - width : rect.x
      const y = side === 'Bottom' ? rect.bottom - width : rect.y
      const line = new DOMRect(x, y, isRow ? rect.width : width, isRow ? width : rect.height)
      box(line, { cut, fill: colour })
    }
  }
  const isInSight = ({ left, right, top, bottom }: DOMRect): boolean =>
    right > frame.left && left < frame.right && bottom > frame.top && top < frame.bottom

  const words = (node: Text, style: CSSStyleDeclaration, { cut, opacity }: Paint): void => {
    const fill = colourOf(
      style.getPropertyValue(style.fill !== '' && isSvg(node) ? 'fill' : 'color'),
      opacity,
    )
    if (fill === null || node.data.trim() === '') return
    const ascent = ascentOf(fontOf(style))
    for (const line of linesOf(node)) {
      const rect = new DOMRect(line.left, line.top, line.right - line.left, line.bottom - line.top)
      if (!isInSight(rect)) continue
      draw({
        as: 'words',
        cut,
        fill,
        words: line.words.slice(0, wordsMax),
        x: line.left - frame.x,
        y: line.top - frame.y + ascent,
        width: rect.width,
        size: Number.parseFloat(style.fontSize),
        weight: Number(style.fontWeight),
      })
    }
  }

  const replaced = (
    words: string,
    { rect, style, cut, opacity }: Paint & { rect: DOMRect; style: CSSStyleDeclaration },
  ): void => {
    const fill = colourOf(style.color, opacity)
    if (fill === null || measure === null || !isInSight(rect)) return
    const y = rect.y - frame.y + ascentOf(fontOf(style))
    const size = Number.parseFloat(style.fontSize)
    measure.font = fontOf(style)
    const { width } = measure.measureText(words)
    const x = rect.x - frame.x
    draw({ as: 'words', cut, fill, words, x, y, width, size, weight: Number(style.fontWeight) })
  }

  const path = (element: SVGGraphicsElement, style: CSSStyleDeclaration, paint: Paint): void => {
    const d = pathData(element)
    const matrix = element.getScreenCTM()
    if (d === null || matrix === null || d.length > pathMax) return
    const opacityOf = (value: string): number => Number.parseFloat(value) * paint.opacity
    const isSoft = style.fill.startsWith('url(')
    const fill = isSoft
      ? colourOf(style.getPropertyValue('--accent').trim(), softened * paint.opacity)
      : colourOf(style.fill, opacityOf(style.fillOpacity))
    const stroke = colourOf(style.stroke, opacityOf(style.strokeOpacity))
    if (fill === null && stroke === null) return
    const { a, b, c, d: dy, e, f } = matrix
    const scale = style.vectorEffect === 'non-scaling-stroke' ? 1 : Math.hypot(a, b)
    draw({
      as: 'path',
      cut: paint.cut,
      fill,
      stroke,
      strokeWidth: Number.parseFloat(style.strokeWidth) * scale,
      d,
      matrix: [a, b, c, dy, e - frame.x, f - frame.y],
      dash:
        style.strokeDasharray === 'none'
          ? []
          : style.strokeDasharray.split(/[\s,]+/).map((part) => Number.parseFloat(part) * scale),
      isRound: style.strokeLinecap === 'round',
    })
  }

  const cutOf = (
    rect: DOMRect,
    before: CutIndex,
    [fadeIn = 0, fadeOut = 0]: readonly number[] = [],
  ): CutIndex => {
    if (cuts.length >= shapesMax) return before
    const outer = before === null ? undefined : cuts[before]
    const [x, y] = [rect.x - frame.x, rect.y - frame.y]
    const left = Math.max(x, outer?.x ?? x)
    const top = Math.max(y, outer?.y ?? y)
    const right = Math.min(x + rect.width, outer === undefined ? Infinity : outer.x + outer.width)
    const bottom = Math.min(
      y + rect.height,
      outer === undefined ? Infinity : outer.y + outer.height,
    )
    const [width, height] = [Math.max(0, right - left), Math.max(0, bottom - top)]
    cuts.push({ x: left, y: top, width, height, fadeIn, fadeOut })
    return cuts.length - 1
  }

  const visit = (element: Element, before: Paint): void => {
    if (element.getAttribute(pictureMark) === 'none') return
    const style = getComputedStyle(element)
    if (isHidden(style)) return
    const rect = element.getBoundingClientRect()
    const opacity = before.opacity * Number.parseFloat(style.opacity)
    let { cut } = before
    if (element instanceof SVGGraphicsElement) path(element, style, { cut, opacity })
    if (element instanceof HTMLElement || element instanceof SVGSVGElement) {
      // One pixel: words for screen readers alone.
      if (rect.width <= 1 && rect.height <= 1 && element instanceof HTMLElement) return
      const fades = ['--fade-in', '--fade-out'].map(
        (name) => Number.parseFloat(style.getPropertyValue(name)) || 0,
      )
      const isFaded = style.webkitMaskImage !== 'none' && fades.some((fade) => fade > 0)
      boxOf(rect, style, { cut: isFaded ? cutOf(rect, cut, fades) : cut, opacity })
      if (style.overflowX !== 'visible' || style.overflowY !== 'visible') cut = cutOf(rect, cut)
    }
    const instead = element.getAttribute(pictureWords)
    if (instead !== null) return replaced(instead, { rect, style, cut, opacity })
    for (const child of element.childNodes) {
      if (child instanceof Text) words(child, style, { cut, opacity })
      else if (child instanceof Element && child.localName !== 'defs')
        visit(child, { cut, opacity })
    }
  }
  const first = cutOf(frame, null)
  visit(root, { cut: first, opacity: 1 })
  // What lies behind the element is that of the nearest part of the window that has a colour.
  let behind: Element | null = root
  let background: string | null = null
  while (behind !== null && background === null) {
    const found = colourOf(getComputedStyle(behind).backgroundColor, 1)
    background = found?.endsWith('ff') === true ? found : null
    behind = behind.parentElement
  }
  return {
    width: Math.ceil(frame.width),
    height: Math.ceil(frame.height),
    background: background ?? '#ffffffff',
    cuts,
    shapes,
  }
}

/** Text of a drawing takes `fill`, other text `color`. */
const isSvg = (node: Text): boolean => node.parentElement instanceof SVGElement
