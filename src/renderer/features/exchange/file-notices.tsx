import type { ReactElement } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useNoticeWords } from '../../custody/use-notice-words.ts'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'

/** What a file says of records that were sent before. Taken with whatever is taken of the file. */
export const FileNotices = ({
  notices,
}: {
  readonly notices: Out<'imports.preview'>['notices']
}): ReactElement | null => {
  const text = useText()
  const words = useNoticeWords()
  if (notices.length === 0) return null
  return (
    <Banner tone="warn" title={text('custody.inFile')}>
      <ul>
        {notices.map((notice, i) => (
          <li key={`${i}`}>
            {notice.name === '' ? text('custody.notHere') : notice.name}: {words(notice)}
            {notice.text !== '' && <p>{notice.text}</p>}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
