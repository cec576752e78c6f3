import { useState } from 'react'
import type { ReactElement, SubmitEvent } from 'react'
import { useCommands } from '../../commands/commands.tsx'
import { useAction } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useTask } from '../../data/use-task.ts'
import { useText } from '../../i18n/use-text.ts'
import type { ChosenFile } from '../../secrets/key-file.tsx'
import { Button } from '../../ui/button.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { FormActions, RunningAction } from '../../ui/form-actions.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ReleaseResult } from './release-result.tsx'
import { Section, SettingLine } from './section.tsx'
import shared from '../../ui/shared.module.css'
import styles from './settings.module.css'

type PickedFile = NonNullable<ChosenFile>

/** Of one check, as the vault process accepts them. */
const most = { manifests: 4, signatures: 12, files: 8 } as const

/** What a file is, by the ending of its name (docs/FORMAT-RELEASE.md). */
const partOf = ({ name }: PickedFile): 'manifest' | 'signature' | 'file' =>
  name.endsWith('.release.json') ? 'manifest' : name.endsWith('.sig') ? 'signature' : 'file'

type Missing = 'release.needsManifest' | 'release.needsFile' | 'release.tooMany'

const ChosenFiles = ({ files }: { readonly files: readonly PickedFile[] }): ReactElement => {
  const text = useText()
  return (
    <ul aria-label={text('release.chosen')} className={shared['stack1']}>
      {files.map((file) => (
        <li key={file.token} className={shared['line']}>
          <Icon name={partOf(file) === 'file' ? 'folder' : 'filed'} size={16} />
          <span className={styles['names']}>{file.name}</span>
          <span className={shared['quiet']}>{text(`release.part.${partOf(file)}`)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Error texts for a release in place of those for a file that is imported. */
const ownTexts = {
  malformed: 'malformed',
  'too-big': 'malformed',
  unsupported: 'unsupported',
  'bad-signature': 'signature',
  storage: 'storage',
} as const

/** Why a release was refused, and what to do next. */
const ReleaseFailure = ({
  failure,
}: {
  readonly failure: AppError | null
}): ReactElement | null => {
  const text = useText()
  if (failure === null || !(failure.code in ownTexts)) return <FailureBanner failure={failure} />
  const name = ownTexts[failure.code as keyof typeof ownTexts]
  return (
    <FailureBanner failure={failure} title={text(`release.fail.${name}`)}>
      <p>{text(`release.failText.${name}`)}</p>
    </FailureBanner>
  )
}

const Form = ({ onClose }: { readonly onClose: () => void }): ReactElement => {
  const text = useText()
  const task = useTask()
  const [chosen, setChosen] = useState<readonly PickedFile[]>([])
  const [missing, setMissing] = useState<Missing | null>(null)
  const check = useAction('release.check', { changes: false, onSettled: task.end })
  const show = (files: readonly PickedFile[]): void => {
    setChosen(files)
    setMissing(null)
    check.reset()
  }
  const choose = useAction('dialog.openRelease', {
    changes: false,
    onSuccess: ({ files }) => {
      // A file that is chosen again replaces the one of its name.
      const others = chosen.filter(({ name }) => files.every((file) => file.name !== name))
      if (files.length > 0) show([...others, ...files])
    },
  })
  const tokens = (part: ReturnType<typeof partOf>): string[] =>
    chosen.filter((file) => partOf(file) === part).map(({ token }) => token)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (check.isPending) return
    const [manifests, signatures, files] = [tokens('manifest'), tokens('signature'), tokens('file')]
    const isTooMany =
      manifests.length > most.manifests ||
      signatures.length > most.signatures ||
      files.length > most.files
    const fault =
      manifests.length === 0
        ? 'release.needsManifest'
        : files.length === 0
          ? 'release.needsFile'
          : isTooMany
            ? 'release.tooMany'
            : null
    setMissing(fault)
    if (fault === null) check.mutate({ task: task.begin(), manifests, signatures, files })
  }
  if (check.isSuccess) {
    return (
      <div className={shared['stack4']}>
        <ReleaseResult release={check.data} />
        <DialogActions
          out={<Button onPress={() => show([])}>{text('release.another')}</Button>}
          main={
            <Button variant="primary" autoFocus onPress={onClose}>
              {text('common.close')}
            </Button>
          }
        />
      </div>
    )
  }
  return (
    <form className={shared['stack4']} onSubmit={submit}>
      <p className={shared['quiet']}>{text('release.intro')}</p>
      {chosen.length > 0 && <ChosenFiles files={chosen} />}
      <div className={shared['row2']}>
        <Button
          icon="import"
          isDisabled={check.isPending}
          isPending={choose.isPending}
          onPress={() => choose.mutate({})}
        >
          {text('release.choose')}
        </Button>
        {chosen.length > 0 && (
          <Button variant="quiet" isDisabled={check.isPending} onPress={() => show([])}>
            {text('release.clear')}
          </Button>
        )}
      </div>
      {missing !== null && (
        <p role="alert" className={shared['error']}>
          {text(missing, most)}
        </p>
      )}
      <FailureBanner failure={choose.error} />
      <ReleaseFailure failure={check.error} />
      {check.isPending ? (
        <RunningAction
          label={text('release.checking')}
          progress={task.progress}
          onCancel={task.cancel}
        />
      ) : (
        <FormActions submit={text('release.check')} isPending={false} onCancel={onClose} />
      )}
    </form>
  )
}

/** Checks a release that the user received, offline. It installs and stores nothing. */
export const Releases = (): ReactElement => {
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  useCommands({ 'release.open': () => setOpen(true) })
  return (
    <Section title={text('release.title')} anchor="release">
      <SettingLine title={text('release.line')} about={text('release.about')}>
        <Button icon="shield" onPress={() => setOpen(true)}>
          {text('release.open')}
        </Button>
      </SettingLine>
      <Dialog title={text('release.dialog')} isOpen={isOpen} onClose={close}>
        <Form onClose={close} />
      </Dialog>
    </Section>
  )
}
