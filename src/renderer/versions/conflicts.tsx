import { createContext, useContext, useMemo } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { CommandButton } from '../commands/command-button.tsx'
import { TheirsNotice } from '../custody/theirs-notice.tsx'
import { useRevisable } from '../records/use-revisable.ts'
import { Banner } from '../ui/banner.tsx'
import { Chip } from '../ui/tag.tsx'
import { useRecordView } from '../app/view-state.ts'
import shared from '../ui/shared.module.css'
import styles from './versions.module.css'

const none = [] as const

/** Records with versions to merge. */
const useConflicts = () => {
  const { data = none, error } = useVaultQuery('records.conflicts', {})
  return { records: data, error }
}

const useIsConflicted = (id: string | null): boolean =>
  useConflicts().records.some((record) => record.id === id)

const ConflictedContext = createContext<ReadonlySet<string> | null>(null)

/**
 * One query for all rows of a list: one query per row would dominate the render time of a long
 * list.
 */
export const ConflictsOfRows = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const { records } = useConflicts()
  const ids = useMemo(() => new Set<string>(records.map(({ id }) => id)), [records])
  return <ConflictedContext value={ids}>{children}</ConflictedContext>
}

const Conflicted = (): ReactElement => (
  <Chip tone="warn" icon="branch">
    {useText()('versions.conflicted')}
  </Chip>
)

const AskingChip = ({ id }: { readonly id: string }): ReactElement | null =>
  useIsConflicted(id) ? <Conflicted /> : null

/** In a list: this record has versions to merge. */
export const ConflictChip = ({ id }: { readonly id: string }): ReactElement | null => {
  const known = useContext(ConflictedContext)
  if (known === null) return <AskingChip id={id} />
  return known.has(id) ? <Conflicted /> : null
}

/** On a record: its versions must be merged, with a link to the merge. */
export const ConflictNotice = ({
  id,
  before,
}: {
  readonly id: string | null
  /** Saves pending edits before the page is left. */
  readonly before?: () => Promise<unknown>
}): ReactElement | null => {
  const text = useText()
  const { merge, stay } = useRecordView()
  const revisable = useRevisable(id)
  const { records, error } = useConflicts()
  const isConflicted = records.some((record) => record.id === id)
  const start = async (): Promise<void> => {
    const isStill = stay()
    await before?.()
    if (isStill()) merge(id)
  }
  if (error !== null) return <FailureBanner failure={error} />
  if (!isConflicted) return null
  return (
    <Banner
      tone="warn"
      icon="branch"
      title={text('versions.conflictTitle')}
      actions={
        revisable === 'theirs' ? undefined : (
          <CommandButton
            words="versions.merge"
            size="small"
            isDisabled={revisable !== 'yes'}
            onPress={() => void start()}
          />
        )
      }
    >
      <p>{text('versions.conflictText')}</p>
    </Banner>
  )
}

/** A record to merge: a link to the merge, or a note that another vault has to do it. */
const WaitingRecord = ({ id, title }: { readonly id: string; readonly title: string }) => {
  const text = useText()
  const { merge } = useRecordView()
  const revisable = useRevisable(id)
  const name = title === '' ? text('reports.untitled') : title
  if (revisable === 'theirs') {
    return (
      <>
        <p>{name}</p>
        <TheirsNotice id={id} />
      </>
    )
  }
  return (
    <CommandButton
      words="versions.mergeNamed"
      values={{ title: name }}
      size="small"
      icon="branch"
      isDisabled={revisable !== 'yes'}
      onPress={() => merge(id)}
    />
  )
}

/** All records to merge, with links; nothing if there are none. */
export const Waiting = (): ReactElement | null => {
  const text = useText()
  const { records, error } = useConflicts()
  if (error !== null) return <FailureBanner failure={error} />
  if (records.length === 0) return null
  return (
    <section className={styles['waiting']} aria-label={text('versions.waiting')}>
      <h2 className={styles['heading']}>{text('versions.waiting')}</h2>
      <p>{text('versions.waitingText')}</p>
      <ul className={shared['row2']}>
        {records.map(({ id, title }) => (
          <li key={id}>
            <WaitingRecord id={id} title={title} />
          </li>
        ))}
      </ul>
    </section>
  )
}
