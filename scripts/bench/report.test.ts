import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { barText, figure } from './figure.ts'
import type { Measured } from './figure.ts'
import { summary, table, writeBench } from './report.ts'
import type { Bench } from './report.ts'

const measured = (change: Partial<Measured>): Measured => ({
  group: 'Store',
  name: 'save',
  unit: 'ms',
  ours: 1.2,
  ...change,
})

const plain = { of: 'ms, no key', value: 1 }

const bench = (...figures: ReturnType<typeof figure>[]): Bench => ({
  command: 'npm run bench',
  day: '2024-04-09',
  seconds: 1,
  machine: {
    cpu: 'some processor',
    cores: 2,
    memoryGiB: 8,
    system: 'Linux 6 x64',
    node: '24.0.0',
    loadBefore: 0,
  },
  figures,
  unmeasured: [],
})

test('a bar on the ratio is held against ours over the limit', () => {
  const bar = { on: 'ratio', most: 1.2 } as const
  expect(figure(measured({ limit: plain, bar }))).toMatchObject({ ratio: 1.2, holds: true })
  expect(figure(measured({ ours: 1.21, limit: plain, bar })).holds).toBe(false)
})

test('a bar on our own value does not look at the limit', () => {
  const bar = { on: 'ours', least: 0.9 } as const
  expect(figure(measured({ ours: 0.9, limit: plain, bar })).holds).toBe(true)
  expect(figure(measured({ ours: 0.899, bar }))).toMatchObject({ ratio: null, holds: false })
})

test('a value that rounds to the bar but is beyond it does not hold', () => {
  const bar = { on: 'ours', most: 150 } as const
  expect(figure(measured({ ours: 150.0001, bar })).holds).toBe(false)
})

test('a bar without anything to hold it against does not hold', () => {
  const bar = { on: 'ratio', most: 1.2 } as const
  expect(figure(measured({ bar })).holds).toBe(false)
  expect(figure(measured({ limit: { of: 'ms', value: 0 }, bar })).holds).toBe(false)
  expect(figure(measured({ ours: Number.NaN, limit: plain, bar })).holds).toBe(false)
})

test('what has no bar neither holds nor fails', () => {
  expect(figure(measured({})).holds).toBeNull()
})

test('bars are told in words', () => {
  expect(barText({ on: 'ratio', most: 1.15 })).toBe('≤ 1.15x')
  expect(barText({ on: 'ours', least: 0.7, most: 1.3 })).toBe('0.7–1.3')
})

test('table and summary say which bars do not hold', () => {
  const good = figure(measured({ name: 'open', limit: plain, bar: { on: 'ratio', most: 2 } }))
  const bad = figure(measured({ name: 'save', limit: plain, bar: { on: 'ratio', most: 1.1 } }))
  const lines = table([good, bad]).split('\n')
  expect(lines.find((line) => line.startsWith('open'))).toMatch(/1\.20x .*≤ 2x\s+holds$/)
  expect(lines.find((line) => line.startsWith('save'))).toMatch(/≤ 1\.1x\s+DOES NOT HOLD$/)
  expect(summary(bench(good, bad))).toContain('1 of 2 bars hold\nDOES NOT HOLD: Store: save')
})

test('bench.json holds name, ours, limit, ratio, bar, holds and the machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-report-'))
  try {
    writeBench(folder, bench(figure(measured({ limit: plain, bar: { on: 'ratio', most: 2 } }))))
    const read: unknown = JSON.parse(readFileSync(join(folder, 'bench.json'), 'utf8'))
    expect(read).toMatchObject({
      machine: { cores: 2 },
      figures: [{ name: 'save', ours: 1.2, limit: plain, ratio: 1.2, bar: '≤ 2x', holds: true }],
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
