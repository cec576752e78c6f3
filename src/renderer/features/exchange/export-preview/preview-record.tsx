import { useEffect, useId, useState } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../../../shared/contract.ts'
import { FailureBanner } from '../../../data/failure-text.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { foundWords } from '../../../review/found-words.ts'
import { useCurrent } from '../../../review/use-current.ts'
import { WhileCurrent } from '../../../review/while-current.tsx'
import { kindWord, aboutOf } from '../../../review/words.ts'
import type { ReviewListItem } from '../../../review/words.ts'
import { Button } from '../../../ui/button.tsx'
import { Progress } from '../../../ui/progress.tsx'
import { fieldsOf } from '../../../versions/record-fields.ts'
import { useValueWords } from '../../../versions/value-words.ts'
import { VersionPairs } from './version-pairs.tsx'
import { WholeVersion } from './whole-version.tsx'
import shared from '../../../ui/shared.module.css'
import styles from './preview.module.css'
import { useFormat } from '../../../i18n/use-format.ts'

/** Attached files exported with a record, each with whether it was cleaned. */
const PreviewFileList = ({ files }: Pick<Out<'exports.record'>, 'files'>): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  if (files.length === 0) return null
  return (
    <section className={styles['part']}>
      <h4>{text('preview.filesTitle')}</h4>
      <ul className={shared['stack2']}>
        {files.map(({ name, mediaType, bytes, is, isOlder }, at) => (
          <li key={at}>
            <span>{name}</span>{' '}
            <span className={shared['quiet']}>
              {mediaType} · {format.bytes(bytes)}
            </span>
            <p className={is === 'cleaned' ? shared['quiet'] : styles['warned']}>
              {text(`preview.file.${is}`)}
            </p>
            {isOlder && <p className={styles['warned']}>{text('preview.fileOlder')}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Row = Out<'exports.records'>[number]

/** Findings whose words are in no field of a newest version. */
const useOnlyOlder = (
  exported: Out<'exports.record'> | undefined,
  items: readonly ReviewListItem[],
  words: ReturnType<typeof useValueWords>,
): readonly ReviewListItem[] => {
  if (exported === undefined) return []
  const said = exported.versions
    .flatMap(({ after }) => fieldsOf(exported.kind).flatMap((field) => field.say(after, words)))
    .join('\n')
  return items.filter(
    (item) =>
      (item.kind === 'lint' || item.kind === 'hidden-text') &&
      item.about !== '' &&
      foundWords(said, [item]).every((stretch) => stretch.item === null),
  )
}

/**
 * Every exported field of a record as the recipient will read it, and the other exported content.
 */
export const PreviewRecord = ({
  task,
  isRead,
  onRead,
  row,
  items,
  isReadOnly,
  onLeaveOut,
}: {
  /** Identifies the reviewed export. */
  readonly task: string
  /** Whether a record of this review was read, so that nothing of an earlier review is shown. */
  readonly isRead: boolean
  /** Receives the review that the record shown belongs to. */
  readonly onRead: (task: string) => void
  readonly row: Row
  /** Review issues of this record. */
  readonly items: readonly ReviewListItem[]
  readonly isReadOnly: boolean
  readonly onLeaveOut: () => void
}): ReactElement => {
  const text = useText()
  const heading = useId()
  const [comparedWith, setComparedWith] = useState('')
  const words = useValueWords()
  const {
    current,
    last: data,
    error,
  } = useCurrent('exports.record', {
    task,
    subject: row.subject,
    comparedWith: comparedWith === '' ? null : comparedWith,
  })
  useEffect(() => {
    if (current !== undefined) onRead(task)
  }, [current, onRead, task])
  const onlyOlder = useOnlyOlder(data, items, words)
  return (
    <section className={styles['record']} aria-labelledby={heading}>
      <header className={styles['head']}>
        <h3 id={heading} className={styles['heading']} dir="auto">
          {row.name === '' ? text('exchange.untitled') : row.name}
        </h3>
        {row.kind === 'report' && (
          <Button size="small" isDisabled={isReadOnly} onPress={onLeaveOut}>
            {text('preview.leaveOut')}
          </Button>
        )}
      </header>
      {row.kind !== 'report' && <p className={shared['quiet']}>{text('preview.along')}</p>}
      {error !== null ? (
        <FailureBanner failure={error} />
      ) : data === undefined ? (
        <Progress label={text('common.loading')} />
      ) : (
        <WhileCurrent isCurrent={isRead}>
          <section className={styles['part']}>
            <h4>{text('preview.whole')}</h4>
            {data.versions.length > 1 && <p>{text('preview.apart')}</p>}
            {data.versions.map((version) => (
              <WholeVersion
                key={version.revision}
                kind={data.kind}
                version={version}
                items={items}
                words={words}
              />
            ))}
            {data.sealed > 0 && <p className={shared['quiet']}>{text('preview.sealed')}</p>}
          </section>
          <PreviewFileList files={data.files} />
          <section className={styles['part']}>
            <h4>{text('preview.versions', { count: row.revisions })}</h4>
            {onlyOlder.length > 0 && (
              <div className={styles['warned']}>
                <p>{text('preview.onlyOlder')}</p>
                <ul>
                  {onlyOlder.map((item) => (
                    <li key={item.item}>
                      {text(kindWord(item))}: {aboutOf(item)}
                    </li>
                  ))}
                </ul>
              </div>
            )}
            <VersionPairs
              exported={data}
              comparedWith={comparedWith}
              onComparedWith={setComparedWith}
              words={words}
            />
          </section>
        </WhileCurrent>
      )}
    </section>
  )
}
