import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { useCases } from '../records/names.ts'
import { Select } from '../ui/select.tsx'
import { useView } from '../app/view-state.ts'

/** The case filter shared by the claim list, the timeline and the map. */
export const CaseFilter = ({
  onChange,
}: {
  /** Called when the case changes, to reset dependent state. */
  readonly onChange?: () => void
}): ReactElement | null => {
  const text = useText()
  const { view, filterClaims } = useView()
  const { cases } = useCases()
  if (cases.length === 0) return null
  return (
    <Select
      label={text('claims.case')}
      hideLabel
      size="small"
      value={view.claimCase ?? ''}
      options={[
        { value: '', label: text('claims.allCases') },
        ...cases.map((item) => ({ value: item.id as string, label: item.content.title })),
      ]}
      onChange={(id) => {
        filterClaims(id === '' ? null : id)
        onChange?.()
      }}
    />
  )
}
