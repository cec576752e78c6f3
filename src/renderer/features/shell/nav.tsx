import type { ReactElement } from 'react'
import { useAct } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { areas, useView } from '../../view-state.tsx'
import styles from './nav.module.css'

/** Views by name, the way to everything else, and the lock. */
export const Nav = ({
  onPalette,
  onHelp,
}: {
  readonly onPalette: () => void
  readonly onHelp: () => void
}): ReactElement => {
  const text = useText()
  const { view, go } = useView()
  const lock = useAct('app.lock', { changes: false })
  return (
    <nav aria-label={text('nav.label')} className={styles['nav']}>
      <p className={styles['brand']}>
        <Icon name="leaf" />
        {text('common.appName')}
      </p>
      <button type="button" className={styles['palette']} onClick={onPalette}>
        <Icon name="search" size={16} />
        <span className={styles['paletteText']}>{text('nav.palette')}</span>
        <Kbd keys={['Ctrl', 'K']} />
      </button>
      <ul className={styles['areas']}>
        {areas.map((area) => (
          <li key={area}>
            <button
              type="button"
              aria-current={view.area === area ? 'page' : undefined}
              className={styles['area']}
              onClick={() => go(area)}
            >
              <Icon name={area} />
              <span>{text(`nav.${area}`)}</span>
            </button>
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
