import { useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { In, Out } from '../../../shared/contract.ts'
import type { Publication } from '../../../shared/claims.ts'
import { call, appErrorOf } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { FailureBanner, useMissedFailure } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import type { MessageKey } from '../../i18n/messages.ts'
import { useText } from '../../i18n/use-text.ts'
import { CosignedBy, CosignStep, useFourEyes } from '../../records/cosign.tsx'
import type { CosignHandle } from '../../records/cosign.tsx'
import { useReadOnly } from '../../records/use-read-only.ts'
import { useCurrent } from '../../review/use-current.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { readAgain } from '../../data/query-client.ts'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Progress } from '../../ui/progress.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useIsShown } from '../../data/use-is-shown.ts'
import shared from '../../ui/shared.module.css'
import styles from './publications.module.css'

type WrittenFormat = In<'publications.write'>['formats'][number]

const formats: readonly {
  readonly id: WrittenFormat
  readonly name: string
  /** What reads it, if its name does not say. */
  readonly use?: MessageKey
}[] = [
  { id: 'html', name: 'HTML' },
  { id: 'pdf', name: 'PDF' },
  { id: 'csv', name: 'CSV' },
  { id: 'json', name: 'JSON' },
  { id: 'ftm', name: 'FollowTheMoney', use: 'publications.forAleph' },
  { id: 'uwazi', name: 'Uwazi', use: 'publications.forUwazi' },
]

type SavedFiles = Out<'publications.write'> & { readonly folder: string }

/** Writes the selected formats into a folder, once no issue is open. */
export const WritePanel = ({
  publication,
  onCheck,
}: {
  readonly publication: Publication
  /** Goes back to the check. */
  readonly onCheck: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const isReadOnly = useReadOnly()
  const isShown = useIsShown()
  const toast = useToast()
  const missed = useMissedFailure()
  const { id, rev } = publication
  const { current: review, error } = useCurrent('publications.review', { id, rev })
  const [chosen, setChosen] = useState<ReadonlySet<WrittenFormat>>(new Set(['html', 'pdf']))
  const [isWriting, setWriting] = useState(false)
  const [failure, setFailure] = useState<AppError | null>(null)
  const [written, setWritten] = useState<SavedFiles | null>(null)

  const { inForce: needsSecond, canSign } = useFourEyes()
  const second = useRef<CosignHandle>(null)

  const write = async (): Promise<void> => {
    const cosign = second.current?.read() ?? null
    if (review === undefined || (needsSecond && cosign === null)) return
    // The review shown when the button was pressed; it may be requested again while the dialog is
    // open.
    const { basedOn } = review
    setFailure(null)
    setWritten(null)
    try {
      const { file, folder } = await call('dialog.saveExport', {})
      if (file === null) return
      setWriting(true)
      const { files } = await call('publications.write', {
        id,
        basedOn,
        formats: formats.map((one) => one.id).filter((one) => chosen.has(one)),
        folder: file,
        cosign,
      })
      setWritten({ files, folder })
      second.current?.clear()
      if (!isShown.current) toast({ text: text('publications.done', { folder }) })
      void readAgain(client)
    } catch (error) {
      setFailure(appErrorOf(error))
      missed(error)
      // The review may have changed.
      void readAgain(client)
    } finally {
      setWriting(false)
    }
  }

  return (
    <form
      className={styles['section']}
      onSubmit={(event) => {
        event.preventDefault()
        void write()
      }}
    >
      <FailureBanner failure={failure?.code === 'wrong-passphrase' ? error : (failure ?? error)} />
      {review === undefined && error === null && !isWriting && (
        <Progress label={text('review.checking')} />
      )}
      {review?.ready === false && (
        <Banner
          tone="danger"
          title={text('publications.notReady')}
          actions={<CommandButton words="publications.openCheck" size="small" onPress={onCheck} />}
        />
      )}
      <fieldset className={styles['formats']}>
        <legend className={shared['subheading']}>{text('publications.formats')}</legend>
        {formats.map((one) => (
          <Checkbox
            key={one.id}
            {...(one.use === undefined ? {} : { description: text(one.use) })}
            isSelected={chosen.has(one.id)}
            onChange={(isChosen) => {
              const next = new Set(chosen)
              if (isChosen) next.add(one.id)
              else next.delete(one.id)
              setChosen(next)
              setWritten(null)
            }}
          >
            {one.name}
          </Checkbox>
        ))}
      </fieldset>
      {needsSecond && review?.ready === true && (
        <CosignStep ref={second} failure={failure} isDisabled={isReadOnly || isWriting} />
      )}
      <DialogActions
        main={
          <CommandButton
            words="publications.write"
            // What is written needs no main button any more.
            variant={written === null ? 'primary' : 'secondary'}
            icon="export"
            isDisabled={
              isReadOnly || chosen.size === 0 || review?.ready !== true || (needsSecond && !canSign)
            }
            isPending={isWriting}
          />
        }
      />
      {written !== null && (
        <>
          <Banner
            tone="done"
            announce
            title={text('publications.done', { folder: written.folder })}
          />
          <table className={styles['compare']}>
            <caption>{text('publications.digests')}</caption>
            <thead>
              <tr>
                <th scope="col">{text('publications.file')}</th>
                <th scope="col">{text('publications.size')}</th>
                <th scope="col">SHA-256</th>
              </tr>
            </thead>
            <tbody>
              {written.files.map((file) => (
                <tr key={file.name}>
                  <th scope="row">{file.name}</th>
                  <td>{format.bytes(file.bytes)}</td>
                  <td className={styles['digest']}>{file.digest}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {publication.cosigned.length > 0 && (
        <ul className={styles['section']}>
          {publication.cosigned.map((cosigned, i) => (
            <li key={i}>
              <CosignedBy cosigned={cosigned} />
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
