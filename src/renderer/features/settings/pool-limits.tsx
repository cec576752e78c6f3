import type { ReactElement, SubmitEvent } from 'react'
import type { poolBounds } from '../../../shared/pools.ts'
import type { Settings } from '../../../shared/records.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { formKind, useFormDraft } from '../../data/form-store.tsx'
import { useSaveSettings } from '../../data/submit-form.ts'
import { poolDefaults } from '../../records/use-pool-limits.ts'
import { WholeNumberField } from '../../records/whole-number-field.tsx'
import { DialogActions } from '../../ui/dialog-actions.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Section, SettingField } from './section.tsx'
import shared from '../../ui/shared.module.css'

/** The limits of src/shared/pools.ts: a number that differs does not compile. */
const { lowest, highest } = { lowest: 2, highest: 1000 } satisfies typeof poolBounds

const fits = (value: number | null): value is number =>
  value !== null && value >= lowest && value <= highest

const poolForms = formKind<{ readonly block: number | null; readonly warn: number | null }>()

/** How many people a phrase must fit to be printed at all, and to be printed without a warning. */
export const PoolLimits = ({
  settings,
  isDisabled,
}: {
  readonly settings: Settings
  readonly isDisabled: boolean
}): ReactElement => {
  const text = useText()
  const kept = useFormDraft(poolForms, 'settings', {
    block: settings.poolBlockUnder,
    warn: settings.poolWarnUnder,
  })
  const { content, change } = kept
  const { block, warn } = content
  const { save, error, isPending } = useSaveSettings(kept)
  const bad = text('settings.poolBad', { lowest, highest })
  const turned = fits(block) && fits(warn) && warn < block
  const isLow =
    (fits(block) && block < poolDefaults.block) || (fits(warn) && warn < poolDefaults.warn)
  const isSame = block === settings.poolBlockUnder && warn === settings.poolWarnUnder
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!fits(block) || !fits(warn) || turned) return
    save({ poolBlockUnder: block, poolWarnUnder: warn })
  }
  return (
    <Section
      title={text('settings.pools')}
      anchor="pools"
      about={text('settings.poolsText')}
      more={text('settings.poolsMore')}
    >
      <form className={shared['stack4']} onSubmit={submit}>
        <FailureBanner failure={error} />
        <SettingField>
          <WholeNumberField
            label={text('settings.poolBlock')}
            value={block}
            bad={bad}
            error={fits(block) ? undefined : bad}
            isDisabled={isDisabled}
            onChange={(next) => change({ block: next })}
          />
        </SettingField>
        <SettingField>
          <WholeNumberField
            label={text('settings.poolWarn')}
            value={warn}
            bad={bad}
            error={!fits(warn) ? bad : turned ? text('settings.poolTurned') : undefined}
            isDisabled={isDisabled}
            onChange={(next) => change({ warn: next })}
          />
        </SettingField>
        {isLow && (
          <Banner tone="warn" title={text('settings.poolLow', poolDefaults)}>
            <p>{text('settings.poolLowText')}</p>
          </Banner>
        )}
        <DialogActions
          main={
            <CommandButton
              words="common.save"
              offered="palette.savePools"

              isDisabled={isDisabled || isSame || turned || !fits(block) || !fits(warn)}
              isPending={isPending}
            />
          }
        />
      </form>
    </Section>
  )
}
