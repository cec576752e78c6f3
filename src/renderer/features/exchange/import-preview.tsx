import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/tag.tsx'
import type { Tone } from '../../ui/tag.tsx'
import { SenderName } from './sender-name.tsx'
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
  onSetAside,
  onDiscard,
}: {
  readonly preview: Out<'imports.preview'>
  readonly isCommitting: boolean
  readonly onCommit: () => void
  readonly onSetAside: () => void
  readonly onDiscard: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { items, from } = preview
  const adds = items.some(({ revisions }) => revisions > 0)
  const isStranger = from.state === 'unknown' || from.state === 'revoked'
  return (
    <>
      <h2 className={styles['title']}>{text('exchange.previewTitle')}</h2>
      {preview.seen && (
        <Banner title={text(adds ? 'exchange.previewSeenMore' : 'exchange.previewSeen')} />
      )}
      <dl className={styles['facts']}>
        <div className={styles['fact']}>
          <dt>{text('exchange.previewFrom')}</dt>
          <dd>
            <SenderName preview={preview} />
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
                  {item.why !== null && (
                    <p className={styles['quiet']}>{text(`exchange.why.${item.why}`)}</p>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles['buttons']}>
        {isStranger
          ? !preview.isSetAside && (
              <Button variant="primary" isPending={isCommitting} onPress={onSetAside}>
                {text('contacts.setAside')}
              </Button>
            )
          : items.length > 0 &&
            (!preview.seen || adds) && (
              <Button variant="primary" icon="import" isPending={isCommitting} onPress={onCommit}>
                {text('exchange.commit')}
              </Button>
            )}
        <Button isDisabled={isCommitting} onPress={onDiscard}>
          {text(
            preview.isSetAside
              ? 'contacts.leaveAside'
              : preview.seen && !adds
                ? 'common.close'
                : 'exchange.discard',
          )}
        </Button>
      </div>
    </>
  )
}
