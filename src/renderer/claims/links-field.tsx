import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Claim, ClaimContent } from '../../shared/claims.ts'
import { useClaims } from './use-claims.ts'
import { useText } from '../i18n/use-text.ts'
import { limits } from '../records/limits.ts'
import { optionsOf } from '../records/options.ts'
import { claimLinkWords } from '../records/vocabulary.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { Tag } from '../ui/tag.tsx'
import styles from './claims.module.css'

type Links = ClaimContent['links']

/** How a claim bears on others. Claims of the same case come first. */
export const LinksField = ({
  own,
  caseId,
  links,
  onChange,
}: {
  /** The claim itself, which is never linked to itself; null for a new one. */
  readonly own: string | null
  readonly caseId: string | null
  readonly links: Links
  readonly onChange: (links: Links) => void
}): ReactElement | null => {
  const text = useText()
  const { data: all } = useClaims({ caseId: null, reportId: null })
  const [kind, setKind] = useState<Links[number]['kind']>('supports')
  const [chosen, setChosen] = useState('')
  const others = (all ?? []).filter(({ id }) => id !== own)
  const inCase = (claim: Claim): number => (claim.content.caseId === caseId ? 0 : 1)
  const sorted = [...others].sort((a, b) => inCase(a) - inCase(b))
  const nameOf = (id: string): string =>
    others.find((claim) => claim.id === id)?.content.statement ?? text('claims.unknownClaim')
  const target = others.find(({ id }) => id === chosen)
  if (others.length === 0 && links.length === 0) return null
  return (
    <fieldset className={styles['group']}>
      <legend>{text('claims.links')}</legend>
      {links.length > 0 && (
        <ul className={styles['links']}>
          {links.map((link) => (
            <li key={`${link.kind} ${link.claimId}`}>
              <Tag
                removeLabel={text('claims.linkRemove', { claim: nameOf(link.claimId) })}
                onRemove={() => onChange(links.filter((other) => other !== link))}
              >
                {text(claimLinkWords[link.kind])}
              </Tag>{' '}
              {nameOf(link.claimId)}
            </li>
          ))}
        </ul>
      )}
      <div className={styles['linkAdd']}>
        <Select
          label={text('claims.linkKind')}
          value={kind}
          options={optionsOf(claimLinkWords, text)}
          onChange={setKind}
        />
        <Select
          label={text('claims.linkTo')}
          value={chosen}
          options={[
            { value: '', label: text('claims.linkChoose') },
            ...sorted.map(({ id, content }) => ({ value: id as string, label: content.statement })),
          ]}
          onChange={setChosen}
        />
        <Button
          isDisabled={target === undefined || links.length >= limits.links}
          onPress={() => {
            if (target === undefined) return
            const kept = links.filter((link) => link.kind !== kind || link.claimId !== target.id)
            onChange([...kept, { kind, claimId: target.id }])
            setChosen('')
          }}
        >
          {text('claims.linkAdd')}
        </Button>
      </div>
    </fieldset>
  )
}
