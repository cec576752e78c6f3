import type { ReactElement } from 'react'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { sourceName, useSources } from '../../records/names.ts'
import { Select } from '../../ui/select.tsx'

/**
 * The phrase that describes the source in print, or none; for a claim, only phrases of its sources.
 */
export const PhraseChoice = ({
  reportId,
  speakers,
  value,
  onChange,
}: {
  readonly reportId: string
  /** The sources of a claim; undefined: not stated, or a whole text. */
  readonly speakers?: readonly string[] | undefined
  readonly value: string | null
  readonly onChange: (id: string | null) => void
}): ReactElement => {
  const text = useText()
  const { sourceById } = useSources()
  const { data: report, error: unread } = useVaultQuery('reports.get', { id: reportId })
  const { data: phrases = [], error } = useVaultQuery('attributions.list', { sourceId: null })
  const sources = new Set<string>(
    report?.content.sourceIds.filter((id) => speakers?.includes(id) ?? true),
  )
  return (
    <>
      <FailureBanner failure={unread ?? error} />
      <Select
        label={text('publications.phrase')}
        value={value ?? ''}
        options={[
          { value: '', label: text('publications.noPhrase') },
          ...phrases
            .filter(({ id, content }) => sources.has(content.sourceId) || id === value)
            .map(({ id, content }) => {
              const source = sourceById.get(content.sourceId)
              return {
                value: id,
                label: content.phrase,
                ...(source === undefined ? {} : { description: sourceName(source) }),
              }
            }),
        ]}
        onChange={(id) => onChange(id === '' ? null : id)}
      />
    </>
  )
}
