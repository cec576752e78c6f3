import type { ReportRow } from '../../src/shared/records.ts'
import type { Answers } from './answers.ts'
import { recordId } from './records.ts'

/** Canned answers about a source, besides the source itself. */
export const sourceAnswers = (
  reportsOf: (sourceId: string) => readonly ReportRow[],
): Required<
  Pick<
    Answers,
    | 'sources.history'
    | 'sources.footprint'
    | 'sources.holdBack'
    | 'sources.heldBack'
    | 'sources.withdrawn'
  >
> => {
  const held = new Set<string>()
  return {
    'sources.holdBack': ({ id, isHeld }) => {
      if (isHeld) held.add(id)
      else held.delete(id)
      return {}
    },
    'sources.heldBack': () => [...held],
    'sources.withdrawn': () => [],
    'sources.history': () => [
      {
        day: '2024-04-12',
        reliability: 'B',
        reason: 'Three earlier reports were borne out by others.',
        byUs: true,
      },
      { day: '2024-02-03', reliability: 'C', reason: 'Once borne out.', byUs: false },
      { day: '2023-10-09', reliability: 'F', reason: '', byUs: true },
    ],
    'sources.footprint': ({ id }) => {
      const rows = reportsOf(id)
      return {
        reports: [...rows],
        claims: rows.slice(0, 1).map((row) => ({
          id: recordId(70),
          statement: 'About 200 people were sent back at two crossings.',
          reportId: row.id,
        })),
        attributions: [],
        exports: [
          {
            exportId: recordId(71),
            day: '2024-03-01',
            to: ['4F2A-91C7-D03E-B658'],
            names: [{ pseudonym: 'Crane', state: 'verified' as const }],
            purpose: 'Monthly hand-over',
          },
        ],
        publications: [{ id: recordId(72), title: 'Returned in October', written: ['2024-04-01'] }],
        twins: [{ sourceId: recordId(11), reports: [...rows].slice(0, 1) }],
        isHeldBack: held.has(id),
      }
    },
  }
}
