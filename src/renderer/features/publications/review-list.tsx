import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Publication } from '../../../shared/claims.ts'
import { useAct, useDesk } from '../../bridge.ts'
import { FailureBanner } from '../../failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { limits } from '../../records/limits.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Chip } from '../../ui/tag.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { isFirm, itemWords, poolOf, stateWords, useOf } from './words.ts'
import type { Item } from './words.ts'
import styles from './publications.module.css'

const tones = { blocks: 'danger', overridden: 'info', warns: 'warn', holds: 'accent' } as const
const reasonMin = 3

/** One line of the checklist; an open one that allows it takes a reason for going on. */
const ReviewLine = ({
  item,
  isPending,
  onOverride,
}: {
  readonly item: Item
  readonly isPending: boolean
  readonly onOverride: (reason: string) => void
}): ReactElement => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const pool = poolOf(item)
  const use = useOf(item)
  return (
    <li className={styles['line']}>
      <div className={styles['lineHead']}>
        <Chip tone={tones[item.state]}>{text(stateWords[item.state])}</Chip>
        <span>{text(itemWords[item.kind])}</span>
        {item.about !== '' && <strong className={styles['about']}>{item.about}</strong>}
        {pool !== null && (
          <span className={styles['quiet']}>{text('publications.poolLow', { count: pool })}</span>
        )}
        {use !== null && <span className={styles['quiet']}>{text(use)}</span>}
      </div>
      {item.reason !== null && item.reason !== '' && (
        <p className={styles['quiet']}>{text('publications.because', { reason: item.reason })}</p>
      )}
      {item.state === 'blocks' && isFirm(item) && (
        <p className={styles['quiet']}>{text('publications.firm')}</p>
      )}
      {item.state === 'blocks' &&
        !isFirm(item) &&
        (isOpen ? (
          <div className={styles['fields']}>
            <TextArea
              label={text('publications.reason')}
              description={text('publications.reasonHint')}
              value={reason}
              maxLength={limits.reason}
              rows={2}
              autoFocus
              onChange={setReason}
            />
            <div className={styles['buttons']}>
              <Button
                variant="danger"
                isDisabled={isReadOnly || reason.trim().length < reasonMin}
                isPending={isPending}
                onPress={() => onOverride(reason.trim())}
              >
                {text('publications.letPass')}
              </Button>
              <Button onPress={() => setOpen(false)}>{text('publications.cancel')}</Button>
            </div>
          </div>
        ) : (
          <div>
            <Button size="small" isDisabled={isReadOnly} onPress={() => setOpen(true)}>
              {text('publications.override')}
            </Button>
          </div>
        ))}
    </li>
  )
}

/** The checklist that the app fills in. Open items stop the publication. */
export const ReviewList = ({
  publication,
}: {
  readonly publication: Publication
}): ReactElement => {
  const text = useText()
  const { id, rev, content } = publication
  const { data, error } = useDesk('publications.review', { id }, { staleTime: 0, gcTime: 0 })
  const save = useAct('publications.save')
  if (data === undefined) {
    return error === null ? (
      <Progress label={text('publications.reviewing')} />
    ) : (
      <FailureBanner refusal={error} />
    )
  }
  const override = (item: Item, reason: string): void => {
    const day = new Date().toISOString().slice(0, 10)
    const overrides = [
      ...content.overrides.filter((one) => one.item !== item.item),
      { item: item.item, reason, day },
    ]
    save.mutate({ id, rev, content: { ...content, overrides } })
  }
  const open = data.items.filter(({ state }) => state === 'blocks').length
  return (
    <div className={styles['section']}>
      <FailureBanner refusal={save.error ?? error} />
      {data.ready ? (
        <Banner tone="done" title={text('publications.ready')} />
      ) : (
        <Banner tone="warn" title={text('publications.open', { count: open })} />
      )}
      <ul className={styles['lines']}>
        {data.items.map((item) => (
          <ReviewLine
            key={`${item.item} ${item.state}`}
            item={item}
            isPending={save.isPending}
            onOverride={(reason) => override(item, reason)}
          />
        ))}
      </ul>
    </div>
  )
}
