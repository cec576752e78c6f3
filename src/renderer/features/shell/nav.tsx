import type { ReactElement } from 'react'
import { useAction } from '../../data/bridge.ts'
import { useFailureToast } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { windowKeys } from '../../commands/shortcuts/keys.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { capsOf } from '../../ui/chord.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { areas, useView } from '../../app/view-state.ts'
import styles from './nav.module.css'

/** The views, the palette and help, and the lock button. */
export const Nav = ({
  onPalette,
  onHelp,
}: {
  readonly onPalette: () => void
  readonly onHelp: () => void
}): ReactElement => {
  const text = useText()
  const { view, go } = useView()
  const failed = useFailureToast()
  const lock = useAction('app.lock', { changes: false, onError: (error) => failed(error) })
  return (
    <nav aria-label={text('nav.label')} className={styles['nav']}>
      <p className={styles['brand']}>
        <Icon name="leaf" />
        {text('common.appName')}
      </p>
      <PlainButton className={styles['palette']} onPress={onPalette}>
        <Icon name="search" size={16} />
        <span className={styles['paletteText']}>{text('nav.palette')}</span>
        <Kbd keys={capsOf(windowKeys.palette.keys[0])} />
      </PlainButton>
      <ul className={styles['areas']}>
        {areas.map((area) => (
          <li key={area}>
            <PlainButton
              aria-current={view.area === area ? 'page' : undefined}
              className={styles['area']}
              onPress={() => go(area)}
            >
              <Icon name={area} />
              <span>{text(`nav.${area}`)}</span>
            </PlainButton>
          </li>
        ))}
      </ul>
      <div className={styles['foot']}>
        <Button icon="lock" wide isPending={lock.isPending} onPress={() => lock.mutate({})}>
          {text('nav.lock')}
        </Button>
        <IconButton icon="keyboard" label={text('nav.shortcuts')} onPress={onHelp} />
      </div>
    </nav>
  )
}
