import type { JournalLine } from '../../../shared/records.ts'
import { useDesk } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'

/** What the record of a line is called now; null if it is no longer here, or not found yet. */
export const useSubjectName = ({ subject, subjectKind }: JournalLine): string | null => {
  const text = useText()
  const theCase = useDesk('cases.get', { id: subject }, { enabled: subjectKind === 'case' })
  const source = useDesk('sources.get', { id: subject }, { enabled: subjectKind === 'source' })
  const report = useDesk('reports.get', { id: subject }, { enabled: subjectKind === 'report' })
  const untitled = (title: string | undefined): string | null =>
    title === '' ? text('palette.untitled') : (title ?? null)
  switch (subjectKind) {
    case 'vault':
      return null
    case 'case':
      return theCase.data?.content.title ?? null
    case 'source':
      return source.data === undefined
        ? null
        : source.data.content.kind === 'protected'
          ? source.data.content.codeName
          : source.data.content.name
    case 'claim':
    case 'attribution':
    case 'publication':
      // Its own page says what it is.
      return null
    case 'report':
      return untitled(report.data?.content.title)
  }
}
