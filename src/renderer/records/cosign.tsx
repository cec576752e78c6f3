import { useEffect, useId, useImperativeHandle, useRef, useState } from 'react'
import type { ReactElement, Ref } from 'react'
import type { In, Out } from '../../shared/contract.ts'
import type { AppError } from '../data/bridge.ts'
import { useVaultQuery } from '../data/bridge.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useText } from '../i18n/use-text.ts'
import { SecretField } from '../ui/secret-field.tsx'
import { Select } from '../ui/select.tsx'
import { Chip } from '../ui/tag.tsx'
import shared from '../ui/shared.module.css'
import styles from './cosign.module.css'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useSettingsSection } from '../app/use-settings-section.ts'

/** Shown while four eyes are required and no second reader is verified; links to the settings. */
const NobodyCompared = ({
  onLeave,
}: {
  /** Closes the dialog that covers the settings. */
  readonly onLeave: (() => void) | undefined
}): ReactElement => {
  const text = useText()
  const showSection = useSettingsSection()
  return (
    <div className={styles['nobody']}>
      <Banner
        tone="danger"
        title={text('reviewers.nobodyCompared')}
        actions={
          <Button
            icon="settings"
            onPress={() => {
              onLeave?.()
              showSection('readers')
            }}
          >
            {text('identity.toSettings')}
          </Button>
        }
      >
        <p>{text('reviewers.nobodyComparedText')}</p>
      </Banner>
    </div>
  )
}

type CosignInput = NonNullable<In<'publications.write'>['cosign']>
type CosignedEntry = Out<'publications.get'>['cosigned'][number]

/** Do exports need a second reader, and is a verified one available? Both false until loaded. */
export const useFourEyes = (): { readonly inForce: boolean; readonly canSign: boolean } => {
  const { data } = useVaultQuery('reviewers.list', {})
  return {
    inForce: data?.inForce === true,
    canSign: data?.reviewers.some(({ verified }) => verified !== null) === true,
  }
}

export type CosignHandle = {
  /**
   * The second reader and their passphrase; null if the passphrase is missing, and the field is
   * then marked.
   */
  readonly read: () => CosignInput | null
  readonly clear: () => void
}

type SignerProps = {
  readonly ref: Ref<CosignHandle>
  /** Result of the last try; a wrong passphrase is marked here. */
  readonly failure: AppError | null
  readonly isDisabled?: boolean
}

const Signer = ({
  ref,
  failure,
  isDisabled = false,
  reviewers,
}: SignerProps & {
  /** Second readers whose keys were compared. */
  readonly reviewers: Out<'reviewers.list'>['reviewers']
}): ReactElement => {
  const text = useText()
  const passphrase = useRef<HTMLInputElement>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const [typedSince, setTypedSince] = useState<AppError | null>(null)
  const reviewer = reviewers.find(({ key }) => key === chosen) ?? reviewers[0]
  const isWrong =
    failure?.code === 'wrong-passphrase' && typedSince !== failure && !missing && !isDisabled
  useEffect(() => {
    const field = passphrase.current
    return () => {
      if (field !== null) field.value = ''
    }
  }, [])
  useImperativeHandle(ref, () => ({
    read: () => {
      const typed = passphrase.current?.value ?? ''
      setMissing(typed === '')
      if (typed === '') passphrase.current?.focus()
      return typed === '' || reviewer === undefined
        ? null
        : { reviewer: reviewer.key, passphrase: typed }
    },
    clear: () => {
      if (passphrase.current !== null) passphrase.current.value = ''
    },
  }))
  return (
    <>
      {reviewer !== undefined && (
        <Select
          label={text('reviewers.who')}
          value={reviewer.key}
          options={reviewers.map(({ key, name, fingerprint }) => ({
            value: key,
            label: name,
            description: fingerprint,
          }))}
          isDisabled={isDisabled}
          onChange={setChosen}
        />
      )}
      <SecretField
        ref={passphrase}
        name="reviewer-passphrase"
        label={text('reviewers.passphraseOf', { name: reviewer?.name ?? '' })}
        description={text('reviewers.passphraseHint')}
        error={
          missing ? text('unlock.needed') : isWrong ? text('reviewers.wrongPassphrase') : undefined
        }
        isDisabled={isDisabled}
        onInput={() => {
          setMissing(false)
          setTypedSince(failure)
        }}
      />
    </>
  )
}

/**
 * Sign-off by a second reader: their name and their own passphrase, which never becomes React state
 * and is cleared on unmount. If no key was compared, the step says so.
 */
export const CosignStep = ({
  onLeave,
  ...signer
}: SignerProps & {
  /** Closes the dialog that covers the settings, where keys are compared. */
  readonly onLeave?: () => void
}): ReactElement => {
  const text = useText()
  const id = useId()
  const { data } = useVaultQuery('reviewers.list', {})
  const compared = data?.reviewers.filter(({ verified }) => verified !== null) ?? []
  if (data !== undefined && compared.length === 0) return <NobodyCompared onLeave={onLeave} />
  return (
    <section className={styles['step']} aria-labelledby={id}>
      <div>
        <h2 id={id} className={styles['heading']}>
          {text('reviewers.step')}
        </h2>
        <p className={shared['quiet']}>{text('reviewers.stepText')}</p>
      </div>
      <Signer {...signer} reviewers={compared} />
    </section>
  )
}

/** The second reader of an export, or a warning that the signature is invalid. */
export const CosignedBy = ({ cosigned }: { readonly cosigned: CosignedEntry }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { name, day, fingerprint, holds } = cosigned
  return (
    <span className={styles['by']}>
      <Chip tone={holds ? 'accent' : 'danger'} icon={holds ? 'check' : 'alert'}>
        {text(holds ? 'reviewers.signedBy' : 'reviewers.doesNotHold', {
          name,
          day: format.day(day),
        })}
      </Chip>
      <span className={styles['fingerprint']}>{fingerprint}</span>
    </span>
  )
}
