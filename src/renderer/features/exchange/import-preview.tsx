import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/tag.tsx'
import type { Tone } from '../../ui/tag.tsx'
import styles from './exchange.module.css'

type Item = Out<'imports.preview'>['items'][number]

const kindWords = {
  case: 'exchange.kind.case',
  source: 'exchange.kind.source',
  report: 'exchange.kind.report',
  claim: 'exchange.kind.claim',
  attribution: 'exchange.kind.attribution',
  publication: 'exchange.kind.publication',
} as const satisfies Record<Item['kind'], string>

const effects = {
  new: { key: 'exchange.effect.new', tone: 'accent' },
  update: { key: 'exchange.effect.update', tone: 'info' },
  conflict: { key: 'exchange.effect.conflict', tone: 'warn' },
  known: { key: 'exchange.effect.known', tone: 'plain' },
  refused: { key: 'exchange.effect.refused', tone: 'danger' },
} as const satisfies Record<Item['effect'], { key: string; tone: Tone }>

/** Who sent it and what each record in it would do here. */
export const ImportPreview = ({
  preview,
  isCommitting,
  onCommit,
  onDiscard,
}: {
  readonly preview: Out<'imports.preview'>
  readonly isCommitting: boolean
  readonly onCommit: () => void
  readonly onDiscard: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { items } = preview
  return (
    <>
      <h2 className={styles['title']}>{text('exchange.previewTitle')}</h2>
      {preview.seen && <Banner title={text('exchange.previewSeen')} />}
      <dl className={styles['facts']}>
        <div className={styles['fact']}>
          <dt>{text('exchange.previewFrom')}</dt>
          <dd>
            <p className={styles['fingerprint']}>{preview.sender}</p>
            <p className={styles['quiet']}>
              {text(preview.senderIsUs ? 'exchange.previewUs' : 'exchange.previewUnknown')}
            </p>
          </dd>
        </div>
        <div className={styles['fact']}>
          <dt>{text('exchange.previewDay')}</dt>
          <dd>{format.day(preview.day)}</dd>
        </div>
        <div className={styles['fact']}>
          <dt>{text('exchange.previewPurpose')}</dt>
          <dd>{preview.purpose === '' ? text('exchange.noPurpose') : preview.purpose}</dd>
        </div>
      </dl>
      {items.length === 0 ? (
        <p className={styles['quiet']}>{text('exchange.previewEmpty')}</p>
      ) : (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{text('exchange.itemTitle')}</th>
              <th scope="col">{text('exchange.itemKind')}</th>
              <th scope="col">{text('exchange.itemRevisions')}</th>
              <th scope="col">{text('exchange.itemEffect')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.subject}>
                <td>{item.title === '' ? text('exchange.untitled') : item.title}</td>
                <td className={styles['kind']}>{text(kindWords[item.kind])}</td>
                <td className={styles['numeral']}>{format.number(item.revisions)}</td>
                <td>
                  <Chip tone={effects[item.effect].tone}>{text(effects[item.effect].key)}</Chip>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles['buttons']}>
        {!preview.seen && items.length > 0 && (
          <Button variant="primary" icon="import" isPending={isCommitting} onPress={onCommit}>
            {text('exchange.commit')}
          </Button>
        )}
        <Button isDisabled={isCommitting} onPress={onDiscard}>
          {text(preview.seen ? 'common.close' : 'exchange.discard')}
        </Button>
      </div>
    </>
  )
}
