import type { ReactElement } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import styles from './menu.module.css'

export interface MenuAct {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly danger?: boolean
  readonly isDisabled?: boolean
  readonly run: () => void
}

/** Acts behind a button: `children` is the Button or IconButton that opens them. */
export const Menu = ({
  label,
  acts,
  children,
}: {
  readonly label: string
  readonly acts: readonly MenuAct[]
  readonly children: ReactElement
}): ReactElement => (
  <MenuTrigger>
    {children}
    <Popover className={styles['popover']} placement="bottom end" offset={4}>
      <AriaMenu aria-label={label} className={styles['menu']}>
        {acts.map((act) => (
          <MenuItem
            key={act.id}
            id={act.id}
            textValue={act.label}
            isDisabled={act.isDisabled === true}
            onAction={act.run}
            className={classNames(styles['item'], act.danger === true && styles['danger'])}
          >
            {act.icon !== undefined && <Icon name={act.icon} size={16} />}
            <span>{act.label}</span>
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
)
