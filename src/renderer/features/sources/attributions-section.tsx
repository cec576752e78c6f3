import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import type { Attribution } from '../../../shared/claims.ts'
import type { Source } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { PoolChip } from '../../records/pool-chip.tsx'
import { usePoolLimits } from '../../records/use-pool-limits.ts'
import { regionWords, roleWords } from '../../records/vocabulary.ts'
import { useRevisable } from '../../records/use-revisable.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { useRemoval } from '../../records/use-removal.ts'
import { CommandIconButton } from '../../commands/command-button.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ConflictNotice } from '../../versions/conflicts.tsx'
import { AttributionForm } from './attribution-form.tsx'
import { JointPoolPart } from './joint-pool.tsx'
import form from '../../records/record-form.module.css'
import styles from './source-page.module.css'

const Phrase = ({
  item,
  onEdit,
  onRemove,
}: {
  readonly item: Attribution
  /** null if the vault is read only. */
  readonly onEdit: (() => void) | null
  readonly onRemove: (() => void) | null
}): ReactElement => {
  const text = useText()
  const { content, usedIn } = item
  const revisable = useRevisable(item.id)
  const tells = [
    content.role === 'unstated' ? '' : text(roleWords[content.role]),
    content.organisation,
    content.region === 'unstated' ? '' : text(regionWords[content.region]),
  ].filter((word) => word !== '')
  return (
    <li className={styles['phrase']}>
      <div className={styles['words']}>
        <p lang={content.language} dir="auto">
          {content.phrase}
        </p>
        <p className={form['under']}>
          <PoolChip low={content.poolLow} />
          <span>
            {text('attributions.people', { low: content.poolLow, high: content.poolHigh })}
          </span>
          {tells.length > 0 && <span>{tells.join(' · ')}</span>}
          <span>{text('attributions.usedIn', { count: usedIn.length })}</span>
        </p>
        <ConflictNotice id={item.id} />
        {content.basis !== '' && <p className={form['quiet']}>{content.basis}</p>}
      </div>
      <div className={form['actions']}>
        {onEdit !== null && revisable === 'yes' && (
          <CommandIconButton
            size="small"
            words="attributions.editNamed"
            values={{ phrase: content.phrase }}
            onPress={onEdit}
          />
        )}
        {onRemove !== null && usedIn.length === 0 && (
          <CommandIconButton
            size="small"
            words="attributions.removeNamed"
            values={{ phrase: content.phrase }}
            onPress={onRemove}
          />
        )}
      </div>
    </li>
  )
}

/** The phrases under which a source may be quoted, each with its pool, and the combined phrases. */
export const AttributionsSection = ({
  source,
  isAsked,
  onAsked,
}: {
  readonly source: Source
  /** The form of a new phrase is asked for from elsewhere. */
  readonly isAsked: boolean
  readonly onAsked: () => void
}): ReactElement => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const { block, warn } = usePoolLimits()
  const { data: phrases, error } = useVaultQuery('attributions.list', { sourceId: source.id })
  const [open, setOpen] = useState<Attribution | 'new' | null>(null)
  const nothing = (): void => undefined
  const remove = useRemoval({
    act: 'undo.phrase',
    removed: 'attributions.removed',
    onRemoved: nothing,
    onRestored: nothing,
  })
  const close = (): void => setOpen(null)
  useEffect(() => {
    if (!isAsked) return
    setOpen('new')
    onAsked()
  }, [isAsked, onAsked])
  return (
    <section className={form['section']}>
      <div className={form['head']}>
        <h2 className={form['heading']}>{text('attributions.title')}</h2>
        <Button size="small" icon="plus" isDisabled={isReadOnly} onPress={() => setOpen('new')}>
          {text('attributions.add')}
        </Button>
      </div>
      <p className={form['quiet']}>{text('attributions.intro')}</p>
      <p className={form['quiet']}>{text('attributions.limits', { block, warn })}</p>
      <FailureBanner failure={error} />
      {phrases?.length === 0 && <p className={form['quiet']}>{text('attributions.none')}</p>}
      {phrases !== undefined && phrases.length > 0 && (
        <ul className={styles['phrases']}>
          {phrases.map((item) => (
            <Phrase
              key={item.id}
              item={item}
              onEdit={isReadOnly ? null : () => setOpen(item)}
              onRemove={isReadOnly ? null : () => remove(item.id, item.rev)}
            />
          ))}
        </ul>
      )}
      <JointPoolPart source={source} />
      <Dialog
        title={text(open === 'new' ? 'attributions.new' : 'attributions.edit')}
        size="medium"
        mustAnswer
        isOpen={open !== null}
        onClose={close}
      >
        {open !== null && (
          <AttributionForm
            sourceId={source.id}
            existing={open === 'new' ? null : open}
            onSaved={close}
            onCancel={close}
          />
        )}
      </Dialog>
    </section>
  )
}
