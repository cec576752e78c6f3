import { describe, expect, test } from 'vitest'
import { loadedBy } from './bundle-sizes.ts'

const chunk = (name: string, bytes: number, ...imports: string[]) => ({
  fileName: `${name}-1.js`,
  name,
  bytes,
  imports: imports.map((each) => `${each}-1.js`),
})
const chunks = [
  chunk('index', 100, 'shared'),
  chunk('view', 10, 'shared', 'index'),
  chunk('shared', 1, 'index'),
  chunk('other', 1_000),
]

describe('what a start loads', () => {
  test('is counted with all that it imports, each once, also in a circle', () => {
    expect(loadedBy({ what: '', chunks: ['index', 'view'], mostKB: 1 }, chunks)).toBe(111)
  })

  test('of a name that no chunk has is a mistake, not nothing', () => {
    expect(() => loadedBy({ what: '', chunks: ['gone'], mostKB: 1 }, chunks)).toThrow('gone')
  })
})
