import type { ReactElement, ReactNode } from 'react'
import type { Publication } from '../../../shared/claims.ts'
import { useDesk } from '../../bridge.ts'
import { useText } from '../../i18n/use-text.ts'
import { RedactedText } from './redacted-text.tsx'
import styles from './publications.module.css'

const Row = ({
  name,
  original,
  printed,
}: {
  readonly name: string
  readonly original: string
  readonly printed: string
}): ReactElement => (
  <tr>
    <th scope="row">{name}</th>
    <td>{original}</td>
    <td>{original === printed ? printed : <mark>{printed === '' ? '—' : printed}</mark>}</td>
  </tr>
)

const Sides = ({
  children,
  caption,
}: {
  readonly children: ReactNode
  readonly caption: string
}): ReactElement => {
  const text = useText()
  return (
    <table className={styles['compare']}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <td aria-hidden="true" />
          <th scope="col">{text('publications.original')}</th>
          <th scope="col">{text('publications.asPrinted')}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

const ClaimSides = ({
  printed,
  number,
}: {
  readonly printed: Publication['content']['claims'][number]
  readonly number: number
}): ReactElement | null => {
  const text = useText()
  const { data: claim } = useDesk('claims.get', { id: printed.claimId })
  const { data: phrases = [] } = useDesk('attributions.list', { sourceId: null })
  if (claim === undefined) return null
  const { content } = claim
  const places = [content.from.text, content.to.text].filter((place) => place !== '').join(' → ')
  const { low, high } = content.count
  const phrase = phrases.find(({ id }) => id === printed.attributionId)?.content.phrase ?? ''
  return (
    <Sides caption={`C${number}`}>
      <Row
        name={text('publications.wording')}
        original={content.statement}
        printed={printed.wording}
      />
      <Row name={text('publications.when')} original={content.when} printed={printed.when} />
      <Row name={text('publications.place')} original={places} printed={printed.place} />
      <Row
        name={text('publications.count')}
        original={[low, high].filter((n) => n !== null).join('–')}
        printed={printed.count}
      />
      <Row name={text('publications.phrase')} original="" printed={phrase} />
    </Sides>
  )
}

const TextSides = ({
  printed,
  number,
}: {
  readonly printed: Publication['content']['reports'][number]
  readonly number: number
}): ReactElement | null => {
  const { data } = useDesk('reports.revision', { id: printed.revision })
  if (data === undefined) return null
  const { body, language } = data.content
  return (
    <section className={styles['section']}>
      <h2 className={styles['label']}>{`T${number}`}</h2>
      <div className={styles['sides']}>
        <RedactedText
          body={body}
          language={language}
          removals={printed.redactions}
          shows="original"
        />
        <RedactedText body={body} language={language} removals={printed.redactions} />
      </div>
    </section>
  )
}

/** Everything that is printed beside what it was made from, differences marked. */
export const Comparison = ({
  publication,
}: {
  readonly publication: Publication
}): ReactElement => (
  <div className={styles['section']}>
    {publication.content.claims.map((printed, at) => (
      <ClaimSides key={printed.claimId} printed={printed} number={at + 1} />
    ))}
    {publication.content.reports.map((printed, at) => (
      <TextSides key={printed.reportId} printed={printed} number={at + 1} />
    ))}
  </div>
)
