import type { ReactElement } from 'react'
import type { Out } from '../../shared/contract.ts'
import { useAction, useVaultQuery } from '../data/bridge.ts'
import { FailureBanner } from '../data/failure-text.tsx'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useToast } from '../ui/toast.tsx'
import { ContactKey, LookAlikeWarning } from './contact-key.tsx'
import { CardWords, useWordLanguage } from './card-words.tsx'
import { useContactName } from './use-contact-name.ts'
import shared from '../ui/shared.module.css'

type ReadCard = Out<'contacts.previewCard'>

const changes = {
  none: { key: 'contacts.isSame', tone: 'info' },
  older: { key: 'contacts.isOlder', tone: 'info' },
  other: { key: 'contacts.isOther', tone: 'info' },
  keys: { key: 'contacts.isKeys', tone: 'danger' },
} as const

/** What to know about a card: the worst in a banner, the rest below as help. */
const About = ({ found }: { readonly found: ReadCard }): ReactElement => {
  const text = useText()
  const { known, change, lookAlikes } = found
  const isNew = known === 'new' || known === 'revoked'
  const isChanged = !isNew && known !== 'us'
  const isRed = known === 'revoked' || (isChanged && change === 'keys')
  const hasTwins = lookAlikes.length > 0
  return (
    <>
      {known === 'us' && <Banner title={text('contacts.isUs')} />}
      {known === 'revoked' && <Banner tone="danger" title={text('contacts.isRevoked')} />}
      {isChanged && (
        <Banner
          tone={hasTwins && !isRed ? 'help' : changes[change].tone}
          title={text(changes[change].key)}
        />
      )}
      <LookAlikeWarning of={lookAlikes} tone={isRed || known === 'us' ? 'help' : 'warn'} />
      {isNew && (
        <Banner tone={isRed || hasTwins ? 'help' : 'warn'} title={text('contacts.nothing')}>
          <p>{text('contacts.nothingText')}</p>
        </Banner>
      )}
    </>
  )
}

/** Shows the content of a card before it is added, and that none has been verified. */
export const AddContact = ({
  file,
  onClose,
}: {
  /** The file chosen in the dialog; null: closed. */
  readonly file: string | null
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const toast = useToast()
  const nameOf = useContactName()
  const [language, setLanguage] = useWordLanguage()
  const { data, error } = useVaultQuery(
    'contacts.previewCard',
    { file: file ?? '' },
    { enabled: file !== null, retry: false, staleTime: 0, gcTime: 0 },
  )
  const add = useAction('contacts.add', {
    onSuccess: () => {
      toast({ text: text('contacts.added') })
      onClose()
    },
  })
  const canTake = data !== undefined && data.known !== 'us'
  const isFresh = data?.known === 'new' || data?.known === 'revoked'
  return (
    <Dialog
      title={
        data === undefined
          ? text('contacts.add')
          : text('contacts.addTitle', { name: nameOf(data.card) })
      }
      isOpen={file !== null}
      onClose={onClose}
      size="large"
      actions={{
        out: (
          <Button onPress={onClose} isDisabled={add.isPending}>
            {text(canTake ? 'common.cancel' : 'common.close')}
          </Button>
        ),
        main: canTake && (isFresh || data.change !== 'none') && (
          <Button
            variant="primary"
            isPending={add.isPending}
            onPress={() => {
              if (file !== null) add.mutate({ file, card: data.card.card })
            }}
          >
            {text(isFresh ? 'contacts.addNow' : 'contacts.takeNow')}
          </Button>
        ),
      }}
    >
      <div className={shared['stack4']}>
        <FailureBanner failure={error ?? add.error} />
        {data !== undefined && (
          <>
            <About found={data} />
            <ContactKey of={data.card} />
            <CardWords words={data.card.words} language={language} onLanguage={setLanguage} />
          </>
        )}
      </div>
    </Dialog>
  )
}
