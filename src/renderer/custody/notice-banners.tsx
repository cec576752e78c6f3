import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { Banner } from '../ui/banner.tsx'
import { useNoticeWords } from './use-notice-words.ts'

/** What others said of a record since, where something is left to do about it. */
export const NoticeBanners = ({
  id,
  isNamed = false,
}: {
  readonly id: string
  /** Stands on another record's page: says which record is meant. */
  readonly isNamed?: boolean
}): ReactElement => {
  const words = useNoticeWords()
  const { data } = useVaultQuery('custody.of', { id })
  const open = (data?.notices ?? []).filter(({ from, isAnswered }) => {
    return from.state !== 'us' && !isAnswered
  })
  return (
    <>
      {open.map((notice, i) => (
        <Banner key={`${i}`} tone="warn" {...(isNamed ? { title: notice.name } : {})}>
          <p>{words(notice)}</p>
          {notice.text !== '' && <p>{notice.text}</p>}
        </Banner>
      ))}
    </>
  )
}
