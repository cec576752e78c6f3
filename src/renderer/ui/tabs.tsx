import type { ReactElement, ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import styles from './tabs.module.css'

export type TabItem = {
  readonly id: string
  readonly label: ReactNode
  readonly content: ReactNode
  /** Language of the label, if it is the name of a language. */
  readonly lang?: string
}

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
