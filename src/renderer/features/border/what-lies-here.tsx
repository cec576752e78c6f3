import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'
import shared from '../../ui/shared.module.css'
import styles from './border.module.css'

/** The content of this vault in numbers, as a search of the device would find it. */
export const WhatLiesHere = ({
  inventory,
}: {
  readonly inventory: Out<'wipe.inventory'>
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { records, attachments } = inventory
  const facts = [
    ['border.cases', format.number(records.case)],
    ['border.reports', format.number(records.report)],
    ['border.drafts', format.number(inventory.drafts)],
    ['border.sources', format.number(records.source)],
    ['border.identities', format.number(inventory.identities)],
    ['border.others', format.number(records.claim + records.attribution + records.publication)],
    [
      'border.attachments',
      text('border.attachmentsCount', {
        count: attachments.count,
        size: format.bytes(attachments.bytes),
      }),
    ],
    ['border.contacts', format.number(inventory.contacts)],
    ['border.setAside', format.number(inventory.setAside)],
    ['border.lines', format.number(inventory.journalLines)],
  ] as const
  return (
    <>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles['fact']}>
            <dt>{text(name)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {inventory.drafts > 0 && <p className={shared['quiet']}>{text('border.draftsText')}</p>}
      {inventory.hasIdentityKey && (
        <Banner tone="danger" icon="key" title={text('border.key')}>
          <p>{text('border.keyText')}</p>
        </Banner>
      )}
    </>
  )
}
