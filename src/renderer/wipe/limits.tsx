import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import shared from '../ui/shared.module.css'
import styles from './wipe.module.css'

const limits = ['seen', 'changed', 'copied', 'disk', 'law', 'lie'] as const

/** What destroying a vault does not do: the same text on every screen that offers it. */
export const WipeLimits = ({
  isPlain = false,
}: {
  /** Help without a colour, where a banner says something else. */
  readonly isPlain?: boolean
}): ReactElement => {
  const text = useText()
  const list = (
    <ul className={styles['list']}>
      {limits.map((limit) => (
        <li key={limit}>{text(`wipe.limit.${limit}`)}</li>
      ))}
    </ul>
  )
  if (!isPlain) {
    return (
      <Banner tone="warn" title={text('wipe.limits')}>
        {list}
      </Banner>
    )
  }
  return (
    <section className={shared['stack2']}>
      <h3 className={shared['subheading']}>{text('wipe.limits')}</h3>
      {list}
    </section>
  )
}
