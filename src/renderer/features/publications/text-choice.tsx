import type { ReactElement } from 'react'
import type { ReportRow } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import type { DraftText } from './draft.ts'
import { PhraseChoice } from './phrase-choice.tsx'
import { RemovalEditor } from './removal-editor.tsx'
import shared from '../../ui/shared.module.css'
import styles from './publications.module.css'

/** The filed text from which words are removed. */
const Removals = ({
  printed,
  onChange,
}: {
  readonly printed: DraftText
  readonly onChange: (printed: DraftText) => void
}): ReactElement | null => {
  const text = useText()
  const { data: revision, error } = useVaultQuery('reports.revision', { id: printed.revision })
  const { data: report } = useVaultQuery('reports.get', { id: printed.reportId })
  const head = report?.head ?? null
  if (revision === undefined) return <FailureBanner failure={error} />
  return (
    <>
      {head !== null && head !== printed.revision && (
        <Banner
          tone="warn"
          title={text('publications.newerTitle')}
          actions={
            <Button onPress={() => onChange({ ...printed, revision: head, redactions: [] })}>
              {text('publications.takeNewer')}
            </Button>
          }
        >
          <p>{text('publications.newerText')}</p>
        </Banner>
      )}
      <RemovalEditor
        key={printed.revision}
        body={revision.content.body}
        language={revision.content.language}
        removals={printed.redactions}
        onChange={(redactions) => onChange({ ...printed, redactions })}
      />
    </>
  )
}

/** A filed report of the case: whether its text is printed. */
export const TextChoice = ({
  row,
  printed,
  onChange,
}: {
  readonly row: ReportRow
  readonly printed: DraftText | undefined
  /** null removes it from the publication. */
  readonly onChange: (printed: DraftText | null) => void
}): ReactElement => {
  const text = useText()
  const { data: report } = useVaultQuery('reports.get', { id: row.id })
  const head = report?.head ?? null
  return (
    <li className={styles['choice']}>
      <Checkbox
        isSelected={printed !== undefined}
        isDisabled={printed === undefined && head === null}
        onChange={(isChosen) =>
          onChange(
            isChosen && head !== null
              ? { reportId: row.id, revision: head, attributionId: null, redactions: [] }
              : null,
          )
        }
      >
        {row.title === '' ? text('publications.untitled') : row.title}
      </Checkbox>
    </li>
  )
}

/** A printed text: how its source is called, and which words are removed. */
export const TextWording = ({
  printed,
  onChange,
}: {
  readonly printed: DraftText
  readonly onChange: (printed: DraftText) => void
}): ReactElement => {
  const text = useText()
  const { data: report } = useVaultQuery('reports.get', { id: printed.reportId })
  const title = report?.content.title ?? ''
  return (
    <li className={styles['choice']}>
      <h3 className={shared['subheading']}>
        {title === '' ? text('publications.untitled') : title}
      </h3>
      <div className={styles['whole']}>
        <PhraseChoice
          reportId={printed.reportId}
          value={printed.attributionId}
          onChange={(attributionId) => onChange({ ...printed, attributionId })}
        />
        <Removals printed={printed} onChange={onChange} />
      </div>
    </li>
  )
}
