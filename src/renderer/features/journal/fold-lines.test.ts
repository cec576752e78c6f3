import { describe, expect, it } from 'vitest'
import type { JournalLine } from '../../../shared/records.ts'
import { foldLines } from './fold-lines.ts'

const line = (seq: number, more: Partial<JournalLine> = {}): JournalLine =>
  ({
    seq,
    day: '2026-01-02',
    time: null,
    actor: '',
    kind: 'record.saved',
    subjectKind: 'report',
    subject: 'a',
    digest: '',
    hash: '',
    reason: null,
    ...more,
  }) as JournalLine

const shown = (lines: readonly JournalLine[]): string[] =>
  foldLines(lines).map(({ line: { seq }, count }) => `${seq}x${count}`)

describe('rows of the journal', () => {
  it('stand for a run of saves of one record on one day', () => {
    expect(shown([line(4), line(3), line(2, { day: '2026-01-01' as JournalLine['day'] })])).toEqual(
      ['4x2', '2x1'],
    )
  })

  it('end where anything else happened, to this record or to another', () => {
    expect(shown([line(4), line(3, { kind: 'record.filed' }), line(2)])).toEqual([
      '4x1',
      '3x1',
      '2x1',
    ])
    expect(shown([line(4), line(3, { subject: 'b' }), line(2)])).toEqual(['4x1', '3x1', '2x1'])
    expect(shown([line(4), line(3, { actor: 'them' })])).toEqual(['4x1', '3x1'])
  })

  it('never stand for two acts that are not saves', () => {
    const filed = { kind: 'record.filed' } as const
    expect(shown([line(4, filed), line(3, filed)])).toEqual(['4x1', '3x1'])
  })

  it('stand for a large import with all of its transactions', () => {
    const imported = (seq: number) => line(seq, { kind: 'record.imported', subject: String(seq) })
    const ends = (seq: number) => line(seq, { kind: 'import.continued', subject: 'vault' })
    expect(shown([ends(9), imported(8), ends(7), imported(6), imported(5), line(4)])).toEqual([
      '9x5',
      '4x1',
    ])
  })

  it('stand for one act on many records, until they are opened', () => {
    const lines = [9, 8, 7, 6].map((seq) =>
      line(seq, { kind: 'record.published', subject: String(seq) }),
    )
    const all = [...lines, line(5)]
    expect(shown(all)).toEqual(['9x4', '5x1'])
    expect(foldLines(all, new Set([9])).map(({ line: { seq } }) => seq)).toEqual([9, 8, 7, 6, 5])
  })

  it('leave out none', () => {
    const lines = [9, 8, 7, 6, 5].map((seq) => line(seq, { subject: seq > 6 ? 'a' : 'b' }))
    expect(foldLines(lines).reduce((sum, { count }) => sum + count, 0)).toBe(5)
  })
})
