import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { LimitsPage } from '../limits/limits-page.tsx'
import { Button } from '../ui/button.tsx'
import { useView } from '../app/view-state.ts'
import { ShortcutList } from '../commands/shortcuts/shortcut-list.tsx'
import { CommandButton } from '../commands/command-button.tsx'
import tourButtonsStyles from '../tour/tour.module.css'
import { useSample } from '../tour/use-sample.ts'
import { useFocusIfLost } from '../ui/focus.ts'
import type { GuidePage } from './guide-page.ts'
import { GuideText } from './guide-text.tsx'
import type { GuideTopic } from './guide-topics.ts'
import styles from './help.module.css'
import { viewOf } from './topics.ts'
import type { Topic } from './topics.ts'

/** Restarts the tour, and deletes the sample case if there is one. */
const TourButtons = (): ReactElement => {
  const { isHere, isBusy, walk, remove } = useSample()
  return (
    <div className={tourButtonsStyles['actions']}>
      <CommandButton words="tour.walk" icon="leaf" onPress={walk} />
      {isHere && (
        <CommandButton words="tour.remove" icon="trash" isPending={isBusy} onPress={remove} />
      )}
    </div>
  )
}

/** One topic: a page of the guide, and a link to the view for its steps. */
export const HelpArticle = ({
  topic,
  page,
  takesFocus,
  onTopic,
}: {
  readonly topic: Topic
  /** Of the guide; undefined for the limits. */
  readonly page: GuidePage | undefined
  /** After a link to this topic: the link is gone, with the topic that it was in. */
  readonly takesFocus: boolean
  readonly onTopic: (topic: GuideTopic) => void
}): ReactElement => {
  const text = useText()
  const { go } = useView()
  const view = viewOf[topic]
  const heading = useFocusIfLost<HTMLHeadingElement>(takesFocus)
  return (
    <article className={styles['article']} aria-labelledby="help-topic">
      <h2 ref={heading} tabIndex={-1} id="help-topic" className={styles['heading']}>
        {page?.title ?? text('limits.link')}
      </h2>
      {page === undefined ? <LimitsPage /> : <GuideText page={page} onTopic={onTopic} />}
      {topic === 'keys' && <ShortcutList />}
      {topic === 'start' && <TourButtons />}
      {view !== undefined && (
        <p>
          <Button icon="right" onPress={() => go(view)}>
            {text('help.go', {
              view: view === 'border' ? text('border.title') : text(`nav.${view}`),
            })}
          </Button>
        </p>
      )}
    </article>
  )
}
