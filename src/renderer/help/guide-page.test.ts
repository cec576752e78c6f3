import { describe, expect, it } from 'vitest'
import { parseGuidePage, proseOf, wordsOf } from './guide-page.ts'

const page = `# Lock

Press **Lock** or \`Ctrl+L\`: see [Keys](13-keys.md).

## Then

1. First.
2. Second.

- Any.

> Switch it off.

![A picture](../../screenshots/locked-light.png)
`

describe('a page of the guide', () => {
  it('has headings, lines with labels, keys and links, steps, lists, warnings and pictures', () => {
    expect(parseGuidePage(page)).toEqual({
      title: 'Lock',
      blocks: [
        {
          kind: 'paragraph',
          line: [
            { kind: 'text', text: 'Press ' },
            { kind: 'label', text: 'Lock' },
            { kind: 'text', text: ' or ' },
            { kind: 'keys', text: 'Ctrl+L' },
            { kind: 'text', text: ': see ' },
            { kind: 'link', text: 'Keys', page: 'keys' },
            { kind: 'text', text: '.' },
          ],
        },
        { kind: 'heading', line: [{ kind: 'text', text: 'Then' }] },
        {
          kind: 'steps',
          lines: [[{ kind: 'text', text: 'First.' }], [{ kind: 'text', text: 'Second.' }]],
        },
        { kind: 'list', lines: [[{ kind: 'text', text: 'Any.' }]] },
        { kind: 'warning', line: [{ kind: 'text', text: 'Switch it off.' }] },
        { kind: 'picture', text: 'A picture', file: '../../screenshots/locked-light.png' },
      ],
    })
  })

  it('is searched by all of its words; its keys are no prose', () => {
    expect(wordsOf(parseGuidePage(page))).toContain('Press Lock or Ctrl+L: see Keys.')
    expect(proseOf(parseGuidePage(page))).toContain('Press Lock or : see Keys.')
  })

  it.each([
    'Text without a title',
    '# Title\n\nTwo\nlines',
    '# Title\n\n1. First\n3. Third',
    '# Title\n\n- An item\nand more',
    '# Title\n\n### Deep',
    '# Title\n\n*Emphasis*',
    '# Title\n\n**Open',
    '# Title\n\n[The web](https://example.org)',
    '# Title\n\n| a | b |',
    '# Title\n\n<b>HTML</b>',
    '# Title\n\n> Two\n> lines',
  ])('is refused with Markdown that the help cannot show: %j', (markdown) => {
    expect(() => parseGuidePage(markdown)).toThrow(/page begins|unknown markup|has one line/)
  })
})
