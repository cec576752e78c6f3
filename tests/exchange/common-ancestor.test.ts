import { describe, expect, it } from 'vitest'
import { ancestryIn, nearestCommon } from '../../src/main/exchange/common-ancestor.ts'
import type { RevisionNode } from '../../src/main/exchange/merge.ts'
import type { RevisionId } from '../../src/shared/ids.ts'

const id = (name: string) => name as RevisionId
const node = (name: string, ...parents: string[]): RevisionNode => ({
  id: id(name),
  parents: parents.map(id),
})
/** a → b → c, d; e merges c and d; f went on from d. */
const tree = [
  node('a'),
  node('b', 'a'),
  node('c', 'b'),
  node('d', 'b'),
  node('e', 'c', 'd'),
  node('f', 'd'),
]
const common = (nodes: readonly RevisionNode[], ...tips: string[]) =>
  nearestCommon(nodes, tips.map(id))

describe('a revision goes back to', () => {
  it('itself, its parents and theirs, and to nothing else', () => {
    const back = (of: string) =>
      ['a', 'b', 'c', 'd', 'e', 'f'].filter((other) => ancestryIn(tree)(id(of)).has(id(other)))
    expect(back('a')).toEqual(['a'])
    expect(back('e')).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(back('f')).toEqual(['a', 'b', 'd', 'f'])
  })

  it('itself where it is unknown, and to a parent that is', () => {
    expect(ancestryIn([])(id('x')).has(id('x'))).toBe(true)
    expect(ancestryIn([node('y', 'x')])(id('y')).has(id('x'))).toBe(true)
    expect(ancestryIn([node('y', 'x')])(id('x')).has(id('y'))).toBe(false)
  })
})

describe('what versions have in common', () => {
  it('is the newest state that all of them go back to', () => {
    expect(common(tree, 'c', 'd')).toEqual(['b'])
    expect(common(tree, 'e', 'f')).toEqual(['d'])
    expect(common(tree, 'e', 'b')).toEqual(['b'])
    expect(common(tree, 'c', 'd', 'a')).toEqual(['a'])
    expect(common(tree, 'c')).toEqual(['c'])
  })

  it('is nothing where they share nothing, where nothing is asked, and what is not here', () => {
    expect(common(tree)).toEqual([])
    expect(common([node('x'), node('y')], 'x', 'y')).toEqual([])
    // Both name a parent that never came.
    expect(common([node('x', 'gone'), node('y', 'gone')], 'x', 'y')).toEqual([])
  })

  it('is several states, in code unit order, where people merged the same versions apart', () => {
    const crossed = [node('a'), node('z', 'a'), node('b', 'a'), node('m', 'z', 'b')]
    const other = node('n', 'b', 'z')
    expect(common([...crossed, other], 'm', 'n')).toEqual(['b', 'z'])
    expect(common([...crossed, other], 'n', 'm')).toEqual(['b', 'z'])
  })
})
