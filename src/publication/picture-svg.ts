import type { PictureCut, PictureShape, SavedPicture } from '../shared/picture.ts'
import { escapeHtml } from './html-parts.ts'

const digits = (value: number): string => String(Math.round(value * 100) / 100)

/** XML has no place for these, not even escaped. */
const notInXml = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu

type Attributes = Readonly<Record<string, string | number | null>>

const element = (name: string, attributes: Attributes, content = ''): string => {
  const said = Object.entries(attributes).flatMap(([key, value]) =>
    value === null
      ? []
      : [` ${key}="${typeof value === 'number' ? digits(value) : escapeHtml(value)}"`],
  )
  return content === ''
    ? `<${name}${said.join('')}/>`
    : `<${name}${said.join('')}>${content}</${name}>`
}

/** `fill` or `stroke` with its opacity: not every program reads a colour of eight digits. */
const paint = (what: 'fill' | 'stroke', colour: string | null): Attributes => {
  if (colour === null) return { [what]: what === 'fill' ? 'none' : null }
  const opacity = Number.parseInt(colour.slice(7), 16) / 255
  return { [what]: colour.slice(0, 7), [`${what}-opacity`]: opacity === 1 ? null : opacity }
}

const fades = ({ fadeIn, fadeOut }: PictureCut): boolean => fadeIn > 0 || fadeOut > 0

/** A box as a clip path; one that fades as a mask, whose white is seen. */
const definition = (cut: PictureCut, at: number): string => {
  const { x, y, width, height, fadeIn, fadeOut } = cut
  const id = `c${String(at)}`
  const box = (fill: string | null): string => element('rect', { x, y, width, height, fill })
  if (!fades(cut)) return element('clipPath', { id }, box(null))
  const stop = (offset: number, colour: string): string =>
    element('stop', {
      offset: width === 0 ? 0 : Math.min(1, Math.max(0, offset / width)),
      'stop-color': colour,
    })
  const stops = [
    stop(0, fadeIn > 0 ? '#000' : '#fff'),
    stop(fadeIn, '#fff'),
    stop(width - fadeOut, '#fff'),
    stop(width, fadeOut > 0 ? '#000' : '#fff'),
  ]
  const gradient = element('linearGradient', { id: `${id}g` }, stops.join(''))
  return `${gradient}${element('mask', { id }, box(`url(#${id}g)`))}`
}

/** Stripes of both colours, aslant. */
const stripes = (id: string, fill: string | null, hatch: string): string => {
  const part = { x: 0, y: 0, height: 6 }
  const both = [
    element('rect', { ...part, width: 6, ...paint('fill', hatch) }),
    element('rect', { ...part, width: 2.5, ...paint('fill', fill) }),
  ]
  const pattern = {
    id,
    width: 6,
    height: 6,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  }
  return element('pattern', pattern, both.join(''))
}

const markup = (shape: PictureShape, cuts: readonly PictureCut[], at: number): string => {
  const box = shape.cut === null ? undefined : cuts[shape.cut]
  const way = box !== undefined && fades(box) ? 'mask' : 'clip-path'
  const cut = box === undefined ? null : `url(#c${String(shape.cut)})`
  switch (shape.as) {
    case 'box': {
      const { x, y, width, height, radius, fill, stroke, strokeWidth, hatch } = shape
      const id = `h${String(at)}`
      const striped = hatch === null ? '' : stripes(id, fill, hatch)
      const drawn = element('rect', {
        x,
        y,
        width,
        height,
        rx: radius === 0 ? null : radius,
        ...(hatch === null ? paint('fill', fill) : { fill: `url(#${id})` }),
        ...paint('stroke', stroke),
        'stroke-width': stroke === null ? null : strokeWidth,
        [way]: cut,
      })
      return striped + drawn
    }
    case 'path': {
      const { d, matrix, fill, stroke, strokeWidth, dash, isRound } = shape
      const path = element('path', {
        d,
        // Factors may be small: they keep all their digits.
        transform: `matrix(${matrix.join(' ')})`,
        ...paint('fill', fill),
        ...paint('stroke', stroke),
        'stroke-width': stroke === null ? null : strokeWidth,
        'stroke-dasharray': dash.length === 0 ? null : dash.map(digits).join(' '),
        'stroke-linecap': isRound ? 'round' : null,
        'vector-effect': stroke === null ? null : 'non-scaling-stroke',
      })
      // The cut is in the picture's coordinates, not in those of the path.
      return cut === null ? path : element('g', { [way]: cut }, path)
    }
    case 'words': {
      const { words, x, y, width, size, weight, fill } = shape
      return element(
        'text',
        {
          x,
          y,
          textLength: width,
          lengthAdjust: 'spacingAndGlyphs',
          'font-size': size,
          'font-weight': weight,
          ...paint('fill', fill),
          [way]: cut,
        },
        escapeHtml(words.replace(notInXml, ' ')),
      )
    }
  }
}

/**
 * A picture as an SVG file: no script, style sheet, link, name of a font, title, or word about the
 * program, the time or the user. Equal pictures give equal bytes.
 */
export const pictureSvg = ({ width, height, background, cuts, shapes }: SavedPicture): string => {
  const boxes = cuts.map(definition)
  const content = [
    ...(boxes.length === 0 ? [] : [element('defs', {}, boxes.join('\n'))]),
    element('rect', { x: 0, y: 0, width, height, ...paint('fill', background) }),
    ...shapes.map((shape, at) => markup(shape, cuts, at)),
  ].join('\n')
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${digits(width)} ${digits(height)}`,
    'font-family': 'sans-serif',
    'xml:space': 'preserve',
  }
  return `${element('svg', root, `\n${content}\n`)}\n`
}
