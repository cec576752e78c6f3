import { useState } from 'react'
import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import { guide } from 'virtual:guide'
import { languageOf } from '../i18n/languages.ts'
import { useText } from '../i18n/use-text.ts'
import { useFocusIfLost } from '../ui/focus.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { Select } from '../ui/select.tsx'
import type { GuidePage } from './guide-page.ts'
import { GuideText } from './guide-text.tsx'
import { guideTopics } from './guide-topics.ts'
import type { GuideTopic } from './guide-topics.ts'
import styles from './help.module.css'

const Page = ({
  page,
  takesFocus,
  onTopic,
}: {
  readonly page: GuidePage
  /** After a link to this page: the link is gone, with the page that it was in. */
  readonly takesFocus: boolean
  readonly onTopic: (topic: GuideTopic) => void
}): ReactElement => {
  const heading = useFocusIfLost<HTMLHeadingElement>(takesFocus)
  return (
    <ScrollRegion className={styles['page']} label={page.title}>
      <article className={styles['article']}>
        <h3 ref={heading} tabIndex={-1} className={styles['heading']}>
          {page.title}
        </h3>
        <GuideText page={page} level="h4" onTopic={onTopic} />
      </article>
    </ScrollRegion>
  )
}

/** The user guide while no vault is open: one page at a time, chosen from a list. */
export const GuideReader = (): ReactElement => {
  const text = useText()
  const pages = guide[languageOf(useIntl().locale)]
  const [topic, setTopic] = useState<GuideTopic>('about')
  const [isLinked, setIsLinked] = useState(false)
  const show = (next: GuideTopic, isLink: boolean): void => {
    setIsLinked(isLink)
    setTopic(next)
  }
  return (
    <div className={styles['reader']}>
      <Select
        label={text('help.topics')}
        value={topic}
        options={guideTopics.map((value) => ({ value, label: pages[value].title }))}
        onChange={(next) => show(next, false)}
      />
      {/* A key, so that each page begins at its top. */}
      <Page
        key={topic}
        page={pages[topic]}
        takesFocus={isLinked}
        onTopic={(next) => show(next, true)}
      />
    </div>
  )
}
