import type { KeyboardEvent, ReactElement, ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import styles from './tabs.module.css'

export type TabItem = {
  readonly id: string
  readonly label: ReactNode
  readonly content: ReactNode
  /** Language of the label, if it is the name of a language. */
  readonly lang?: string
}

/**
 * A tab bar whose panel is elsewhere: `TabPanelOf` with the same id. Not React Aria's: all children
 * of its tabs are rendered twice. The arrow keys select the next tab.
 */
export const TabBar = ({
  id,
  label,
  items,
  selected,
  onChange,
}: {
  readonly id: string
  readonly label: string
  /** `isApart`: with a gap before it, as the first of another kind. */
  readonly items: readonly (Pick<TabItem, 'id' | 'label'> & { readonly isApart?: boolean })[]
  readonly selected: string
  readonly onChange: (id: string) => void
}): ReactElement => {
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const at = items.findIndex((item) => item.id === selected)
    const last = items.length - 1
    const next = {
      ArrowLeft: at === 0 ? last : at - 1,
      ArrowRight: at === last ? 0 : at + 1,
      Home: 0,
      End: last,
    }[event.key]
    const item = next === undefined ? undefined : items[next]
    if (item === undefined) return
    event.preventDefault()
    onChange(item.id)
    document.getElementById(`${id}-tab-${item.id}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={label} className={styles['list']}>
      {items.map((item) => {
        const isSelected = item.id === selected
        return (
          <button
            key={item.id}
            type="button"
            role="tab"
            id={`${id}-tab-${item.id}`}
            aria-selected={isSelected}
            aria-controls={isSelected ? `${id}-panel` : undefined}
            tabIndex={isSelected ? 0 : -1}
            data-selected={isSelected || undefined}
            data-apart={item.isApart || undefined}
            className={styles['tab']}
            onKeyDown={onKeyDown}
            onClick={() => onChange(item.id)}
          >
            {item.label}
          </button>
        )
      })}
    </div>
  )
}

/** The panel of the selected tab of a `TabBar`. */
export const TabPanelOf = ({
  bar,
  tab,
  children,
}: {
  /** The id of the bar. */
  readonly bar: string
  readonly tab: string
  readonly children: ReactNode
}): ReactElement => (
  <div
    role="tabpanel"
    id={`${bar}-panel`}
    aria-labelledby={`${bar}-tab-${tab}`}
    className={styles['panel']}
  >
    {children}
  </div>
)

/** Tabs with their panels. */
export const Tabs = ({
  label,
  items,
  selected,
  onChange,
  isOpen = false,
}: {
  readonly label: string
  readonly items: readonly TabItem[]
  readonly selected?: string
  readonly onChange?: (id: string) => void
  /** Without boxes of their own: the tab list and the panel are items of the surrounding grid. */
  readonly isOpen?: boolean
}): ReactElement => (
  <AriaTabs
    selectedKey={selected}
    onSelectionChange={(key) => onChange?.(String(key))}
    data-open={isOpen || undefined}
    className={styles['tabs']}
  >
    <TabList aria-label={label} className={styles['list']}>
      {items.map((item) => (
        <Tab key={item.id} id={item.id} lang={item.lang} className={styles['tab']}>
          {item.label}
        </Tab>
      ))}
    </TabList>
    {items.map((item) => (
      <TabPanel key={item.id} id={item.id} className={styles['panel']}>
        {item.content}
      </TabPanel>
    ))}
  </AriaTabs>
)
