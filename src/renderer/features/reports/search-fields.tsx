import { useState } from 'react'
import type { ReactElement } from 'react'
import { useText } from '../../i18n/use-text.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { optionsOf } from '../../records/options.ts'
import { languageWords } from '../../records/vocabulary.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useView } from '../../app/view-state.ts'
import styles from './report-list.module.css'

/** Filters that the list itself does not have: they are part of what is searched. */
type SyntaxKey = 'after' | 'before' | 'lang' | 'tag'

const filterIn = (key: SyntaxKey): RegExp => new RegExp(`(^|\\s)${key}:("[^"]*"|\\S*)`, 'giu')

/** The value of a filter in a query; '' for none. */
const valueIn = (query: string, key: SyntaxKey): string =>
  (filterIn(key).exec(query)?.[2] ?? '').replaceAll('"', '')

/** The query with another value of a filter, before the words; '' takes the filter away. */
const withFilter = (query: string, key: SyntaxKey, value: string): string => {
  const rest = query.replace(filterIn(key), '').trim()
  const plain = value.replaceAll('"', ' ').trim()
  if (plain === '') return rest
  return `${key}:${/\s/u.test(plain) ? `"${plain}"` : plain} ${rest}`
}

const syntaxKeys = ['after', 'before', 'lang', 'tag'] as const

/** The query without what the fields wrote. */
export const withoutFilters = (query: string): string =>
  syntaxKeys.reduce((rest, key) => withFilter(rest, key, ''), query)

/** Does a query have a filter of these fields? */
export const hasFilters = (query: string): boolean =>
  syntaxKeys.some((key) => valueIn(query, key) !== '')

const isDate = (typed: string): boolean =>
  /^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$/.test(typed)

/** A filter that is typed: a date is written into the search once it can be read. */
const SyntaxField = ({
  name,
  label,
}: {
  readonly name: 'after' | 'before' | 'tag'
  readonly label: MessageKey
}): ReactElement => {
  const text = useText()
  const { view, search } = useView()
  const value = valueIn(view.query, name)
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  const isRead = (of: string): boolean => name === 'tag' || isDate(of.trim())
  return (
    <TextField
      label={text(label)}
      placeholder={name === 'tag' ? '' : '2023-10'}
      value={typed}
      {...(isRead(typed) ? {} : { error: text('search.dateForm') })}
      onChange={(next) => {
        setTyped(next)
        if (!isRead(next)) return
        setKnown(next.replaceAll('"', ' ').trim())
        search(withFilter(view.query, name, next))
      }}
    />
  )
}

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

/** Fields that write a filter into the search box. */
export const SearchFields = (): ReactElement => {
  const text = useText()
  const { view, search } = useView()
  return (
    <>
      <div className={styles['dates']}>
        <SyntaxField name="after" label="search.after" />
        <SyntaxField name="before" label="search.before" />
      </div>
      <div className={styles['dates']}>
        <Select
          label={text('reports.language')}
          value={valueIn(view.query, 'lang')}
          options={[
            { value: '', label: text('selection.any') },
            ...optionsOf<string>(languageWords, text),
          ]}
          onChange={(language) => search(withFilter(view.query, 'lang', language))}
        />
        <SyntaxField name="tag" label="search.tag" />
      </div>
    </>
  )
}

/** How to write a search by hand. */
export const SearchHelp = (): ReactElement => {
  const text = useText()
  return (
    <Disclosure head={text('search.help')}>
      <dl className={styles['help']}>
        {lines.map(([example, key]) => (
          <div key={key} className={styles['helpLine']}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd>{text(key)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles['helpNote']}>{text('search.helpCjk')}</p>
    </Disclosure>
  )
}
