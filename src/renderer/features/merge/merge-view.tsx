import type { ReactElement } from 'react'
import { useDesk } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { RecordUnread } from '../../records/record-unread.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Pane } from '../../ui/pane.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useView } from '../../view-state.tsx'
import { MergeForm } from './merge-form.tsx'

/** The versions of one record side by side, until one stands in their place. */
export const MergeView = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const { merge } = useView()
  const { data, error, refetch } = useDesk(
    'records.versions',
    { id },
    // What is being decided on stays as it was seen; the vault refuses it once it has changed.
    { staleTime: Infinity, refetchOnMount: 'always', gcTime: 0 },
  )
  const label = text('merge.title')
  if (error !== null) return <RecordUnread label={label} refusal={error} />
  if (data === undefined) {
    return (
      <Pane label={label}>
        <Progress label={text('common.loading')} />
      </Pane>
    )
  }
  if (data.sides.length < 2) {
    return (
      <Pane label={label}>
        <EmptyState
          icon="check"
          title={text('merge.nothing')}
          action={<Button onPress={() => merge(null)}>{text('merge.back')}</Button>}
        >
          <p>{text('merge.nothingText')}</p>
        </EmptyState>
      </Pane>
    )
  }
  return (
    <MergeForm
      key={`${data.rev} ${data.heads.join()}`}
      versions={data}
      onAnew={() => void refetch()}
    />
  )
}
