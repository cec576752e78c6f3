import type { ReactElement } from 'react'
import { useAction, useVaultQuery } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { useCommands } from '../commands/commands.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { useToast } from '../ui/toast.tsx'
import { CardWords, useWordLanguage } from './card-words.tsx'
import shared from '../ui/shared.module.css'
import styles from './contacts.module.css'
import { useMemo } from 'react'
import { encodeQR } from 'qr'

/** The dark modules of a QR code as one path, by runs, and its side length in modules. */
export const qrPath = (value: string): { readonly size: number; readonly path: string } => {
  const modules = encodeQR(value, 'raw', { ecc: 'low', border: 3 })
  const path = modules
    .flatMap((row, y) =>
      row.flatMap((isDark, x) => {
        if (!isDark || row[x - 1] === true) return []
        const end = row.indexOf(false, x)
        return [
          `M${String(x)} ${String(y)}h${String((end < 0 ? row.length : end) - x)}v1H${String(x)}z`,
        ]
      }),
    )
    .join('')
  return { size: modules.length, path }
}

/** A QR code for the camera of another device; drawn here, without any request. */
const QrCode = ({
  value,
  label,
}: {
  readonly value: string
  readonly label: string
}): ReactElement => {
  const { size, path } = useMemo(() => qrPath(value), [value])
  const side = String(size)
  return (
    <svg className={styles['qr']} viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  )
}

/** The own card: the file for contacts, and its words to compare. */
export const MyCard = (): ReactElement => {
  const text = useText()
  const toast = useToast()
  const { data, error } = useVaultQuery('contacts.self', {})
  const [language, setLanguage] = useWordLanguage()
  const save = useAction('contacts.saveCard', {
    onSuccess: () => toast({ text: text('contacts.saved') }),
  })
  const choose = useAction('dialog.saveCard', {
    changes: false,
    onSuccess: ({ file }) => {
      if (file !== null) save.mutate({ file })
    },
  })
  const card = data?.card
  const isNameless = card?.pseudonym.trim() === ''
  const mayWrite = card !== undefined && !isNameless
  const write = (): void => choose.mutate({})
  useCommands({ 'contacts.save': mayWrite && write })
  return (
    <section className={shared['looseCard']} aria-labelledby="my-card">
      <div className={styles['head']}>
        <h2 id="my-card" className={shared['heading']}>
          {text('contacts.mine')}
          {card !== undefined && !isNameless && (
            <span className={shared['quiet']}>{` · ${card.pseudonym}`}</span>
          )}
        </h2>
        <Button
          icon="export"
          isDisabled={!mayWrite}
          isPending={choose.isPending || save.isPending}
          onPress={write}
        >
          {text('contacts.save')}
        </Button>
      </div>
      <p className={shared['quiet']}>{text('contacts.mineText')}</p>
      <FailureBanner
        failure={error ?? choose.error ?? save.error}
        {...(save.error?.code === 'invalid' && { title: text('contacts.notSaved') })}
      >
        <p>{text('contacts.notSavedText')}</p>
      </FailureBanner>
      {isNameless && <Banner tone="danger" title={text('contacts.noPseudonym')} />}
      {data?.isNew === true && !isNameless && data.card.serial > 1 && (
        <Banner title={text('contacts.mineNew')} />
      )}
      {card !== undefined && (
        <div className={styles['own']}>
          <div className={shared['stack4']}>
            <CardWords words={card.words} language={language} onLanguage={setLanguage} />
            <p className={shared['quiet']}>{text('contacts.wordsText')}</p>
          </div>
          <QrCode
            value={`${card.pseudonym}\n${card.words[language].join(' ')}`}
            label={text('contacts.qr')}
          />
        </div>
      )}
    </section>
  )
}
