import { useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { useCases } from '../../records/names.ts'
import { useDraggedRows } from '../../selection/row-drag.ts'
import { Icon } from '../../ui/icon.tsx'
import shared from '../../ui/shared.module.css'
import styles from './case-drop.module.css'

/**
 * The cases, over the navigation, while reports are dragged: a drop puts them into one. The keyboard
 * has the same in the actions on selected reports.
 */
export const CaseDrop = (): ReactElement | null => {
  const text = useText()
  const { cases } = useCases()
  const dragged = useDraggedRows()
  const [over, setOver] = useState<string | null>(null)
  if (dragged === null || cases.length === 0) return null
  const targets = [
    ...cases.map((item) => ({ id: item.id as string, title: item.content.title })),
    { id: '', title: text('reports.noCase') },
  ]
  return (
    <section aria-label={text('selection.case')} className={styles['cases']}>
      <h2 className={shared['heading']}>
        {text('selection.dropOnCase', { count: dragged.count })}
      </h2>
      <ul className={styles['list']}>
        {targets.map(({ id, title }) => (
          <li
            key={id}
            className={styles['case']}
            data-over={over === id || undefined}
            onDragOver={(event) => {
              event.preventDefault()
              event.dataTransfer.dropEffect = 'move'
              setOver(id)
            }}
            onDragLeave={() => setOver((now) => (now === id ? null : now))}
            onDrop={(event) => {
              event.preventDefault()
              setOver(null)
              dragged.putIntoCase(id === '' ? null : id)
            }}
          >
            <Icon name={id === '' ? 'close' : 'folder'} size={16} />
            {title}
          </li>
        ))}
      </ul>
      <p className={shared['quiet']}>{text('selection.caseText')}</p>
    </section>
  )
}
