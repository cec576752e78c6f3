import { useMemo } from 'react'
import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { useFormat } from '../i18n/use-format.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/use-text.ts'
import { changedWords } from './changed-words.ts'
import type { VersionContent, Field } from './field.ts'
import { fieldsOf } from './record-fields.ts'
import { isSame } from './three-way.ts'
import { useValueWords } from './value-words.ts'
import type { ValueWords } from './value-words.ts'
import { VersionBox } from './version-box.tsx'
import shared from '../ui/shared.module.css'
import styles from './versions.module.css'

type Version = Out<'imports.differences'>['versions'][number]

const asContent = (content: Version['after'] | null): VersionContent | null => content

const languageOf = (content: VersionContent | null): string | undefined =>
  typeof content?.['language'] === 'string' ? content['language'] : undefined

type SideNames = {
  readonly before: MessageKey
  readonly after: MessageKey
}
const here: SideNames = { before: 'versions.before', after: 'versions.after' }

/** One field of two versions side by side, with differing words marked. */
export const FieldPair = ({
  field,
  before,
  after,
  words,
  names = here,
  heading: Heading = 'h3',
}: {
  readonly field: Field
  readonly before: VersionContent | null
  readonly after: VersionContent
  readonly words: ValueWords
  /** Names of the two versions. */
  readonly names?: SideNames
  /** Heading level on the page. */
  readonly heading?: 'h2' | 'h3' | 'h5'
}): ReactElement => {
  const text = useText()
  const said = useMemo(() => {
    const [was, is] = [before, after].map((one) =>
      one === null ? '' : field.say(one, words).join('\n'),
    ) as [string, string]
    return changedWords(was, is)
  }, [field, before, after, words])
  return (
    <div>
      <Heading className={styles['heading']}>{text(field.label)}</Heading>
      <div className={before === null ? undefined : styles['pair']}>
        {before !== null && (
          <VersionBox
            name={text(names.before)}
            lang={languageOf(before)}
            stretches={said.left}
            shows="gone"
          />
        )}
        <VersionBox
          name={text(names.after)}
          lang={languageOf(after)}
          stretches={
            before === null ? said.right.map((one) => ({ ...one, isChanged: false })) : said.right
          }
        />
      </div>
    </div>
  )
}

/** The fields of a record that another version would change, with differing words marked. */
export const Differences = ({
  kind,
  version,
}: {
  readonly kind: Out<'imports.differences'>['kind']
  readonly version: Version
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const words = useValueWords()
  const before = asContent(version.before)
  const after = asContent(version.after) ?? {}
  const fields = fieldsOf(kind).filter((field) =>
    before === null ? field.say(after, words).length > 0 : !isSame(field, before, after),
  )
  return (
    <div className={styles['differences']}>
      <p className={shared['quiet']}>
        {text('versions.from', { day: format.day(version.day), author: version.author })}
      </p>
      {before === null && <p>{text('versions.newHere')}</p>}
      {fields.length === 0 && <p>{text('versions.same')}</p>}
      {fields.map((field) => (
        <FieldPair key={field.id} {...{ field, before, after, words }} heading="h2" />
      ))}
    </div>
  )
}
