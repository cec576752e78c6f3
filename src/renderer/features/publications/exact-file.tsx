import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import type { Publication } from '../../../shared/claims.ts'
import type { In } from '../../../shared/contract.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useCurrent } from '../../review/use-current.ts'
import { Marked } from '../../ui/marked.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Select } from '../../ui/select.tsx'
import shared from '../../ui/shared.module.css'
import styles from './publications.module.css'

type ExactFileFormat = In<'publications.preview'>['format']

/** Initial position: the first mark, otherwise after the style sheet of an HTML page. */
const beginning = (text: string, marks: readonly (readonly [number, number])[]): number =>
  marks[0]?.[0] ?? Math.max(0, text.indexOf('<body'))

/** Pixels above a scroll target, to show its context. */
const above = 64

/** The element is created again for each format, so this runs once for each. */
const scrollTo = (start: HTMLElement | null): void => {
  const box = start?.parentElement
  if (box === null || box === undefined || start === null) return
  box.scrollTop = start.offsetTop - box.offsetTop - above
}

/** The bytes that would be exported, or their beginning, as text, with the findings of the checks marked. */
export const ExactFile = ({
  publication: { id, rev },
}: {
  readonly publication: Publication
}): ReactElement => {
  const text = useText()
  const [format, setFormat] = useState<ExactFileFormat>('html')
  const { current: data, error } = useCurrent('publications.preview', { id, rev, format })
  const marks = (data?.findings ?? [])
    .map(({ start, end }) => [start, end] as const)
    .sort((a, b) => a[0] - b[0])
  const file = useRef<HTMLPreElement>(null)
  const content = data?.text ?? ''
  const from = beginning(content, marks)
  const showNext = (): void => {
    const box = file.current
    if (box === null) return
    const tops = [...box.querySelectorAll('mark')].map(
      (mark) => mark.offsetTop - box.offsetTop - above,
    )
    // No mark further down: wrap around to the first.
    box.scrollTop = tops.find((top) => top > box.scrollTop + 1) ?? tops[0] ?? 0
  }
  return (
    <div className={styles['section']}>
      <FailureBanner failure={error} />
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
          <p className={shared['quiet']}>
            {data.findings === null
              ? text('publications.unchecked')
              : text('publications.marks', { count: data.findings.length })}
          </p>
        )}
        {marks.length > 1 && (
          <CommandButton words="publications.nextMark" size="small" onPress={showNext} />
        )}
      </div>
      {data === undefined && error === null && <Progress label={text('review.checking')} />}
      {data?.isWhole === false && (
        <p className={shared['quiet']}>
          {text('publications.beginning', { count: data.text.length })}
        </p>
      )}
      {data !== undefined && (
        <pre
          ref={file}
          className={styles['file']}
          // A scroll container must be reachable by keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="region"
          aria-label={text('publications.exact')}
        >
          {content.slice(0, from)}
          <span ref={scrollTo} />
          <Marked
            text={content.slice(from)}
            marks={marks.map(([a, b]) => [a - from, b - from] as const)}
          />
        </pre>
      )}
    </div>
  )
}
