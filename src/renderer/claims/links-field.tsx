import { useMemo, useState } from 'react'
import type { ReactElement } from 'react'
import { useIntl } from 'react-intl'
import type { Claim, ClaimContent } from '../../shared/claims.ts'
import { useClaims } from './use-claims.ts'
import { useText } from '../i18n/use-text.ts'
import { fitsWords, folded } from '../lists/fits-words.ts'
import { dateWords } from '../records/date-words.ts'
import { limits } from '../records/limits.ts'
import { optionsOf } from '../records/options.ts'
import { claimLinkWords } from '../records/vocabulary.ts'
import { Button } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { SuggestField } from '../ui/suggest-field.tsx'
import { Tag } from '../ui/tag.tsx'
import shared from '../ui/shared.module.css'
import styles from './claims.module.css'

const offersMost = 8

type Links = ClaimContent['links']

/** Links of a claim to others. Claims of the same case come first. */
export const LinksField = ({
  own,
  caseId,
  links,
  onChange,
}: {
  /** The claim itself, which cannot be linked to itself; null for a new one. */
  readonly own: string | null
  readonly caseId: string | null
  readonly links: Links
  readonly onChange: (links: Links) => void
}): ReactElement | null => {
  const text = useText()
  const intl = useIntl()
  const { data: all } = useClaims({ caseId: null, reportId: null })
  const [kind, setKind] = useState<Links[number]['kind']>('supports')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const others = useMemo(() => {
    const isOfCase = ({ content }: Claim): boolean => content.caseId === caseId
    const rest = (all ?? []).filter(({ id }) => id !== own)
    return [...rest.filter(isOfCase), ...rest.filter((claim) => !isOfCase(claim))]
  }, [all, caseId, own])
  const words = useMemo(
    () => new Map(others.map(({ id, content }) => [id, folded(content.statement)])),
    [others],
  )
  const fitting = others.filter(({ id }) => fitsWords(words.get(id) ?? '', typed))
  const nameOf = (id: string): string =>
    others.find((claim) => claim.id === id)?.content.statement ?? text('claims.unknownClaim')
  const target = others.find(({ id }) => id === chosen)
  if (others.length === 0 && links.length === 0) return null
  return (
    <fieldset className={styles['group']}>
      <legend>{text('claims.links')}</legend>
      {links.length > 0 && (
        <ul className={shared['stack2']}>
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
        <SuggestField
          label={text('claims.linkTo')}
          {...(fitting.length === 0 && { description: text('claims.linkNone') })}
          value={typed}
          offers={fitting.slice(0, offersMost).map(({ id, content }) => ({
            id,
            name: content.statement,
            about: dateWords(content.when, intl, text),
          }))}
          offersLabel={text('claims.linkChoose')}
          maxLength={limits.statement}
          isChoice
          onType={(next) => {
            setTyped(next)
            setChosen(null)
          }}
          onChoose={({ id, name }) => {
            setTyped(name)
            setChosen(id)
          }}
        />
        <Button
          isDisabled={target === undefined || links.length >= limits.links}
          onPress={() => {
            if (target === undefined) return
            const kept = links.filter((link) => link.kind !== kind || link.claimId !== target.id)
            onChange([...kept, { kind, claimId: target.id }])
            setTyped('')
            setChosen(null)
          }}
        >
          {text('claims.linkAdd')}
        </Button>
      </div>
    </fieldset>
  )
}
