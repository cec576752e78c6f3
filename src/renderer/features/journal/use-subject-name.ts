import { useQuery } from '@tanstack/react-query'
import type { Channel } from '../../../shared/channels.ts'
import type { In, Out } from '../../../shared/contract.ts'
import type { JournalLine } from '../../../shared/records.ts'
import { call } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { sourceName } from '../../records/names.ts'

type Asked = {
  readonly queryKey: readonly unknown[]
  readonly queryFn: () => Promise<unknown>
  readonly select: (answer: unknown) => string | null
}

/** The same query as that of `useVaultQuery`, so that they share one answer. */
const asked = <C extends Channel>(
  channel: C,
  input: In<C>,
  nameIn: (answer: Out<C>) => string | null,
): Asked => ({
  queryKey: [channel, input],
  queryFn: () => call(channel, input),
  select: (answer) => nameIn(answer as Out<C>),
})

/** The query for a subject's name; the vault itself has none. */
const questionOf = ({ subject, subjectKind }: JournalLine): Asked | null => {
  const of = { id: subject }
  switch (subjectKind) {
    case 'vault':
      return null
    case 'case':
      return asked('cases.get', of, ({ content }) => content.title)
    case 'source':
      return asked('sources.get', of, sourceName)
    case 'report':
      return asked('reports.get', of, ({ content }) => content.title)
    case 'claim':
      return asked('claims.get', of, ({ content }) => content.statement)
    case 'attribution':
      return asked(
        'attributions.list',
        { sourceId: null },
        (phrases) => phrases.find(({ id }) => id === subject)?.content.phrase ?? null,
      )
    case 'publication':
      return asked('publications.get', of, ({ content }) => content.title)
  }
}

const nothing: Asked = {
  queryKey: ['no subject'],
  queryFn: () => Promise.resolve(null),
  select: () => null,
}

/** The current name of a line's record; null if it is not in this vault, or still loading. */
export const useSubjectName = (line: JournalLine): string | null => {
  const text = useText()
  const question = questionOf(line)
  // One query per row for any kind: a hundred rows may come into view at once.
  const { data } = useQuery<unknown, AppError, string | null>({
    ...(question ?? nothing),
    enabled: question !== null,
  })
  const isUntitled = line.subjectKind === 'report' && data === ''
  return isUntitled ? text('palette.untitled') : (data ?? null)
}
