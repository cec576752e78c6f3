import type { ReactElement } from 'react'
import type { CaseContent } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { caseStatusWords } from '../../records/vocabulary.ts'
import { Chip } from '../../ui/tag.tsx'

const tones = { open: 'accent', paused: 'warn', closed: 'plain' } as const

/** Open, paused or closed. */
export const CaseStatusChip = ({
  status,
}: {
  readonly status: CaseContent['status']
}): ReactElement => {
  const text = useText()
  return <Chip tone={tones[status]}>{text(caseStatusWords[status])}</Chip>
}
