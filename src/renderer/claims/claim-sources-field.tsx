import { useId } from 'react'
import type { ReactElement } from 'react'
import type { ClaimContent } from '../../shared/claims.ts'
import { useVaultQuery } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { sourceName, useSources } from '../records/names.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import styles from './claims.module.css'

type Speakers = NonNullable<ClaimContent['sourceIds']>

const none = [] as const

/**
 * The sources of the claim among those of the report. Shown only if the report names several, or if
 * the claim has a source that the report no longer names.
 */
export const ClaimSourcesField = ({
  reportId,
  value = none,
  onChange,
}: {
  readonly reportId: string
  readonly value: readonly Speakers[number][] | undefined
  /** Empty: not stated. */
  readonly onChange: (ids: Speakers) => void
}): ReactElement | null => {
  const text = useText()
  const hint = useId()
  const { sourceById } = useSources()
  const { data: report } = useVaultQuery('reports.get', { id: reportId })
  const named = new Set(report?.content.sourceIds)
  const gone = value.filter((id) => !named.has(id))
  if (report === undefined || (named.size < 2 && gone.length === 0)) return null
  const offered = [...named, ...gone]
  const toggle = (id: Speakers[number], isChosen: boolean): void =>
    onChange(offered.filter((other) => (other === id ? isChosen : value.includes(other))))
  return (
    <fieldset className={styles['group']} aria-describedby={hint}>
      <legend>{text('claims.saidBy')}</legend>
      <p id={hint} className={styles['hint']}>
        {text('claims.saidByHint')}
      </p>
      {offered.map((id) => {
        const source = sourceById.get(id)
        const isChosen = value.includes(id)
        return (
          <Checkbox
            key={id}
            isSelected={isChosen}
            isDisabled={!isChosen && value.length >= limits.sources}
            {...(named.has(id) ? {} : { description: text('claims.saidByGone') })}
            onChange={(selected) => toggle(id, selected)}
          >
            {source === undefined ? text('reports.unknownSource') : sourceName(source)}
          </Checkbox>
        )
      })}
    </fieldset>
  )
}
