import type { ReactElement } from 'react'
import { Banner } from '../ui/banner.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import type { GuideBlock, GuidePage, GuidePart } from './guide-page.ts'
import { guideTopics } from './guide-topics.ts'
import type { GuideTopic } from './guide-topics.ts'
import styles from './help.module.css'

type OnTopic = (topic: GuideTopic) => void

const Part = ({
  part,
  onTopic,
}: {
  readonly part: GuidePart
  readonly onTopic: OnTopic
}): ReactElement => {
  switch (part.kind) {
    case 'text':
      return <>{part.text}</>
    case 'label':
      return <strong className={styles['label']}>{part.text}</strong>
    case 'keys':
      return <code className={styles['keys']}>{part.text}</code>
    case 'link': {
      const topic = guideTopics.find((each) => each === part.page)
      if (topic === undefined) return <>{part.text}</>
      return <LinkButton onPress={() => onTopic(topic)}>{part.text}</LinkButton>
    }
  }
}

/** A line never changes, so the place of a part in it is its key. */
const Line = ({
  line,
  onTopic,
}: {
  readonly line: readonly GuidePart[]
  readonly onTopic: OnTopic
}): ReactElement => (
  <>
    {line.map((part, at) => (
      <Part key={`${String(at)} ${part.text}`} part={part} onTopic={onTopic} />
    ))}
  </>
)

const Block = ({
  block,
  level: Heading,
  onTopic,
}: {
  readonly block: GuideBlock
  readonly level: 'h3' | 'h4'
  readonly onTopic: OnTopic
}): ReactElement | null => {
  switch (block.kind) {
    case 'picture':
      return null
    case 'heading':
      return (
        <Heading className={styles['part']}>
          <Line line={block.line} onTopic={onTopic} />
        </Heading>
      )
    case 'paragraph':
      return (
        <p>
          <Line line={block.line} onTopic={onTopic} />
        </p>
      )
    case 'warning':
      return (
        <Banner tone="warn">
          <p>
            <Line line={block.line} onTopic={onTopic} />
          </p>
        </Banner>
      )
    case 'steps':
    case 'list': {
      const List = block.kind === 'steps' ? 'ol' : 'ul'
      return (
        <List className={styles['steps']}>
          {block.lines.map((line, at) => (
            <li key={`${String(at)} ${line[0]?.text ?? ''}`}>
              <Line line={line} onTopic={onTopic} />
            </li>
          ))}
        </List>
      )
    }
  }
}

/** The text of a page, without its title. */
export const GuideText = ({
  page,
  level = 'h3',
  onTopic,
}: {
  readonly page: GuidePage
  /** Of its headings: one below that of its title. */
  readonly level?: 'h3' | 'h4'
  /** Called by links to other pages. */
  readonly onTopic: OnTopic
}): ReactElement => (
  <>
    {page.blocks.map((block, at) => (
      <Block key={`${String(at)} ${block.kind}`} block={block} level={level} onTopic={onTopic} />
    ))}
  </>
)
