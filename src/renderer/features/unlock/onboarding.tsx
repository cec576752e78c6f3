import { useRef, useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { languageNames, languageTags } from '../../i18n/languages.ts'
import type { Language } from '../../i18n/languages.ts'
import { useText } from '../../i18n/use-text.ts'
import { MemoryNote } from '../../limits/memory-note.tsx'
import { PlaceWarning } from '../../limits/place-warning.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RadioGroup } from '../../ui/radio-group.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useTask } from '../../data/use-task.ts'
import { Frame } from './frame.tsx'
import { KeyProgress } from './key-progress.tsx'
import { RestoreScreen } from './restore-screen.tsx'
import { KeyFile } from '../../secrets/key-file.tsx'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { NewPassphrase } from '../../secrets/new-passphrase.tsx'
import type { NewPassphraseHandle } from '../../secrets/new-passphrase.tsx'
import { lastGroupOf, RecoverySheet } from '../../secrets/recovery-sheet.tsx'
import type { MadeVault } from '../../secrets/recovery-sheet.tsx'
import shared from '../../ui/shared.module.css'
import styles from './unlock.module.css'

const languages = Object.keys(languageNames) as Language[]
const total = 3
const pseudonymMax = 80

/**
 * Advises on the first screen, before anything is written, if the disk or the swap of this computer
 * is not encrypted. Silent where the app cannot tell: the limits page has all facts.
 */
const MachineWarning = (): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('app.machine', {})
  if (data === undefined) return null
  const isDiskPlain = data.disk === 'plain'
  if (!isDiskPlain && data.swap !== 'plain') return null
  return (
    <Banner tone="warn" title={text(isDiskPlain ? 'limits.diskWarning' : 'limits.swapWarning')}>
      <p>{text(isDiskPlain ? 'limits.diskWarningText' : 'limits.swapWarningText')}</p>
    </Banner>
  )
}

/** First start: language and folder, passphrase, recovery sheet; or a backup instead of an empty vault. */
export const Onboarding = ({
  info,
  language,
  onLanguage,
  onOpen,
}: {
  readonly info: Out<'app.info'>
  readonly language: Language
  readonly onLanguage: (language: Language) => void
  readonly onOpen: (made: MadeVault) => void
}): ReactElement | null => {
  const text = useText()
  const [step, setStep] = useState<1 | 2 | 'restore' | 'made'>(1)
  const [pseudonym, setPseudonym] = useState('')
  const [keyFile, setKeyFile] = useState<ChosenFile>(null)
  const passphrase = useRef<NewPassphraseHandle>(null)
  const chooseVault = useAction('dialog.chooseVault', { changes: false })
  const task = useTask()
  const create = useAction('vault.create', {
    changes: false,
    onSettled: task.end,
    onSuccess: () => passphrase.current?.clear(),
  })

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (create.isPending) return
    const chosen = passphrase.current?.read() ?? null
    if (chosen === null) return
    create.mutate({
      task: task.begin(),
      passphrase: chosen,
      keyFile: keyFile?.token ?? null,
      pseudonym: pseudonym.trim(),
      language,
    })
  }

  // The code leaves the window before the vault is shown.
  const open = (code: string, isConfirmed: boolean): void => {
    create.reset()
    setStep('made')
    onOpen({ isEmpty: true, lastGroup: lastGroupOf(code), isConfirmed })
  }

  if (step === 'made') return null
  if (create.isSuccess) {
    const code = create.data.recoveryCode
    return (
      <Frame
        about="sheet"
        step={text('unlock.step', { step: 3, total })}
        title={text('unlock.sheetTitle')}
      >
        <RecoverySheet
          code={code}
          vaultName={info.vaultName}
          onDone={() => open(code, true)}
          onLater={() => open(code, false)}
        />
      </Frame>
    )
  }

  if (step === 'restore') {
    return <RestoreScreen vaultName={info.vaultName} onOpen={onOpen} onBack={() => setStep(1)} />
  }

  if (step === 1) {
    return (
      <Frame
        about="app"
        step={text('unlock.step', { step: 1, total })}
        title={text('unlock.welcomeTitle')}
        lead={text('unlock.welcomeText')}
      >
        <RadioGroup
          label={text('unlock.language')}
          layout="row"
          value={language}
          onChange={onLanguage}
          options={languages.map((value) => ({
            value,
            label: languageNames[value],
            lang: languageTags[value],
          }))}
        />
        <div role="group" aria-label={text('unlock.folder')} className={styles['folder']}>
          <Icon name="folder" />
          <span>
            <span className={styles['folderName']}>{info.vaultName}</span>
            <br />
            <span className={shared['fine']}>{text('unlock.folderText')}</span>
          </span>
          <span />
        </div>
        <PlaceWarning />
        <MachineWarning />
        <MemoryNote isNew />
        <FailureBanner failure={chooseVault.error} />
        <Button variant="primary" size="large" wide autoFocus onPress={() => setStep(2)}>
          {text('unlock.begin')}
        </Button>
        <Button wide onPress={() => setStep('restore')}>
          {text('backup.restoreFrom')}
        </Button>
        <div className={styles['apart']}>
          <Button variant="quiet" size="small" onPress={() => chooseVault.mutate({})}>
            {text('unlock.chooseFolder')}
          </Button>
          <Button variant="quiet" size="small" onPress={() => chooseVault.mutate({})}>
            {text('unlock.openOther')}
          </Button>
        </div>
      </Frame>
    )
  }

  return (
    <Frame
      about="passphrase"
      step={text('unlock.step', { step: 2, total })}
      onBack={{ label: text('common.back'), run: () => setStep(1), isDisabled: create.isPending }}
      title={text('unlock.passphraseTitle')}
    >
      <form className={shared['stack4']} onSubmit={submit}>
        <NewPassphrase
          ref={passphrase}
          label={text('unlock.passphrase')}
          autoFocus
          isDisabled={create.isPending}
        />
        <Disclosure headClassName={styles['moreHead']} head={text('unlock.more')}>
          <div className={styles['more']}>
            <KeyFile
              value={keyFile}
              onChange={setKeyFile}
              canCreate
              explain
              isDisabled={create.isPending}
            />
            <TextField
              label={text('unlock.pseudonym')}
              note={text('common.optional')}
              description={text('unlock.pseudonymText')}
              value={pseudonym}
              onChange={setPseudonym}
              maxLength={pseudonymMax}
              isDisabled={create.isPending}
            />
          </div>
        </Disclosure>
        <FailureBanner failure={create.error} />
        <Button type="submit" variant="primary" size="large" wide isPending={create.isPending}>
          {text('unlock.create')}
        </Button>
        {create.isPending && <KeyProgress label={text('unlock.creating')} onCancel={task.cancel} />}
      </form>
    </Frame>
  )
}
