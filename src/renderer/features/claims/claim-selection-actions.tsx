import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandIconButton } from '../../commands/command-button.tsx'
import { useCases } from '../../records/names.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { PromptDialog } from '../../selection/prompt-dialog.tsx'
import type { MultiSelect } from '../../selection/use-multi-select.ts'
import { Select } from '../../ui/select.tsx'
import type { ClaimAction } from './claim-actions.ts'

/** Bulk actions on claims: move to a case, or delete. */
export const ClaimSelectionActions = ({
  choosing: { selection, act },
}: {
  readonly choosing: MultiSelect<ClaimAction, Claim>
}): ReactElement => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const { cases } = useCases()
  const [asking, setAsking] = useState(false)
  const [caseId, setCaseId] = useState<string | null>(null)
  const chosen = caseId ?? cases[0]?.id ?? ''
  return (
    <>
      <CommandIconButton
        variant="secondary"
        words="selection.case"
        isDisabled={selection.rows.size === 0 || isReadOnly}
        onPress={() => setAsking(true)}
      />
      {asking && (
        <PromptDialog
          title={text('selection.case')}
          hint={text('selection.caseClaims')}
          confirm={text('selection.caseConfirm')}
          isReady
          onConfirm={() => {
            setAsking(false)
            act({ kind: 'case', caseId: cases.find(({ id }) => id === chosen)?.id ?? null })
          }}
          onClose={() => setAsking(false)}
        >
          <Select
            label={text('reports.case')}
            value={chosen}
            options={[
              ...cases.map((item) => ({ value: item.id as string, label: item.content.title })),
              { value: '', label: text('reports.noCase') },
            ]}
            onChange={setCaseId}
          />
        </PromptDialog>
      )}
    </>
  )
}
