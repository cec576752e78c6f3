import { useId, useState, memo, useDeferredValue } from 'react'
import type { ReactElement, ComponentProps } from 'react'
import type { ReportContent } from '../../../shared/records.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { Text } from '../../i18n/use-text.ts'
import { useText } from '../../i18n/use-text.ts'
import { languageName } from '../../records/options.ts'
import { findingKeys } from '../../commands/shortcuts/keys.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { LintFinding } from './lint-finding.tsx'
import { OverriddenFindings } from './overridden-findings.tsx'
import { familyWords } from '../../editor/lint-words.ts'
import { partOf } from '../../records/report-findings.ts'
import type { ReportFinding } from '../../records/report-findings.ts'
import type { LintActions } from './use-lint-actions.ts'
import type { Lint } from './use-lint.ts'
import shared from '../../ui/shared.module.css'
import styles from './lint-panel.module.css'

/** Number of findings shown before "more". */
const shownAtFirst = 40

const placeOf = (part: string, content: ReportContent, text: Text) => {
  const place = partOf(part)
  if (!('index' in place)) {
    const words = { title: 'lint.in.title', attachment: 'lint.in.attachment', body: null } as const
    const word = words[place.kind]
    return { language: content.language, words: word === null ? null : text(word) }
  }
  const language = content.translations[place.index]?.language ?? 'und'
  const name = languageName(language, text)
  return {
    language,
    words: text(
      place.kind === 'translated-title' ? 'lint.in.translatedTitle' : 'lint.in.translation',
      { language: name },
    ),
  }
}

const isContext = ({ family }: ReportFinding): boolean => familyWords[family].severity === 'context'

/** The findings of one weight, with a heading. */
const Group = ({
  title,
  findings,
  children,
}: {
  readonly title: string
  readonly findings: readonly ReportFinding[]
  readonly children: (finding: ReportFinding) => ReactElement
}): ReactElement | null => {
  const id = useId()
  return findings.length === 0 ? null : (
    <section className={shared['stack1']}>
      <h3 id={id} className={styles['weight']}>
        {title}
      </h3>
      <ol className={shared['stack1']} aria-labelledby={id}>
        {findings.map(children)}
      </ol>
    </section>
  )
}

/**
 * All findings of a report, each with its actions: those that point to a person first, in the order
 * of the text. The first of these is open until another is chosen.
 */
export const LintPanel = ({
  content,
  lint,
  actions,
}: {
  readonly content: ReportContent
  readonly lint: Lint
  readonly actions: LintActions
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const [all, setAll] = useState(false)
  const { open, overridden, state } = lint
  const ranked = [...open.filter((one) => !isContext(one)), ...open.filter(isContext)]
  const at = Math.max(
    0,
    ranked.findIndex(({ key }) => key === actions.current),
  )
  const shown =
    all || ranked.length <= shownAtFirst ? ranked : ranked.slice(0, Math.max(shownAtFirst, at + 1))
  const row = (finding: ReportFinding): ReactElement => {
    const { words, language } = placeOf(finding.part, content, text)
    return (
      <LintFinding
        key={finding.key}
        finding={finding}
        place={words}
        language={language}
        isOpen={finding === ranked[at]}
        onOpen={actions.reveal}
        onJump={actions.jump}
        onReplace={actions.replace}
        onOverride={actions.ask}
      />
    )
  }
  return (
    <div className={shared['stack3']}>
      <header className={styles['head']}>
        <h2>{text('lint.title')}</h2>
        <span className={shared['fine']}>{format.number(open.length)}</span>
        <span className={styles['steps']}>
          <IconButton
            icon="left"
            size="small"
            label={`${text('lint.keys.previous')} (${findingKeys.previous.keys[0]})`}
            isDisabled={open.length === 0}
            onPress={() => actions.step(-1)}
          />
          <IconButton
            icon="right"
            size="small"
            label={`${text('lint.keys.next')} (${findingKeys.next.keys[0]})`}
            isDisabled={open.length === 0}
            onPress={() => actions.step(1)}
          />
        </span>
      </header>
      {state === 'failed' && (
        <Banner
          tone="warn"
          announce
          title={text('lint.failed')}
          actions={
            <Button size="small" onPress={lint.again}>
              {text('lint.again')}
            </Button>
          }
        >
          <p>{text('lint.failedText')}</p>
        </Banner>
      )}
      {open.length === 0 && state !== 'failed' && (
        <p className={shared['secondary']}>
          {text(state === 'behind' ? 'lint.checking' : 'lint.none')}
        </p>
      )}
      <Group
        title={text('lint.group.identifier')}
        findings={shown.filter((one) => !isContext(one))}
      >
        {row}
      </Group>
      <Group title={text('lint.group.context')} findings={shown.filter(isContext)}>
        {row}
      </Group>
      {shown.length < open.length && (
        <CommandButton
          words="lint.showAll"
          values={{ count: open.length }}
          size="small"
          onPress={() => setAll(true)}
        />
      )}
      {overridden.length > 0 && (
        <OverriddenFindings
          overrides={overridden}
          language={content.language}
          onTakeBack={actions.takeBack}
        />
      )}
    </div>
  )
}

const DeferredList = memo(LintPanel)

/** The list of findings among the details. Deferred, so that typing never waits for it. */
export const FindingsSection = ({
  content,
  lint,
  actions,
}: ComponentProps<typeof LintPanel>): ReactElement => {
  const text = useText()
  return (
    <section data-list aria-label={text('lint.title')}>
      <DeferredList
        content={useDeferredValue(content)}
        lint={useDeferredValue(lint)}
        actions={useDeferredValue(actions)}
      />
    </section>
  )
}
