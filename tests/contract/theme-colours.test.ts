import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const renderer = join(import.meta.dirname, '../../src/renderer')
const css = readFileSync(join(renderer, 'tokens.css'), 'utf8')

/** The colours of a theme by the names of their roles. */
const rolesOf = (theme: string): ReadonlyMap<string, string> => {
  const [, after = ''] = css.split(`[data-theme='${theme}'] {`)
  const [block = ''] = after.split('\n}')
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', colour = '']) => [
      name,
      colour,
    ]),
  )
}

/** Relative luminance, WCAG 2.2. */
const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const papers = ['paper', 'paper-2', 'paper-3', 'raised', 'field']
/** Text colours, and the backgrounds under them. */
const text: readonly (readonly [string, readonly string[]])[] = [
  ['ink', [...papers, 'hover', 'press', 'selected', 'selection']],
  ['ink-2', [...papers, 'hover', 'selected']],
  ['ink-3', ['paper', 'paper-2', 'raised', 'field']],
  ['accent', ['paper', 'paper-2', 'raised', 'field']],
  ['accent-ink', ['accent', 'accent-hover', 'accent-press']],
  ['accent-soft-ink', ['accent-soft']],
  ['danger', ['paper', 'raised', 'field']],
  ['danger-ink', ['danger-fill', 'danger-fill-hover']],
  ['danger-soft-ink', ['danger-soft']],
  ['warn-soft-ink', ['warn-soft']],
  ['info-soft-ink', ['info-soft']],
  ['mark-ink', ['mark']],
]
/**
 * Rings, icons and lines that carry meaning; the borders of controls are read from the style
 * sheets.
 */
const controls: readonly (readonly [string, readonly string[]])[] = [
  ['claim-edge', papers],
  ['focus', [...papers]],
  ['accent', papers],
  ['danger', papers],
  ['danger-fill', papers],
  ['warn', ['paper', 'paper-2', 'raised', 'field']],
]

const answers = /\[data-(hovered|pressed|focused|focus-visible)\]|:(hover|focus|active)\b/

/** The last class of a part of a selector, if it has one. */
const classOf = (part = ''): string | undefined => /\.[\w-]+(?!.*\.)/.exec(part)?.[0]

/**
 * The roles that the borders of controls have in a style sheet, each with its selector. A control
 * is any element with a rule for hover or focus.
 */
const bordersIn = (sheet: string): readonly (readonly [string, string])[] => {
  const bare = sheet.replaceAll(/\/\*[^]*?\*\/|:global\(|:not\([^)]*\)/g, '')
  const rules = [...bare.matchAll(/([^{};]+)\{([^{}]*)\}/g)].flatMap(
    ([, selectors = '', body = '']) =>
      selectors.split(',').map((selector) => ({ parts: selector.trim().split(/[\s>+~]+/), body })),
  )
  const answering = rules.filter(({ parts }) => parts.some((part) => answers.test(part)))
  const controlClasses = new Set(
    answering.flatMap(({ parts }) =>
      [...parts.filter((part) => answers.test(part)), parts.at(-1)].map(classOf),
    ),
  )
  controlClasses.delete(undefined)
  return (
    rules
      .filter(({ parts }) => controlClasses.has(classOf(parts.at(-1))))
      // Drawn inside a control, or around a text that is only read.
      .filter(({ parts }) => !/::(before|after)|\[data-reading\]/.test(parts.at(-1) ?? ''))
      .flatMap(({ parts, body }) =>
        [...body.matchAll(/(?<![\w-])border(?:-color)?:[^;]*var\(--([\w-]+)\)/g)].map(
          ([, role = '']) => [parts.join(' '), role] as const,
        ),
      )
  )
}

const borders = globSync('**/*.module.css', { cwd: renderer }).flatMap((file) =>
  bordersIn(readFileSync(join(renderer, file), 'utf8')).map(
    ([selector, role]) => [`${file} ${selector}`, role] as const,
  ),
)

const tooFaint = (
  theme: string,
  pairs: readonly (readonly [string, readonly string[]])[],
  least: number,
): string[] => {
  const roles = rolesOf(theme)
  return pairs.flatMap(([front, backs]) =>
    backs.flatMap((back) => {
      const [one, other] = [roles.get(front), roles.get(back)]
      if (one === undefined || other === undefined) return [`${front} or ${back} is missing`]
      const ratio = contrast(one, other)
      return ratio >= least ? [] : [`${front} on ${back}: ${ratio.toFixed(2)}`]
    }),
  )
}

describe('the colours of a theme', () => {
  for (const theme of ['light', 'dark', 'contrast']) {
    it(`let text be read at 4.5 to 1, in ${theme}`, () => {
      expect(tooFaint(theme, text, 4.5)).toEqual([])
    })
    it(`let controls be seen at 3 to 1, in ${theme}`, () => {
      expect(tooFaint(theme, controls, 3)).toEqual([])
    })
  }

  for (const theme of ['light', 'dark', 'contrast']) {
    it(`let the border of every control be seen at 3 to 1, in ${theme}`, () => {
      for (const [where, role] of borders) {
        const faint = tooFaint(theme, [[role, ['paper', 'paper-2', 'field', 'raised']]], 3)
        expect(faint, where).toEqual([])
      }
    })
  }

  it('are read from the style sheets: fields, buttons, boxes, the editor’s own, and toggle buttons', () => {
    const found = borders.map(([where]) => where)
    for (const where of [
      'ui/field.module.css .input',
      'ui/field.module.css .input[data-disabled]',
      'ui/button.module.css .secondary',
      'ui/choice.module.css .box',
      'features/shell/nav.module.css .palette',
      'editor/body-editor.module.css .editor .host .cm-button)',
      'editor/body-editor.module.css .editor .host .cm-textfield)',
      'editor/claim-marks.module.css .claims .cm-editor .cm-claim-count)',
    ]) {
      expect(found).toContain(where)
    }
  })

  it('are measured as the standard measures them', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  it('at least are 7 to 1 for what is read most, in high contrast', () => {
    expect(tooFaint('contrast', text.slice(0, 3), 7)).toEqual([])
  })
})
