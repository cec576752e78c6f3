import { useState } from 'react'
import type { ReactElement } from 'react'
import type { ReportRow } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { useCases } from '../../records/names.ts'
import { PromptDialog } from '../../selection/prompt-dialog.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { BulkReportAction } from './bulk-actions.ts'

/** The bulk actions that need another value. */
export type Asking = 'case' | 'tag' | 'untag'

/** Asks for the case or the tag of a bulk action. */
export const ChosenDialog = ({
  asking,
  rows,
  onAction,
  onClose,
}: {
  readonly asking: Asking
  readonly rows: ReadonlyMap<string, ReportRow>
  readonly onAction: (act: BulkReportAction) => void
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { cases } = useCases()
  const tags = [...new Set([...rows.values()].flatMap((row) => row.tags))].sort()
  const [typed, setTyped] = useState(asking === 'untag' ? (tags[0] ?? '') : '')
  const [caseId, setCaseId] = useState<string>(cases[0]?.id ?? '')
  const count = rows.size
  const tag = typed.trim()
  if (asking === 'case') {
    return (
      <PromptDialog
        title={text('selection.case')}
        hint={text('selection.caseText')}
        confirm={text('selection.caseConfirm')}
        isReady
        onConfirm={() => onAction({ kind: 'case', caseId: caseId === '' ? null : caseId })}
        onClose={onClose}
      >
        <Select
          label={text('reports.case')}
          value={caseId}
          options={[
            ...cases.map((item) => ({ value: item.id as string, label: item.content.title })),
            { value: '', label: text('reports.noCase') },
          ]}
          onChange={setCaseId}
        />
      </PromptDialog>
    )
  }
  const isAdding = asking === 'tag'
  return (
    <PromptDialog
      title={text(isAdding ? 'selection.addTagTitle' : 'selection.takeTagTitle', { count })}
      hint={text(isAdding ? 'selection.tagText' : 'selection.untagText')}
      confirm={text(isAdding ? 'selection.addTagConfirm' : 'selection.takeTagConfirm')}
      isReady={tag !== ''}
      onConfirm={() => onAction({ kind: asking, tag })}
      onClose={onClose}
    >
      {isAdding ? (
        <TextField
          label={text('selection.tag')}
          value={typed}
          maxLength={limits.tag}
          autoFocus
          onChange={setTyped}
        />
      ) : (
        <Select
          label={text('selection.tag')}
          value={typed}
          options={tags.map((name) => ({ value: name, label: name }))}
          onChange={setTyped}
        />
      )}
    </PromptDialog>
  )
}
