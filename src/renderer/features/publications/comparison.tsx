import type { ReactElement, ReactNode } from 'react'
import type { Publication } from '../../../shared/claims.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { whenWords } from '../../../publication/dates.ts'
import { useCountWords } from '../../claims/claim-row.tsx'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { credibilityWords } from '../../records/vocabulary.ts'
import { ChangedText } from '../../versions/changed-text.tsx'
import { changedWords } from '../../versions/changed-words.ts'
import { RedactedText } from './redacted-text.tsx'
import shared from '../../ui/shared.module.css'
import styles from './publications.module.css'

/** The complete text of both sides, with differences marked. */
const Row = ({
  name,
  original,
  printed,
}: {
  readonly name: string
  readonly original: string
  readonly printed: string
}): ReactElement => {
  const sides = changedWords(original, printed)
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <ChangedText stretches={sides.left} shows="gone" />
      </td>
      <td>
        {printed === '' && original !== '' && '—'}
        <ChangedText stretches={sides.right} shows="come" />
      </td>
    </tr>
  )
}

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
  language,
  number,
}: {
  readonly printed: Publication['content']['claims'][number]
  /** Of the publication: dates are printed in it. */
  readonly language: Publication['content']['language']
  readonly number: number
}): ReactElement | null => {
  const text = useText()
  const countWords = useCountWords()
  const { data: claim, error } = useVaultQuery('claims.get', { id: printed.claimId })
  const { data: phrases = [] } = useVaultQuery('attributions.list', { sourceId: null })
  if (claim === undefined) return <FailureBanner failure={error} />
  const { content } = claim
  const places = [content.from.text, content.to.text].filter((place) => place !== '').join(' → ')
  const count = content.count.qualifier === 'unknown' ? '' : countWords(content.count)
  const phrase = phrases.find(({ id }) => id === printed.attributionId)?.content.phrase ?? ''
  // Printed as it is, though it is chosen nowhere in the form.
  const grade = text('vocab.reliability.graded', {
    grade: content.credibility,
    meaning: text(credibilityWords[content.credibility]),
  })
  return (
    <Sides caption={`C${number}`}>
      <Row
        name={text('publications.wording')}
        original={content.statement}
        printed={printed.wording}
      />
      <Row
        name={text('publications.when')}
        original={whenWords(content.when, language)}
        printed={whenWords(printed.when, language)}
      />
      <Row name={text('publications.place')} original={places} printed={printed.place} />
      <Row name={text('publications.count')} original={count} printed={printed.count} />
      <Row name={text('publications.phrase')} original="" printed={phrase} />
      <Row name={text('claims.credibility')} original={grade} printed={grade} />
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
  const text = useText()
  const { data, error } = useVaultQuery('reports.revision', { id: printed.revision })
  const { data: phrases = [] } = useVaultQuery('attributions.list', { sourceId: null })
  if (data === undefined) return <FailureBanner failure={error} />
  const phrase = phrases.find(({ id }) => id === printed.attributionId)?.content.phrase
  const { body, language } = data.content
  return (
    <section className={styles['section']}>
      <h2 className={shared['subheading']}>{`T${number}`}</h2>
      <p className={shared['quiet']}>
        {text('publications.phrase')}: {phrase ?? text('publications.noPhrase')}
      </p>
      <div className={shared['pair']}>
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

/** Text written only for the publication, without an original to compare. */
const OwnWords = ({ content }: Pick<Publication, 'content'>): ReactElement => {
  const text = useText()
  const parts = [
    ['publications.titleField', content.title],
    ['publications.summary', content.summary],
    ['publications.method', content.method],
  ] as const
  return (
    <dl className={styles['own']} lang={content.language}>
      {parts
        .filter(([, words]) => words !== '')
        .map(([name, words]) => (
          <div key={name}>
            <dt className={shared['quiet']}>{text(name)}</dt>
            <dd>{words}</dd>
          </div>
        ))}
    </dl>
  )
}

/** All printed content beside its original, with differences marked. */
export const Comparison = ({
  publication,
}: {
  readonly publication: Publication
}): ReactElement => (
  <div className={styles['section']}>
    <OwnWords content={publication.content} />
    {publication.content.claims.map((printed, at) => (
      <ClaimSides
        key={printed.claimId}
        printed={printed}
        language={publication.content.language}
        number={at + 1}
      />
    ))}
    {publication.content.reports.map((printed, at) => (
      <TextSides key={printed.reportId} printed={printed} number={at + 1} />
    ))}
  </div>
)
