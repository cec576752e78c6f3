import { describe, expect, test } from 'vitest'
import { repeatedTypes } from './type-names.ts'

describe('names of types', () => {
  test('a name that two files define is found with both files', () => {
    const sources = [
      { file: 'b.ts', text: 'export type Place = { readonly name: string }\n' },
      { file: 'a.ts', text: 'const x = 1\ntype Place = string\n' },
      { file: 'c.ts', text: 'interface Window {}\n' },
    ]
    expect(repeatedTypes(sources)).toEqual([{ name: 'Place', files: ['a.ts', 'b.ts'] }])
  })

  test('a class counts as a type, and so does a type inside a function', () => {
    const other = { file: 'b.ts', text: 'export type Place = string\n' }
    for (const text of [
      'export class Place {}\n',
      'abstract class Place {}\n',
      'export const f = () => {\n  type Place = number\n}\n',
      'declare global {\n  interface Place {}\n}\n',
    ]) {
      expect(repeatedTypes([other, { file: 'a.ts', text }]), text).toEqual([
        { name: 'Place', files: ['a.ts', 'b.ts'] },
      ])
    }
  })

  test('a private row or props may repeat, an exported one may not', () => {
    const row = { text: 'type Row = string\ntype Props = string\n' }
    expect(
      repeatedTypes([
        { file: 'a.ts', ...row },
        { file: 'b.ts', ...row },
      ]),
    ).toEqual([])
    const exported = { text: 'export type Row = string\n' }
    expect(
      repeatedTypes([
        { file: 'a.ts', ...exported },
        { file: 'b.ts', ...exported },
      ]),
    ).toHaveLength(1)
  })
})
