import { describe, expect, test } from 'vitest'
import { literalsIn } from './tokens.ts'

const sheet = 'src/renderer/ui/a.module.css'
const why = (line: string, file = sheet): string[] =>
  literalsIn(file, `@layer ui {\n  .a {\n    ${line}\n  }\n}\n`).map((found) => found.why)

describe('the style sheets of the window', () => {
  test.each([
    'color: #fff;',
    'color: #20221e;',
    'background: rgb(0 0 0 / 74%);',
    'border: 1px solid black;',
    '--bar: hsl(0 0% 0%);',
    'transition: color 120ms var(--ease);',
    'animation: turn 1.4s linear infinite;',
    'padding: 4px var(--s-3);',
    'margin-inline-start: -12px;',
    'gap: 0.5rem;',
    'padding-inline: calc(var(--s-4) + 7px);',
    'border-radius: 3px;',
    'border-start-start-radius: 50%;',
    'font-size: 11px;',
    'font-size: 0.9em;',
    'font: 500 12px var(--font-ui);',
    'font-weight: 700;',
    'line-height: 1.4;',
    'font: 400 var(--t-1) / 1.6 var(--font-mono);',
    'z-index: 100;',
    'outline: 2px solid var(--focus);',
  ])('may not write %s', (line) => {
    expect(why(line)).not.toEqual([])
  })

  test.each([
    'color: var(--ink);',
    'border: 1px solid var(--line);',
    'background: transparent;',
    'color: CanvasText;',
    'transition: color var(--quick) var(--ease);',
    'transition-duration: 0s !important;',
    'padding: var(--s-1) 0;',
    'margin-inline-start: calc(var(--s-3) * -1);',
    'border-radius: 0;',
    'font: 500 var(--t-1) / var(--leading) var(--font-ui);',
    'font: 400 var(--t-1) / 1 var(--font-ui);',
    'font-size: 0;',
    'font-weight: 600;',
    'line-height: 19px;',
    'inline-size: 20px;',
    'z-index: 1;',
    'white-space: nowrap;',
    '/* was 4px, #fff */',
  ])('may write %s', (line) => {
    expect(why(line)).toEqual([])
  })

  test('say in which line it is, past comments of several', () => {
    expect(literalsIn(sheet, '/* one\n two */\n.a {\n  color: red;\n}\n')).toMatchObject([
      { line: 4, rule: 'token' },
    ])
  })

  test('take what the tokens give: there alone are the values', () => {
    expect(why('--ink: #20221e;', 'src/renderer/tokens.css')).toEqual([])
    expect(why('color: #20221e;', 'docs/a.css')).toEqual([])
  })
})
