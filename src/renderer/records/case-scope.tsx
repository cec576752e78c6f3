import { memo, useEffect, useMemo } from 'react'
import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Select } from '../ui/select.tsx'
import { useView } from '../app/view-state.ts'

/** React Aria reserves the empty key for “nothing chosen”; ours is “all cases”. */
const toKey = (value: string): string => `v${value}`

type Scope = {
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly choose: (value: string) => void
}

/** The cases to choose from, with “all” first; null while there is no case. */
const useScope = (): Scope | null => {
  const text = useText()
  const { view, scopeTo } = useView()
  const { data: cases } = useVaultQuery('cases.list', {})
  const { caseScope } = view
  const isGone = cases !== undefined && !cases.some(({ id }) => id === caseScope)
  // A deleted case must not go on hiding everything else.
  useEffect(() => {
    if (isGone && caseScope !== null) scopeTo(null)
  }, [caseScope, isGone, scopeTo])
  const value = isGone ? '' : (caseScope ?? '')
  return useMemo(() => {
    if (cases === undefined || cases.length === 0) return null
    return {
      value,
      options: [
        { value: '', label: text('nav.allCases') },
        ...cases.map((item) => ({ value: item.id as string, label: item.content.title })),
      ],
      choose: (id) => scopeTo(id === '' ? null : id),
    }
  }, [cases, scopeTo, text, value])
}

/** Memoized: it has an element for each case. */
const ScopeSelect = memo(function ScopeSelect({ value, options, choose }: Scope): ReactElement {
  const text = useText()
  return (
    <Select label={text('nav.scope')} hideLabel value={value} options={options} onChange={choose} />
  )
})

/** Limits the app to one case; nothing while there is no case. */
export const CaseScope = (): ReactElement | null => {
  const scope = useScope()
  return scope === null ? null : <ScopeSelect {...scope} />
}

/** Memoized: its menu has an entry for each case. */
const ScopeMenu = memo(function ScopeMenu({ value, options, choose }: Scope): ReactElement {
  const text = useText()
  const title = options.find((option) => option.value === value)?.label ?? ''
  const label = `${text('nav.scope')}: ${title}`
  return (
    <Menu
      label={text('nav.scope')}
      actions={[]}
      choice={{
        label: text('nav.scope'),
        options: options.map((option) => ({ id: toKey(option.value), label: option.label })),
        chosen: toKey(value),
        onChoose: (key) => choose(key.slice(1)),
      }}
    >
      <IconButton icon={value === '' ? 'filter' : 'folder'} label={label} variant="secondary" />
    </Menu>
  )
})

/** The same as an icon, for a narrow navigation. */
export const CaseScopeIcon = (): ReactElement | null => {
  const scope = useScope()
  return scope === null ? null : <ScopeMenu {...scope} />
}
