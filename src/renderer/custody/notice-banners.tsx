import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { useNoticeWords, useWithdrawalWords } from './use-notice-words.ts'

/** Notices from others about a record that still need an answer. */
export const NoticeBanners = ({
  id,
  isNamed = false,
}: {
  readonly id: string
  /** Shown on the page of another record: names the record that is meant. */
  readonly isNamed?: boolean
}): ReactElement => {
  const text = useText()
  const words = useNoticeWords()
  const told = useWithdrawalWords()
  const { data } = useVaultQuery('custody.of', { id })
  const open = (data?.notices ?? []).filter(({ from, isAnswered }) => {
    return from.state !== 'us' && !isAnswered
  })
  return (
    <>
      {open.map((notice, i) => (
        <Banner
          key={`${i}`}
          {...(notice.kind === 'withdrawal'
            ? { tone: 'danger', title: text('consent.goneNamed', { name: notice.name }) }
            : { tone: 'warn', ...(isNamed ? { title: notice.name } : {}) })}
        >
          <p>{notice.kind === 'withdrawal' ? told(notice) : words(notice)}</p>
          {notice.text !== '' && <p>{notice.text}</p>}
        </Banner>
      ))}
    </>
  )
}
