import { useState } from 'react'
import type { ReactElement } from 'react'
import type { In } from '../../../shared/contract.ts'
import { useDesk } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Marked } from '../../ui/marked.tsx'
import { Select } from '../../ui/select.tsx'
import styles from './publications.module.css'

type Format = In<'publications.preview'>['format']

/** The bytes that would leave, as text, with what the checks find in them marked. */
export const ExactFile = ({ id }: { readonly id: string }): ReactElement => {
  const text = useText()
  const [format, setFormat] = useState<Format>('html')
  const { data, error } = useDesk(
    'publications.preview',
    { id, format },
    { staleTime: 0, gcTime: 0 },
  )
  const marks = (data?.findings ?? [])
    .map(({ start, end }) => [start, end] as const)
    .sort((a, b) => a[0] - b[0])
  return (
    <div className={styles['section']}>
      <FailureBanner refusal={error} />
      <div className={styles['tools']}>
        <Select
          label={text('publications.format')}
          value={format}
          options={[
            { value: 'html', label: 'HTML' },
            { value: 'csv', label: 'CSV' },
            { value: 'json', label: 'JSON' },
            { value: 'ftm', label: 'FollowTheMoney' },
            { value: 'uwazi', label: 'Uwazi CSV' },
          ]}
          onChange={setFormat}
        />
        {data !== undefined && (
          <p className={styles['quiet']}>
            {data.findings === null
              ? text('publications.unchecked')
              : text('publications.marks', { count: data.findings.length })}
          </p>
        )}
      </div>
      {data !== undefined && (
        <pre
          className={styles['file']}
          // What scrolls can be reached with the keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={text('publications.exact')}
        >
          <Marked text={data.text} marks={marks} />
        </pre>
      )}
    </div>
  )
}
