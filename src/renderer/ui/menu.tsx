import { useMemo } from 'react'
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

export type MenuAction = {
  readonly id: string
  readonly label: string
  readonly icon?: IconName
  readonly danger?: boolean
  readonly isDisabled?: boolean
  readonly run: () => void
}

/** A group of options with one current value. */
export type MenuChoice = {
  readonly label: string
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

const itemOf = (act: MenuAction): ReactElement => (
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
)

/** A menu; `children` is the Button or IconButton that opens it. */
export const Menu = ({
  label,
  actions,
  choice,
  children,
}: {
  readonly label: string
  readonly actions: readonly MenuAction[]
  /** Shown above the actions. */
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
            {actions.length > 0 && <Separator className={styles['line']} />}
          </>
        )}
        {actions.map(itemOf)}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
)

/** A menu attached to an element that is not a control, such as a mark beside a text. */
export const MenuAt = ({
  label,
  actions,
  place,
  onClose,
}: {
  readonly label: string
  readonly actions: readonly MenuAction[]
  /** The anchor; null: closed. */
  readonly place: Element | null
  readonly onClose: () => void
}): ReactElement => {
  const trigger = useMemo(() => ({ current: place }), [place])
  return (
    <Popover
      triggerRef={trigger}
      isOpen={place !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      className={styles['popover']}
      placement="bottom end"
    >
      <AriaMenu aria-label={label} autoFocus="first" onClose={onClose} className={styles['menu']}>
        {actions.map(itemOf)}
      </AriaMenu>
    </Popover>
  )
}
