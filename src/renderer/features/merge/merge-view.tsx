import { useState } from 'react'
import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { useFormDraft } from '../../data/form-store.tsx'
import { RecordUnread } from '../../records/record-unread.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useView } from '../../app/view-state.ts'
import type { Choices } from '../../versions/three-way.ts'
import { MergeForm, mergeForms, seenAs } from './merge-form.tsx'
import type { MergeVersions } from './side-names.ts'

const none: Choices = new Map()

/** Choices that stay valid when the versions change. */
const byHand = (choices: Choices): Choices =>
  new Map([...choices].filter(([, { kind }]) => kind === 'hand'))

/** The versions of a record side by side, until they are merged. */
export const MergeView = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const { merge } = useView()
  const { data, error, refetch } = useVaultQuery(
    'records.versions',
    { id },
    { staleTime: 0, refetchOnMount: 'always', gcTime: 0 },
  )
  // The versions stay as first shown: the vault process refuses the merge if they have changed, and
  // only the user loads the new ones. Text written by hand is kept.
  const [seen, setSeen] = useState<MergeVersions | null>(null)
  const form = useFormDraft(mergeForms, id, { of: '', choices: none })
  const { content: kept, change } = form
  if (seen === null && data !== undefined) setSeen(data)
  const lookAnew = async (choices: Choices): Promise<void> => {
    const { data: now } = await refetch()
    if (now === undefined) return
    change({ of: seenAs(now), choices: byHand(choices) })
    setSeen(now)
  }
  const label = text('merge.title')
  if (error !== null && seen === null) return <RecordUnread label={label} failure={error} />
  if (seen === null) {
    return (
      <Panel label={label}>
        <Progress label={text('common.loading')} />
      </Panel>
    )
  }
  if (seen.sides.length < 2) {
    return (
      <Panel label={label}>
        <EmptyState
          icon="check"
          title={text('merge.nothing')}
          action={<Button onPress={() => merge(null)}>{text('merge.back')}</Button>}
        >
          <p>{text('merge.nothingText')}</p>
        </EmptyState>
      </Panel>
    )
  }
  return (
    <MergeForm
      key={seenAs(seen)}
      versions={seen}
      choices={kept.of === seenAs(seen) ? kept.choices : byHand(kept.choices)}
      onChoose={(choices) => change({ of: seenAs(seen), choices })}
      onAnew={(choices) => void lookAnew(choices)}
      form={form}
    />
  )
}
