import { useMemo } from 'react'
import type { ReactElement } from 'react'
import type { Claim } from '../../../shared/claims.ts'
import { useClaims } from '../../claims/use-claims.ts'
import { ClaimRow } from '../../claims/claim-row.tsx'
import { useText } from '../../i18n/use-text.ts'
import { claimLinkWords } from '../../records/vocabulary.ts'
import { useView } from '../../app/view-state.ts'
import styles from '../../records/record-form.module.css'

type LinkKind = keyof typeof claimLinkWords

type LinkedClaim = {
  readonly kind: LinkKind
  readonly other: Claim
}

/** Links of a claim in both directions; each other claim is visited once. */
const linksOf = (
  claim: Claim,
  all: readonly Claim[],
): { readonly to: readonly LinkedClaim[]; readonly from: readonly LinkedClaim[] } => {
  const kinds = new Map<string, readonly LinkKind[]>()
  for (const { kind, claimId } of claim.content.links)
    kinds.set(claimId, [...(kinds.get(claimId) ?? []), kind])
  const to: LinkedClaim[] = []
  const from: LinkedClaim[] = []
  for (const other of all) {
    for (const kind of kinds.get(other.id) ?? []) to.push({ kind, other })
    for (const { kind, claimId } of other.content.links)
      if (claimId === claim.id) from.push({ kind, other })
  }
  return { to, from }
}

const none: readonly Claim[] = []

/** The linked claims in either direction, by kind of link. */
export const ClaimLinks = ({ claim }: { readonly claim: Claim }): ReactElement => {
  const text = useText()
  const { select } = useView()
  const { data: all = none } = useClaims({ caseId: null, reportId: null })
  const links = useMemo(() => linksOf(claim, all), [all, claim])
  const of = (linked: readonly LinkedClaim[], wanted: LinkKind): Claim[] => [
    ...new Set(linked.filter(({ kind }) => kind === wanted).map(({ other }) => other)),
  ]
  const bothWays = (kind: LinkKind): Claim[] => of([...links.to, ...links.from], kind)
  const groups = [
    { heading: text('claims.supportedBy'), claims: of(links.from, 'supports') },
    { heading: text(claimLinkWords.supports), claims: of(links.to, 'supports') },
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
