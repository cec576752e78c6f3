import type { ReactElement } from 'react'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { useFailureToast } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { windowKeys } from '../../commands/shortcuts/keys.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { capsOf } from '../../ui/chord.ts'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { PlainButton } from '../../ui/plain-button.tsx'
import { useSettingsSection } from '../../app/use-settings-section.ts'
import { areas, useView } from '../../app/view-state.ts'
import styles from './nav.module.css'

/** Whether names can be checked now. Without a key in this vault there is nothing to say. */
const KeyState = (): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  const showSection = useSettingsSection()
  const { data } = useVaultQuery('identity.status', {})
  if (data?.ownKey !== true) return null
  const until = data.keyOpenUntil
  return (
    <PlainButton className={styles['key']} onPress={() => showSection('identities')}>
      <Icon name={until === null ? 'key' : 'unlock'} size={16} />
      <span>
        {until === null
          ? text('nav.keyLocked')
          : text('nav.keyOpen', { time: format.clock(until) })}
      </span>
    </PlainButton>
  )
}

/** The views and the palette, the state of the identity key, and the ways to lock. */
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
  const panic = useAction('app.panic', { changes: false, onError: (error) => failed(error) })
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
      <KeyState />
      <div className={styles['foot']}>
        <Button icon="lock" wide isPending={lock.isPending} onPress={() => lock.mutate({})}>
          {text('nav.lock')}
        </Button>
        <Menu
          label={text('nav.more')}
          actions={[
            {
              id: 'panic',
              label: text('nav.panic'),
              icon: 'alert',
              danger: true,
              run: () => panic.mutate({}),
            },
            {
              id: 'border',
              label: text('border.title'),
              icon: 'shield',
              run: () => go('border'),
            },
            { id: 'keys', label: text('nav.shortcuts'), icon: 'keyboard', run: onHelp },
          ]}
        >
          <IconButton icon="more" label={text('nav.more')} />
        </Menu>
      </div>
    </nav>
  )
}
