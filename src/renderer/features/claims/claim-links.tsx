import type { ReactElement } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useClaims } from '../../claims/use-claims.ts'
import { ClaimRow } from '../../claims/claim-row.tsx'
import { useText } from '../../i18n/use-text.ts'
import { claimLinkWords } from '../../records/vocabulary.ts'
import { useView } from '../../view-state.ts'
import styles from '../../records/record-form.module.css'

/** The claims that a claim is linked to, from either side, by how they bear on each other. */
export const ClaimLinks = ({ claim }: { readonly claim: Claim }): ReactElement => {
  const text = useText()
  const { select } = useView()
  const { data: all = [] } = useClaims({ caseId: null, reportId: null })
  const to = (kind: keyof typeof claimLinkWords): Claim[] =>
    all.filter(({ id }) =>
      claim.content.links.some((link) => link.kind === kind && link.claimId === id),
    )
  const from = (kind: keyof typeof claimLinkWords): Claim[] =>
    all.filter(({ content }) =>
      content.links.some((link) => link.kind === kind && link.claimId === claim.id),
    )
  const bothWays = (kind: keyof typeof claimLinkWords): Claim[] => [
    ...new Set([...to(kind), ...from(kind)]),
  ]
  const groups = [
    { heading: text('claims.supportedBy'), claims: from('supports') },
    { heading: text(claimLinkWords.supports), claims: to('supports') },
    { heading: text(claimLinkWords.contradicts), claims: bothWays('contradicts') },
    { heading: text(claimLinkWords['same-origin']), claims: bothWays('same-origin') },
  ].filter(({ claims }) => claims.length > 0)
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>{text('claims.links')}</h2>
      {groups.length === 0 && <p className={styles['quiet']}>{text('claims.noLinks')}</p>}
      {groups.map(({ heading, claims }) => (
        <div key={heading} className={styles['section']}>
          <h3 className={styles['quiet']}>{heading}</h3>
          <ul className={styles['rows']}>
            {claims.map((other) => (
              <li key={other.id}>
                <ClaimRow claim={other} onOpen={(id) => select('claims', id)} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
