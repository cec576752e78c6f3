import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { figuresOf, rowOf, shareOf, sumOf } from './figures.ts'

const report = (...statuses: readonly string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-figures-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'mutants.json')
  const mutants = statuses.map((status) => ({ status }))
  writeFileSync(path, JSON.stringify({ files: { 'a.ts': { mutants }, 'b.ts': { mutants: [] } } }))
  return path
}

test('what no test reached, and what nothing was learnt of, was not noticed', () => {
  const figures = figuresOf(
    report(...['Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError']),
  )
  expect(shareOf(figures)).toBe(50)
  expect(rowOf('header', figures)).toBe('| header | 6 | 2 | 1 | 1 | 2 | 50.0 % |')
})

test('what a comment leaves out has no part in it', () => {
  expect(shareOf(figuresOf(report('Killed', 'Ignored')))).toBe(100)
  expect(shareOf(figuresOf(report()))).toBe(0)
})

test('the total is of all mutants, not of the groups', () => {
  const [a, b] = [figuresOf(report('Killed')), figuresOf(report('Survived', 'Killed', 'Survived'))]
  expect(shareOf(sumOf([a, b]))).toBe(50)
})
