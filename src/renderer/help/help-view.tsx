import { useState } from 'react'
import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import { guide } from 'virtual:guide'
import type { CommandName } from '../commands/registry.ts'
import { languageOf } from '../i18n/languages.ts'
import { useText } from '../i18n/use-text.ts'
import { runsOf, useCommands } from '../commands/commands.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ListRow } from '../ui/list-row.tsx'
import { Panel, PanelHeader, SplitView } from '../ui/panel.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { wordsOf } from './guide-page.ts'
import type { GuidePage } from './guide-page.ts'
import { HelpArticle } from './help-article.tsx'
import shared from '../ui/shared.module.css'
import { topics } from './topics.ts'
import type { Topic } from './topics.ts'

const nameOf = (topic: Topic): CommandName => (topic === 'limits' ? 'limits.link' : `help.${topic}`)

const holds = (words: string, query: string): boolean =>
  words.normalize('NFC').toLocaleLowerCase().includes(query.normalize('NFC').toLocaleLowerCase())

/**
 * The user guide of docs/guide in the user's language, inside the app: there is no network for an
 * online one.
 */
export const HelpView = (): ReactElement => {
  const text = useText()
  const pages = guide[languageOf(useIntl().locale)]
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<Topic>('about')
  const titleOf = (topic: Topic): string => text(nameOf(topic))
  const pageOf = (topic: Topic): GuidePage | undefined =>
    topic === 'limits' ? undefined : pages[topic]
  const [isLinked, setIsLinked] = useState(false)
  const choose = (topic: Topic): void => {
    setIsLinked(false)
    setChosen(topic)
  }
  useCommands(
    runsOf(topics, (topic) => [
      nameOf(topic),
      () => {
        setQuery('')
        choose(topic)
      },
    ]),
  )
  const wanted = query.trim()
  const found = topics.filter((topic) => {
    const page = pageOf(topic)
    const words = page === undefined ? text('limits.lead') : wordsOf(page)
    return holds(`${titleOf(topic)} ${words}`, wanted)
  })
  // A search shows its first match; clearing it restores the chosen topic.
  const shown = found.includes(chosen) ? chosen : found[0]
  return (
    <SplitView
      list={
        <Panel
          label={text('help.topics')}
          tone="list"
          header={
            <PanelHeader title={text('help.title')}>
              <SearchField
                label={text('help.search')}
                placeholder={text('help.search')}
                clearLabel={text('common.clear')}
                value={query}
                onChange={setQuery}
              />
            </PanelHeader>
          }
        >
          <ul className={shared['stack']}>
            {found.map((topic) => (
              <li key={topic}>
                <ListRow
                  title={titleOf(topic)}
                  isSelected={topic === shown}
                  onPress={() => choose(topic)}
                />
              </li>
            ))}
          </ul>
        </Panel>
      }
      record={
        // A key, so that each topic begins at its top.
        <Panel key={shown} label={shown === undefined ? text('help.title') : titleOf(shown)}>
          {shown === undefined ? (
            <EmptyState
              icon="help"
              title={text('help.nothing', { query: wanted })}
              action={<Button onPress={() => setQuery('')}>{text('search.clear')}</Button>}
            >
              {text('help.nothingText')}
            </EmptyState>
          ) : (
            <HelpArticle
              topic={shown}
              page={pageOf(shown)}
              takesFocus={isLinked}
              onTopic={(topic) => {
                setQuery('')
                setIsLinked(true)
                setChosen(topic)
              }}
            />
          )}
        </Panel>
      }
    />
  )
}
