import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { IconButton } from '../../ui/button.tsx'
import { PopoverDialog } from '../../ui/popover.tsx'
import styles from './search-help.module.css'

const lines: readonly (readonly [string, MessageKey])[] = [
  ['river night', 'search.helpWords'],
  ['"sent back"', 'search.helpPhrase'],
  ['repatri*', 'search.helpPrefix'],
  ['-Hangzhou', 'search.helpNot'],
  ['source:heron', 'search.helpSource'],
  ['case:"Border 2023"', 'search.helpCase'],
  ['after:2023-10', 'search.helpAfter'],
  ['before:2024', 'search.helpBefore'],
  ['lang:ko', 'search.helpLang'],
  ['tag:crossing', 'search.helpTag'],
  ['state:draft', 'search.helpState'],
]

/** Behind a question mark: how words and filters are written. */
export const SearchHelp = (): ReactElement => {
  const text = useText()
  return (
    <PopoverDialog
      label={text('search.help')}
      button={<IconButton icon="help" label={text('search.help')} />}
    >
      <h2 className={styles['title']}>{text('search.help')}</h2>
      <dl>
        {lines.map(([example, key]) => (
          <div key={key} className={styles['line']}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{text(key)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['note']}>{text('search.helpCjk')}</p>
    </PopoverDialog>
  )
}
