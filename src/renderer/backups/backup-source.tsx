import { useImperativeHandle, useRef, useState } from 'react'
import type { ReactElement, Ref } from 'react'
import { useText } from '../i18n/use-text.ts'
import type { ChosenFile } from '../secrets/key-file.tsx'
import { RadioGroup } from '../ui/radio-group.tsx'
import { SecretField } from '../ui/secret-field.tsx'
import { BackupFileField } from './backup-file-field.tsx'

/** A backup file, and what opens it. */
export type BackupSource = {
  readonly file: string
  readonly passphrase: string | null
  readonly identity: string | null
}

export type BackupSourceHandle = {
  /** Null if something is missing, which is then shown. */
  readonly read: () => BackupSource | null
  readonly clear: () => void
}

type BackupAccess = 'passphrase' | 'identity' | 'own'

/**
 * Chooses a backup file and takes its passphrase or age key. Neither becomes React state. In an
 * open vault, its own key may open a backup made for this vault by another one.
 */
export const BackupSourceFields = ({
  ref,
  withOwn = false,
  isDisabled = false,
  onInput,
}: {
  readonly ref: Ref<BackupSourceHandle>
  readonly withOwn?: boolean
  readonly isDisabled?: boolean
  readonly onInput?: () => void
}): ReactElement => {
  const text = useText()
  const secret = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<ChosenFile>(null)
  const [way, setWay] = useState<BackupAccess>('passphrase')
  const [missing, setMissing] = useState<'file' | 'secret' | null>(null)
  useImperativeHandle(ref, () => ({
    read: () => {
      const typed = secret.current?.value ?? ''
      const lacks = file === null ? 'file' : way !== 'own' && typed === '' ? 'secret' : null
      setMissing(lacks)
      if (lacks === 'secret') secret.current?.focus()
      if (file === null || lacks !== null) return null
      return {
        file: file.token,
        passphrase: way === 'passphrase' ? typed : null,
        identity: way === 'identity' ? typed : null,
      }
    },
    clear: () => {
      if (secret.current !== null) secret.current.value = ''
    },
  }))
  const touched = (): void => {
    setMissing(null)
    onInput?.()
  }
  const ways = ['passphrase', 'identity', ...(withOwn ? (['own'] as const) : [])] as const
  return (
    <>
      <BackupFileField
        file={file}
        isMissing={missing === 'file'}
        isDisabled={isDisabled}
        onChoose={(chosen) => {
          setFile(chosen)
          touched()
        }}
      />
      <RadioGroup
        label={text('backup.way')}
        value={way}
        isDisabled={isDisabled}
        options={ways.map((value) => ({ value, label: text(`backup.way.${value}`) }))}
        onChange={(next) => {
          setWay(next)
          touched()
        }}
      />
      {way !== 'own' && (
        <SecretField
          key={way}
          ref={secret}
          name={`backup-${way}`}
          label={text(way === 'passphrase' ? 'backup.passphrase' : 'backup.identity')}
          {...(way === 'identity' ? { description: text('backup.identityHint') } : {})}
          error={missing === 'secret' ? text('backup.secretNeeded') : undefined}
          isDisabled={isDisabled}
          onInput={touched}
        />
      )}
    </>
  )
}
