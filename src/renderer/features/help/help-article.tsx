import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { LimitsPage } from '../../limits/limits-page.tsx'
import { Button } from '../../ui/button.tsx'
import { useView } from '../../view-state.ts'
import { TourButtons } from '../../tour/tour-buttons.tsx'
import { ShortcutList } from '../../shortcuts/shortcut-list.tsx'
import { piecesOf } from './article-text.ts'
import styles from './help.module.css'
import { inOrder, viewOf, type Topic } from './topics.ts'

const Steps = ({
  isOrdered,
  steps,
}: {
  readonly isOrdered: boolean
  readonly steps: readonly string[]
}): ReactElement => {
  const List = isOrdered ? 'ol' : 'ul'
  return (
    <List className={styles['steps']}>
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </List>
  )
}

/** One topic: what it is, the steps in their order, and the way to where they are done. */
export const HelpArticle = ({ topic }: { readonly topic: Topic }): ReactElement => {
  const text = useText()
  const { go } = useView()
  const view = viewOf[topic]
  if (topic === 'limits') {
    return (
      <article className={styles['article']} aria-labelledby="help-topic">
        <h2 id="help-topic" className={styles['heading']}>
          {text('limits.link')}
        </h2>
        <LimitsPage />
      </article>
    )
  }
  return (
    <article className={styles['article']} aria-labelledby="help-topic">
      <h2 id="help-topic" className={styles['heading']}>
        {text(`help.${topic}`)}
      </h2>
      {piecesOf(text(`help.${topic}.text`)).map((piece) =>
        piece.kind === 'paragraph' ? (
          <p key={piece.text}>{piece.text}</p>
        ) : (
          <Steps key={piece.steps.join()} isOrdered={inOrder.has(topic)} steps={piece.steps} />
        ),
      )}
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
