import { useState } from 'react'
import type { ReactElement } from 'react'
import { WipeLimits } from '../../wipe/limits.tsx'
import { DryRunDialog } from '../../wipe/dry-run-dialog.tsx'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { useCurrent } from '../../review/use-current.ts'
import { WhileCurrent } from '../../review/while-current.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import { useView } from '../../app/view-state.ts'
import shared from '../../ui/shared.module.css'
import styles from './border.module.css'
import { DestroyDialog } from './destroy-dialog.tsx'
import { WhatLiesHere } from './what-lies-here.tsx'

/**
 * Before a border: what is in this vault, handing it over, and destroying the vault, in this order.
 */
export const BorderView = (): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { exchange } = useView()
  const showSection = useSettingsSection()
  const shown = useCurrent('wipe.inventory', {})
  const { last: data, error } = shown
  const isCurrent = shown.current !== undefined
  const [open, setOpen] = useState<'dryRun' | 'destroy' | null>(null)
  const close = (): void => setOpen(null)
  useCommands({
    'wipe.dryRun.destroy': () => setOpen('dryRun'),
    'palette.destroy': isCurrent && (() => setOpen('destroy')),
  })
  return (
    <Panel label={text('border.title')}>
      <div className={styles['page']}>
        <PanelHeader title={text('border.title')}>
          <p className={styles['lead']}>{text('border.lead')}</p>
        </PanelHeader>
        <div className={styles['body']}>
          <FailureBanner failure={error} />
          {data !== undefined && (
            <WhileCurrent isCurrent={isCurrent}>
              <section className={shared['card']}>
                <h2 className={shared['heading']}>{text('border.here')}</h2>
                <p className={shared['quiet']}>{text('border.hereText')}</p>
                <WhatLiesHere inventory={data} />
              </section>
              <section className={shared['card']}>
                <h2 className={shared['heading']}>{text('border.hand')}</h2>
                <p>{text('border.handText')}</p>
                {data.handedOver > 0 && (
                  <p className={shared['quiet']}>
                    {text('border.handedOver', { count: data.handedOver })}
                  </p>
                )}
                {data.lastBackup !== null && (
                  <p className={shared['quiet']}>
                    {text('border.lastBackup', { day: format.day(data.lastBackup) })}
                  </p>
                )}
                {data.handedOver === 0 && data.lastBackup === null && (
                  <Banner tone="warn" title={text('border.noCopy')} />
                )}
                <div className={shared['row2']}>
                  <Button variant="primary" icon="export" onPress={() => exchange('handover')}>
                    {text('border.handStart')}
                  </Button>
                  <Button onPress={() => showSection('backup')}>{text('border.backup')}</Button>
                </div>
              </section>
              <section className={shared['card']}>
                <h2 className={shared['heading']}>{text('border.destroy')}</h2>
                <p>{text('border.destroyText')}</p>
                <WipeLimits />
                <div className={shared['row2']}>
                  <Button onPress={() => setOpen('dryRun')}>{text('wipe.dryRun')}</Button>
                  <Button variant="danger" onPress={() => setOpen('destroy')}>
                    {text('border.destroyStart')}
                  </Button>
                </div>
              </section>
              <DestroyDialog {...shown} last={data} isOpen={open === 'destroy'} onClose={close} />
            </WhileCurrent>
          )}
          <DryRunDialog act="destroy" isOpen={open === 'dryRun'} onClose={close} />
        </div>
      </div>
    </Panel>
  )
}
