import type { ReactElement } from 'react'
import type { ReportState } from '../../shared/records.ts'
import { useText } from '../i18n/use-text.ts'
import { Chip } from '../ui/tag.tsx'
import { stateWords } from './vocabulary.ts'

const looks = {
  draft: { tone: 'info', icon: 'edit' },
  filed: { tone: 'accent', icon: 'filed' },
  revising: { tone: 'warn', icon: 'edit' },
} as const

/** Draft, filed or revising, by text, icon and colour. */
export const StateChip = ({ state }: { readonly state: ReportState }): ReactElement => {
  const text = useText()
  return <Chip {...looks[state]}>{text(stateWords[state])}</Chip>
}
