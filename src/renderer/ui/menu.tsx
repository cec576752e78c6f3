import type { ReactElement } from 'react'
import {
  Menu as AriaMenu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Separator,
} from 'react-aria-components'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import { Popover } from './popover.tsx'
import styles from './menu.module.css'

export interface MenuAct {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly danger?: boolean
  readonly isDisabled?: boolean
  readonly run: () => void
}

/** One of several, of which one is in force. */
export interface MenuChoice {
  readonly label: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

/** Acts behind a button: `children` is the Button or IconButton that opens them. */
export const Menu = ({
  label,
  acts,
  choice,
  children,
}: {
  readonly label: string
  readonly acts: readonly MenuAct[]
  /** Stands above the acts. */
  readonly choice?: MenuChoice
  readonly children: ReactElement
}): ReactElement => (
  <MenuTrigger>
    {children}
    <Popover className={styles['popover']} placement="bottom end">
      <AriaMenu aria-label={label} className={styles['menu']}>
        {choice !== undefined && (
          <>
            <MenuSection
              aria-label={choice.label}
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[choice.chosen]}
              onSelectionChange={(keys) => {
                const [key] = keys
                if (typeof key === 'string') choice.onChoose(key)
              }}
            >
              {choice.options.map(({ id, label: words }) => (
                <MenuItem key={id} id={id} textValue={words} className={classNames(styles['item'])}>
                  {({ isSelected }) => (
                    <>
                      <span className={styles['mark']}>
                        {isSelected && <Icon name="check" size={16} />}
                      </span>
                      <span>{words}</span>
                    </>
                  )}
                </MenuItem>
              ))}
            </MenuSection>
            {acts.length > 0 && <Separator className={styles['line']} />}
          </>
        )}
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
