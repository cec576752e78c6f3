import type { JournalLine } from '../../../shared/records.ts'
import { useDesk } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'

/** What the record of a line is called now; null if it is no longer here, or not found yet. */
export const useSubjectName = ({ subject, subjectKind }: JournalLine): string | null => {
  const text = useText()
  const of = { id: subject }
  const theCase = useDesk('cases.get', of, { enabled: subjectKind === 'case' })
  const source = useDesk('sources.get', of, { enabled: subjectKind === 'source' })
  const report = useDesk('reports.get', of, { enabled: subjectKind === 'report' })
  const claim = useDesk('claims.get', of, { enabled: subjectKind === 'claim' })
  const publication = useDesk('publications.get', of, { enabled: subjectKind === 'publication' })
  const phrases = useDesk(
    'attributions.list',
    { sourceId: null },
    { enabled: subjectKind === 'attribution' },
  )
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
    case 'report': {
      const title = report.data?.content.title
      return title === '' ? text('palette.untitled') : (title ?? null)
    }
    case 'claim':
      return claim.data?.content.statement ?? null
    case 'attribution':
      return phrases.data?.find(({ id }) => id === subject)?.content.phrase ?? null
    case 'publication':
      return publication.data?.content.title ?? null
  }
}
