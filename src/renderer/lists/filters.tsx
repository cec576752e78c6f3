import { useRef } from 'react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { useText } from '../i18n/use-text.ts'
import { afterPalette, useCommands } from '../commands/commands.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { PopoverDialog } from '../ui/popover.tsx'
import { Select } from '../ui/select.tsx'
import type { Option } from '../ui/select.tsx'
import { Tag } from '../ui/tag.tsx'
import shared from '../ui/shared.module.css'
import styles from './filters.module.css'

/** A filter of a list. */
export type ListFilter = {
  readonly name: string
  readonly label: string
  /** Label for no filtering. */
  readonly any: string
  readonly options: readonly Option<string>[]
  /** '' for no filtering. */
  readonly value: string
  readonly onChange: (value: string) => void
  /** Label of a value that is no longer among the options. */
  readonly gone?: string
}

/** An active filter that can be removed. */
export type ListFiltering = {
  readonly key: string
  readonly name: string
  /** Label of the button, if it does not remove a filter. */
  readonly label?: string
  readonly off: () => void
}

/** A button that opens the filters of the list. */
export const FilterButton = ({
  filters,
  onClear,
  isOn: isOnBesides = false,
  children,
  under,
  ref,
}: {
  readonly filters: readonly ListFilter[]
  readonly onClear: () => void
  /** Is a filter of `children` set? */
  readonly isOn?: boolean
  /** Further fields. */
  readonly children?: ReactNode
  /** At the end. */
  readonly under?: ReactNode
  readonly ref?: RefObject<HTMLButtonElement | null>
}): ReactElement => {
  const text = useText()
  const isOn = isOnBesides || filters.some(({ value }) => value !== '')
  const own = useRef<HTMLButtonElement>(null)
  const button = ref ?? own
  useCommands({
    'reports.filter': afterPalette(() => button.current?.click()),
    'reports.clearFilters': isOn && onClear,
  })
  return (
    <PopoverDialog
      label={text('reports.filter')}
      // A wide form must not cover the navigation.
      placement={children === undefined ? 'bottom end' : 'bottom start'}
      button={
        <IconButton
          ref={button}
          icon="filter"
          label={text('reports.filter')}
          variant={isOn ? 'secondary' : 'quiet'}
        />
      }
    >
      <div className={styles['form']} data-wide={children !== undefined || undefined}>
        {filters.map(({ name, label, any, options, value, onChange }) => (
          <Select
            key={name}
            label={label}
            value={value}
            options={[{ value: '', label: any }, ...options]}
            onChange={onChange}
          />
        ))}
        {children}
        <Button isDisabled={!isOn} onPress={onClear}>
          {text('reports.clearFilters')}
        </Button>
        {under}
      </div>
    </PopoverDialog>
  )
}

/** The active filters with a button to remove each; nothing if there are none. */
export const ActiveFilters = ({
  filters,
  besides = [],
}: {
  readonly filters: readonly ListFilter[]
  /** Shown before the filters. */
  readonly besides?: readonly ListFiltering[]
}): ReactElement | null => {
  const text = useText()
  const active: readonly ListFiltering[] = [
    ...besides,
    ...filters
      .filter(({ value }) => value !== '')
      .map(({ name, label, options, value, onChange, gone }) => ({
        key: name,
        name: options.find((option) => option.value === value)?.label ?? gone ?? label,
        off: () => onChange(''),
      })),
  ]
  if (active.length === 0) return null
  return (
    <ul className={shared['row1']}>
      {active.map(({ key, name, label, off }) => (
        <li key={key}>
          <Tag onRemove={off} removeLabel={label ?? text('reports.removeFilter', { name })}>
            {name}
          </Tag>
        </li>
      ))}
    </ul>
  )
}
