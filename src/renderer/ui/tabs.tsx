import type { ReactElement, ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components'
import styles from './tabs.module.css'

export type TabItem = {
  readonly id: string
  readonly label: ReactNode
  readonly content: ReactNode
  /** Language of the label, where it is a language's own name. */
  readonly lang?: string
}

/** Views side by side under one line of names. */
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
  /** Without boxes of their own: names and what is in the view are places of the grid around them. */
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
