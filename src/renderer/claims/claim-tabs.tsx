import type { ReactElement, ReactNode } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Tabs } from '../ui/tabs.tsx'
import { claimAreas, isClaimArea, useView } from '../app/view-state.ts'
import styles from './claim-tabs.module.css'

const tabWords = {
  claims: 'nav.claimList',
  matrix: 'nav.matrix',
  timeline: 'nav.timeline',
  map: 'nav.map',
} as const

/** The claims as a list, a matrix, a timeline or a map: one place with four views. */
export const ClaimTabs = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const text = useText()
  const { view, go } = useView()
  return (
    <div className={styles['workspace']}>
      <Tabs
        label={text('nav.claimViews')}
        items={claimAreas.map((area) => ({
          id: area,
          label: text(tabWords[area]),
          content: view.area === area && <div className={styles['view']}>{children}</div>,
        }))}
        selected={view.area}
        onChange={(to) => {
          const area = claimAreas.find((one) => one === to)
          if (area !== undefined && isClaimArea(view.area)) go(area)
        }}
      />
    </div>
  )
}
