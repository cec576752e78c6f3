import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import styles from './wipe.module.css'

const limits = ['seen', 'changed', 'copied', 'disk', 'law', 'lie'] as const

/** What destroying a vault does not do: the same text on every screen that offers it. */
export const WipeLimits = ({
  tone = 'warn',
}: {
  /** `help` where a banner says something else. */
  readonly tone?: 'warn' | 'help'
}): ReactElement => {
  const text = useText()
  return (
    <Banner tone={tone} title={text('wipe.limits')}>
      <ul className={styles['list']}>
        {limits.map((limit) => (
          <li key={limit}>{text(`wipe.limit.${limit}`)}</li>
        ))}
      </ul>
    </Banner>
  )
}
