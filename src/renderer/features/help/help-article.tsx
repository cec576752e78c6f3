import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import { LimitsPage } from '../../limits/limits-page.tsx'
import { Button } from '../../ui/button.tsx'
import { useView } from '../../app/view-state.ts'
import { ShortcutList } from '../../commands/shortcuts/shortcut-list.tsx'
import styles from './help.module.css'
import { inOrder, viewOf } from './topics.ts'
import type { Topic } from './topics.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import tourButtonsStyles from '../../tour/tour.module.css'
import { useSample } from '../../tour/use-sample.ts'

/** Restarts the tour, and deletes the sample case if there is one. */
const TourButtons = (): ReactElement => {
  const { isHere, isBusy, walk, remove } = useSample()
  return (
    <div className={tourButtonsStyles['acts']}>
      <CommandButton words="tour.walk" icon="leaf" onPress={walk} />
      {isHere && (
        <CommandButton words="tour.remove" icon="trash" isPending={isBusy} onPress={remove} />
      )}
    </div>
  )
}

/** Part of an article: a paragraph, or a list of steps. */
type ArticlePiece =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }

/**
 * Parses an article from the message files: one line is one paragraph, and lines that begin with "-
 * " are the steps of one list.
 */
export const piecesOf = (article: string): readonly ArticlePiece[] => {
  const pieces: ArticlePiece[] = []
  let steps: string[] = []
  const endSteps = (): void => {
    if (steps.length > 0) pieces.push({ kind: 'steps', steps })
    steps = []
  }
  for (const line of article.split('\n')) {
    if (line.startsWith('- ')) steps.push(line.slice(2))
    else {
      endSteps()
      if (line !== '') pieces.push({ kind: 'paragraph', text: line })
    }
  }
  endSteps()
  return pieces
}

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

/** One topic: explanation, steps in order, and a link to the view for them. */
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
