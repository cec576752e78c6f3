import { useIsFetching } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Out } from '../../../shared/contract.ts'
import { useIntl } from 'react-intl'
import type { MessageKey } from '../../i18n/messages.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { isTakeable, withNeeded } from './chosen.ts'
import { unpackLists } from './unpack-lists.ts'
import { ImportRecords, useCountsByKind } from './import-records.tsx'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'
import { useNoticeWords } from '../../custody/use-notice-words.ts'
import { ContactChip } from '../../contacts/contact-chip.tsx'
import { useContactName } from '../../contacts/use-contact-name.ts'

type ImportPreviewData = Out<'imports.preview'>
type ImportItem = ImportPreviewData['items'][number]

const words = {
  us: 'exchange.previewUs',
  unknown: 'contacts.fromUnknown',
  verified: 'contacts.fromVerified',
  unverified: 'contacts.fromUnverified',
  changed: 'contacts.fromChanged',
  revoked: 'contacts.fromRevoked',
} as const satisfies Record<ImportPreviewData['from']['state'], string>

/** The sender of a file and their verification state. */
const SenderName = ({
  preview: { from, sender },
}: {
  readonly preview: ImportPreviewData
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  const { state } = from
  return (
    <>
      {state !== 'unknown' && (
        <p className={styles['name']}>
          {nameOf(from)} {state !== 'us' && <ContactChip state={state} />}
        </p>
      )}
      <p className={styles['fingerprint']}>{sender}</p>
      <p className={shared['quiet']}>{text(words[state])}</p>
    </>
  )
}

/** A recovery code in the file, and whether it will be stored. A known code is not shown. */
const FileEscrow = ({
  escrow,
  isAlone,
}: {
  readonly escrow: Out<'imports.preview'>['escrow']
  /** Nothing else in the file can be imported. */
  readonly isAlone: boolean
}): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  if (escrow === null || escrow.effect === 'known') return null
  return (
    <Banner
      tone={escrow.effect === 'new' ? 'info' : 'warn'}
      title={text('escrow.inFile', { day: format.day(escrow.day) })}
    >
      <p>
        {text(
          escrow.effect === 'new' && isAlone
            ? 'escrow.effect.alone'
            : `escrow.effect.${escrow.effect}`,
        )}
      </p>
    </Banner>
  )
}

/** Notices in the file about records sent before. They are imported with any part of the file. */
const FileNotices = ({
  notices,
}: {
  readonly notices: Out<'imports.preview'>['notices']
}): ReactNode => {
  const text = useText()
  const words = useNoticeWords()
  // A withdrawal may endanger a person; the rest is good to know.
  const parts = [
    ['danger', notices.filter(({ kind }) => kind === 'withdrawal')],
    ['info', notices.filter(({ kind }) => kind !== 'withdrawal')],
  ] as const
  return parts.map(([tone, told]) =>
    told.length === 0 ? null : (
      <Banner key={tone} tone={tone} title={text('custody.inFile')}>
        <ul>
          {told.map((notice, i) => (
            <li key={`${i}`}>
              {notice.name === '' ? text('custody.notHere') : notice.name}: {words(notice)}
              {notice.text !== '' && <p>{notice.text}</p>}
            </li>
          ))}
        </ul>
        {tone === 'danger' && <p>{text('custody.inFileText')}</p>}
      </Banner>
    ),
  )
}

/** The sender in a sentence, with a check mark once their words were compared. */
const SenderMark = ({
  preview: { from, sender },
}: {
  readonly preview: ImportPreviewData
}): ReactElement => {
  const text = useText()
  const nameOf = useContactName()
  return (
    <span>
      {from.state === 'unknown' ? sender.slice(0, 9) : nameOf(from)}
      {from.state === 'verified' && (
        <>
          <span className={styles['verified']}>
            <Icon name="check" size={16} />
          </span>
          <VisuallyHidden> ({text('contacts.state.verified')})</VisuallyHidden>
        </>
      )}
    </span>
  )
}

const rest = ['refused', 'conflict', 'update', 'known'] as const

/** What the file changes here, in one sentence, and then what is not new in it. */
const WhatChanges = ({ preview }: { readonly preview: ImportPreviewData }): ReactElement | null => {
  const text = useText()
  const intl = useIntl()
  const counted = useCountsByKind()
  const { items } = preview
  const of = (effect: ImportItem['effect']): readonly ImportItem[] =>
    items.filter((item) => item.effect === effect)
  const added = of('new')
  const others = rest.flatMap((effect) => {
    const count = of(effect).length
    return count === 0 ? [] : [text(`exchange.previewOf.${effect}`, { count })]
  })
  if (items.length === 0) return null
  const id: MessageKey = 'exchange.previewNew'
  return (
    <div>
      <p className={styles['sentence']}>
        {intl.formatMessage(
          { id },
          {
            count: added.length,
            name: <SenderMark key="sender" preview={preview} />,
            list: counted(added).join(text('lint.kindSeparator')),
          },
        )}
      </p>
      {others.length > 0 && <p className={shared['quiet']}>{others.join(' · ')}</p>}
    </div>
  )
}

