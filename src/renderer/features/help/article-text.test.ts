import { describe, expect, it } from 'vitest'
import { piecesOf } from './help-article.tsx'

describe('an article of help', () => {
  it('has a paragraph for each line, and one list for steps that follow each other', () => {
    expect(piecesOf('Why.\n- First.\n- Then - at last.\nSo.\n\n- Again.')).toEqual([
      { kind: 'paragraph', text: 'Why.' },
      { kind: 'steps', steps: ['First.', 'Then - at last.'] },
      { kind: 'paragraph', text: 'So.' },
      { kind: 'steps', steps: ['Again.'] },
    ])
  })

  it('that is empty has nothing', () => {
    expect(piecesOf('')).toEqual([])
  })
})
