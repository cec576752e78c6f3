import { memo, useState } from 'react'
import type { ReactElement } from 'react'
import type { CaseId } from '../../../shared/ids.ts'
import type { ReportContent } from '../../../shared/records.ts'
import { useText } from '../../i18n/use-text.ts'
import { PlaceField } from '../../places/place-field.tsx'
import { DateField } from '../../records/date-field.tsx'
import { limits } from '../../records/limits.ts'
import { sourceName, useCases, useSources } from '../../records/names.ts'
import { languageOptions, optionsOf } from '../../records/options.ts'
import { channelWords, handlingWords } from '../../records/vocabulary.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Select } from '../../ui/select.tsx'
import { useMustNotBeUsed } from '../../records/use-withdrawn.ts'
import { Chip, Tag } from '../../ui/tag.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import shared from '../../ui/shared.module.css'
import styles from './report-details.module.css'

export type Edit = (patch: Partial<ReportContent>) => void

type EditedDetails = { readonly content: ReportContent; readonly onEdit: Edit }

export const SourcesField = ({ content, onEdit }: EditedDetails): ReactElement => {
  const text = useText()
  const { sources, sourceById } = useSources()
  const left = sources.filter((source) => !content.sourceIds.includes(source.id))
  return (
    <div className={styles['field']} role="group" aria-label={text('reports.sources')}>
      <span className={shared['label']}>{text('reports.sources')}</span>
      {content.sourceIds.length > 0 && (
        <ul className={shared['row1']}>
          {content.sourceIds.map((id) => {
            const source = sourceById.get(id)
            const name = source === undefined ? text('reports.unknownSource') : sourceName(source)
            return (
              <li key={id}>
                <Tag
                  onRemove={() =>
                    onEdit({ sourceIds: content.sourceIds.filter((other) => other !== id) })
                  }
                  removeLabel={text('reports.removeSource', { name })}
                >
                  {name}
                </Tag>
              </li>
            )
          })}
        </ul>
      )}
      {sources.length === 0 ? (
        <p className={shared['fine']}>{text('reports.noSources')}</p>
      ) : (
        left.length > 0 &&
        content.sourceIds.length < limits.sources && (
          <Menu
            label={text('reports.addSource')}
            actions={left.map((source) => ({
              id: source.id,
              label: sourceName(source),
              run: () => onEdit({ sourceIds: [...content.sourceIds, source.id] }),
            }))}
          >
            <Button size="small" icon="plus">
              {text('reports.addSource')}
            </Button>
          </Menu>
        )
      )}
    </div>
  )
}

const TagsField = ({ content, onEdit }: EditedDetails): ReactElement => {
  const text = useText()
  const [typed, setTyped] = useState('')
  const add = (): void => {
    const tag = typed.trim()
    setTyped('')
    if (tag === '' || content.tags.includes(tag) || content.tags.length >= limits.tags) return
    onEdit({ tags: [...content.tags, tag] })
  }
  return (
    <div className={classNames(styles['field'], styles['wide'])}>
      <TextField
        label={text('reports.tags')}
        placeholder={text('reports.addTag')}
        value={typed}
        maxLength={limits.tag}
        onChange={setTyped}
        onBlur={add}
        onKeyDown={(event) => {
          // Enter that ends the composition of a syllable belongs to the input method.
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          add()
        }}
      />
      {content.tags.length > 0 && (
        <ul className={shared['row1']}>
          {content.tags.map((tag) => (
            <li key={tag}>
              <Tag
                onRemove={() => onEdit({ tags: content.tags.filter((other) => other !== tag) })}
                removeLabel={text('reports.removeTag', { name: tag })}
              >
                {tag}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

const HandlingField = ({ content, onEdit }: EditedDetails): ReactElement => {
  const text = useText()
  const { handling } = content
  const isWithdrawn = useMustNotBeUsed(content)
  const change = (patch: Partial<ReportContent['handling']>): void =>
    onEdit({ handling: { ...handling, ...patch } })
  return (
    <>
      {isWithdrawn && (
        <Chip tone="danger" icon="alert">
          {text('reports.mustNotBeUsed')}
        </Chip>
      )}
      <Select
        label={text('reports.handling')}
        value={handling.level}
        options={optionsOf(handlingWords, text)}
        onChange={(level) => change({ level })}
      />
      {handling.level === 'embargo' && (
        <DateField
          label={text('reports.until')}
          value={handling.until}
          onChange={(until) => change({ until })}
        />
      )}
      {handling.level !== 'permitted' && (
        <TextArea
          label={text('reports.handlingNote')}
          value={handling.note}
          maxLength={limits.note}
          rows={2}
          onChange={(note) => change({ note })}
        />
      )}
    </>
  )
}

/** Where it happened, with a hint to be coarse. */
export const PlaceOf = ({ content, onEdit }: EditedDetails): ReactElement => {
  const text = useText()
  return (
    <PlaceField
      label={text('reports.place')}
      precisionLabel={text('reports.precision')}
      description={text('reports.placeHint')}
      layout="below"
      value={content.place}
      onChange={(place) => onEdit({ place })}
    />
  )
}

const Details = ({ content, onEdit }: EditedDetails): ReactElement => {
  const text = useText()
  const { cases } = useCases()
  return (
    <div className={classNames(shared['stack3'], styles['compact'])}>
      <Select
        label={text('reports.case')}
        value={content.caseId ?? ''}
        options={[
          { value: '', label: text('reports.noCase') },
          ...cases.map((item) => ({ value: item.id as string, label: item.content.title })),
        ]}
        onChange={(id) => onEdit({ caseId: id === '' ? null : (id as CaseId) })}
      />
      <SourcesField content={content} onEdit={onEdit} />
      <DateField
        label={text('reports.eventDate')}
        value={content.eventDate}
        onChange={(eventDate) => onEdit({ eventDate })}
      />
      <HandlingField content={content} onEdit={onEdit} />
      <Disclosure
        head={<span>{text('reports.moreDetails')}</span>}
        headClassName={styles['more']}
        className={styles['fold']}
      >
        <div className={shared['stack3']}>
          <PlaceOf content={content} onEdit={onEdit} />
          <Select
            label={text('reports.channel')}
            value={content.channel}
            options={optionsOf(channelWords, text)}
            onChange={(channel) => onEdit({ channel })}
          />
          <DateField
            label={text('reports.received')}
            value={content.received}
            onChange={(received) => onEdit({ received })}
          />
          <Select
            label={text('reports.language')}
            value={content.language}
            options={languageOptions(content.language, text)}
            onChange={(language) => onEdit({ language })}
          />
          <TagsField content={content} onEdit={onEdit} />
        </div>
      </Disclosure>
    </div>
  )
}

const texts = new Set<string>(['title', 'body', 'translations', 'overrides'])

const sameDetails = (before: EditedDetails, { content, onEdit }: EditedDetails): boolean =>
  before.onEdit === onEdit &&
  (Object.keys(content) as (keyof ReportContent)[]).every(
    (field) => texts.has(field) || before.content[field] === content[field],
  )

/**
 * All details of a draft except its text: what every report needs in lines, the rest folded. Memoized against
 * typing in the text.
 */
export const ReportDetails = memo(Details, sameDetails)
