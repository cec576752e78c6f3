import type { ReactElement } from 'react'
import type { Out } from '../../../../shared/contract.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useText } from '../../../i18n/use-text.ts'
import { Select } from '../../../ui/select.tsx'
import { FieldPair } from '../../../versions/differences.tsx'
import { fieldsOf } from '../../../versions/record-fields.ts'
import { isSame } from '../../../versions/three-way.ts'
import type { ValueWords } from '../../../versions/value-words.ts'
import styles from './preview.module.css'

type VersionPairRecord = Out<'exports.record'>

const names = { before: 'preview.before', after: 'preview.after' } as const

const Pairs = ({
  kind,
  version: { before, after },
  words,
}: {
  readonly kind: VersionPairRecord['kind']
  readonly version: VersionPairRecord['versions'][number]
  readonly words: ValueWords
}): ReactElement | null => {
  const text = useText()
  if (before === null) return null
  const fields = fieldsOf(kind).filter((field) => !isSame(field, before, after))
  return fields.length === 0 ? (
    <p>{text('preview.same')}</p>
  ) : (
    <>
      {fields.map((field) => (
        <FieldPair
          key={field.id}
          field={field}
          before={before}
          after={after}
          words={words}
          names={names}
          heading="h5"
        />
      ))}
    </>
  )
}

/**
 * The number of older versions that are exported too, and the differences between one of them and
 * the newest.
 */
export const VersionPairs = ({
  exported: { kind, versions, older },
  comparedWith,
  onComparedWith,
  words,
}: {
  readonly exported: VersionPairRecord
  /** Empty: the version before each newest one. */
  readonly comparedWith: string
  readonly onComparedWith: (revision: string) => void
  readonly words: ValueWords
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  return (
    <>
      <p>{text('preview.older', { count: older.length })}</p>
      {older.length > 0 && (
        <>
          <Select
            label={text('preview.compareWith')}
            value={comparedWith}
            options={[
              { value: '', label: text('preview.oneBefore') },
              ...older.map(({ revision, author, day }, at) => ({
                value: revision as string,
                label: text('preview.version', {
                  number: older.length - at,
                  day: format.day(day),
                  author,
                }),
              })),
            ]}
            onChange={onComparedWith}
          />
          <div className={styles['pairs']}>
            {versions.map((version) => (
              <Pairs key={version.revision} kind={kind} version={version} words={words} />
            ))}
          </div>
        </>
      )}
    </>
  )
}
