import type { ReactElement } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Chip } from '../../ui/tag.tsx'
import styles from '../../records/record-form.module.css'

/** Number of independent origins of a claim, and their names. */
export const ClaimOrigins = ({ claim }: { readonly claim: Claim }): ReactElement => {
  const text = useText()
  const { caseId } = claim.content
  const { data, error } = useVaultQuery(
    'claims.corroboration',
    { caseId: caseId ?? '' },
    { enabled: caseId !== null },
  )
  const row = data?.claims.find((other) => other.claim.id === claim.id)
  // An origin counted in place of several is not named: any of them could be the one.
  const certain = (indexes: readonly number[], may: readonly number[]): readonly number[] =>
    indexes.filter((index) => !may.includes(index))
  const unsaid = (indexes: readonly number[]): ReactElement | null =>
    indexes.length === 0 ? null : (
      <p className={styles['quiet']}>
        {text('claims.unsaidNames', { names: named(indexes).join(' · ') })}
      </p>
    )
  const named = (indexes: readonly number[]): readonly string[] =>
    indexes.flatMap((index) => data?.origins[index]?.names.join(' = ') ?? [])
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>{text('claims.behind')}</h2>
      <FailureBanner failure={error} />
      {caseId === null && <p className={styles['quiet']}>{text('claims.noCaseNoCount')}</p>}
      {row !== undefined && (
        <>
          <p className={styles['under']}>
            <Chip tone={row.supportedBy.length > 1 ? 'accent' : 'warn'}>
              {text('claims.origins', { count: row.supportedBy.length })}
            </Chip>
            {named(certain(row.supportedBy, row.maySupport)).map((name) => (
              <span key={name}>{name}</span>
            ))}
          </p>
          {row.supportedBy.length === 0 && (
            <p className={styles['quiet']}>
              {text(claim.content.sourceIds === undefined ? 'claims.noOrigin' : 'claims.noSource')}
            </p>
          )}
          {unsaid(row.maySupport)}
          {row.contradictedBy.length > 0 && (
            <p className={styles['under']}>
              <Chip tone="danger">
                {text('claims.against', { count: row.contradictedBy.length })}
              </Chip>
              {named(certain(row.contradictedBy, row.mayContradict)).map((name) => (
                <span key={name}>{name}</span>
              ))}
            </p>
          )}
          {unsaid(row.mayContradict)}
        </>
      )}
    </section>
  )
}