/** Sender, effect of each record here, and which records to import. */
export const ImportPreview = ({
  preview,
  onCommit,
  onSetAside,
  onDiscard,
}: {
  readonly preview: Out<'imports.preview'>
  /** null: everything that can be imported. */
  readonly onCommit: (preview: Out<'imports.preview'>, take: readonly string[] | null) => void
  readonly onSetAside: () => void
  readonly onDiscard: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { items, needs, seen, cameBefore, from } = preview
  const isStranger = from.state === 'unknown' || from.state === 'revoked'
  const takeable = useMemo(() => items.filter(isTakeable), [items])
  const [wanted, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(takeable.map(({ subject }) => subject)),
  )
  // Records may have changed since, so that fewer can be imported.
  const chosen = useMemo(
    () => new Set<string>(takeable.map(({ subject }) => subject).filter((id) => wanted.has(id))),
    [takeable, wanted],
  )
  const isComparing = useIsFetching({ queryKey: ['imports.differences'] }) > 0
  const needed = useMemo(() => unpackLists(needs), [needs])
  const { taken, along } = useMemo(() => withNeeded(items, needed, chosen), [items, needed, chosen])
  const isNothing = takeable.length === 0
  const choose = (of: readonly ImportItem[], isChosen: boolean): void => {
    const next = new Set(chosen)
    for (const { subject } of of) {
      if (isChosen) next.add(subject)
      else next.delete(subject)
    }
    setChosen(next)
  }
  // The arrival of a file is recorded once, so that a second history of its sequence is detected.
  const bringsCode = preview.escrow?.effect === 'new'
  const isArrival =
    isNothing &&
    !isStranger &&
    (preview.notices.length > 0 || bringsCode || (items.length > 0 && !cameBefore))
  return (
    <>
      <WhatChanges preview={preview} />
      <FileNotices notices={preview.notices} />
      {seen ? (
        <Banner title={text('exchange.previewSeen')}>
          {isArrival && <p>{text('exchange.previewArrival')}</p>}
        </Banner>
      ) : (
        cameBefore &&
        !(isNothing && bringsCode) && (
          <Banner
            title={text(isNothing ? 'exchange.previewNothingLeft' : 'exchange.previewAgain')}
          />
        )
      )}
      <dl className={styles['fileFacts']}>
        <div>
          <dt>{text('exchange.previewFrom')}</dt>
          <dd>
            <SenderName preview={preview} />
          </dd>
        </div>
        <div>
          <dt>{text('exchange.previewDay')}</dt>
          <dd>{format.day(preview.day)}</dd>
        </div>
        <div>
          <dt>{text('exchange.previewPurpose')}</dt>
          <dd>{preview.purpose === '' ? text('exchange.noPurpose') : preview.purpose}</dd>
        </div>
      </dl>
      <FileEscrow escrow={preview.escrow} isAlone={isNothing} />
      {items.length === 0 ? (
        <p className={shared['quiet']}>{text('exchange.previewEmpty')}</p>
      ) : (
        <>
          {!isNothing && !isStranger && (
            <div className={styles['buttons']}>
              <Button
                size="small"
                onPress={() => setChosen(new Set(takeable.map(({ subject }) => subject)))}
              >
                {text('exchange.chooseAll')}
              </Button>
              <Button size="small" onPress={() => setChosen(new Set())}>
                {text('exchange.chooseNone')}
              </Button>
              <span role="status" className={shared['quiet']}>
                {text('exchange.chosen', { count: taken.size })}
                {along.size > 0 && ` ${text('exchange.comeAlong', { count: along.size })}`}
              </span>
            </div>
          )}
          <ImportRecords
            exportId={preview.exportId}
            items={items}
            taken={taken}
            along={along}
            onChoose={isStranger ? null : choose}
          />
        </>
      )}
      <DialogActions
        out={
          <CommandButton
            words={
              preview.isSetAside
                ? 'contacts.leaveAside'
                : isNothing
                  ? 'common.close'
                  : 'exchange.discard'
            }
            onPress={onDiscard}
          />
        }
        main={
          <>
            {isStranger && !preview.isSetAside && (
              <CommandButton words="contacts.setAside" variant="primary" onPress={onSetAside} />
            )}
            {!isNothing && !isStranger && (
              <CommandButton
                words="exchange.commit"
                variant="primary"
                icon="import"
                isDisabled={taken.size === 0 || isComparing}
                onPress={() =>
                  onCommit(preview, chosen.size === takeable.length ? null : [...chosen])
                }
              />
            )}
            {isArrival && (
              <CommandButton
                words={
                  bringsCode
                    ? 'escrow.take'
                    : preview.notices.length > 0
                      ? 'exchange.noteNews'
                      : 'exchange.noteArrival'
                }
                variant="primary"
                onPress={() => onCommit(preview, [])}
              />
            )}
          </>
        }
      />
    </>
  )
}
