import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { ExposureStep, Source } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { useChangeSettings } from '../../data/change-settings.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { useView } from '../../app/view-state.ts'
import { RecipientChip } from '../../recipients/recipient-chip.tsx'
import { limits } from '../../records/limits.ts'
import { riskLevelWords, riskWhoWords } from '../../records/protection-words.ts'
import { utcDay } from '../../records/whole-day.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Chip } from '../../ui/tag.tsx'
import { useToast } from '../../ui/toast.tsx'
import type { Footprint } from './footprint-lists.tsx'
import { exposureSteps } from './footprint-steps.ts'
import { othersAtRisk, riskTones } from './risk-section.tsx'
import type { useStopEverything } from './use-stop-everything.ts'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

/** The ticks of a source. They are in the settings of the vault, and never exported. */
export const useTicks = (
  id: string,
): {
  readonly done: readonly ExposureStep[]
  readonly tick: (step: ExposureStep, isDone: boolean) => void
  readonly isPending: boolean
  readonly failure: ReturnType<typeof useChangeSettings>['error']
} => {
  const text = useText()
  const toast = useToast()
  const change = useChangeSettings()
  const exposed = useVaultQuery('settings.get', {}).data?.exposed ?? []
  const done = exposed.find((one) => one.id === id)?.done ?? []
  return {
    done,
    tick: (step, isDone) => {
      const next = exposureSteps.filter((one) => (one === step ? isDone : done.includes(one)))
      const others = exposed.filter((one) => one.id !== id)
      if (next.length > 0 && others.length >= limits.exposed) {
        toast({ text: text('sources.foundFull', { most: limits.exposed }) })
        return
      }
      // Ids are strings in the window; the vault process validates each of them.
      change.mutate({
        exposed: (next.length === 0 ? others : [...others, { id, done: next }]) as never,
      })
    },
    isPending: change.isPending,
    failure: change.error,
  }
}

/** Keys that received the source, each once, with the day of the latest file. */
const receivers = (
  exports: Footprint['exports'],
): readonly {
  readonly to: string
  readonly day: string
  readonly name: Footprint['exports'][number]['names'][number]
}[] => {
  const latest = new Map<string, ReturnType<typeof receivers>[number]>()
  for (const { to, names, day } of exports) {
    for (const [at, one] of to.entries()) {
      if ((latest.get(one)?.day ?? '') < day) {
        latest.set(one, { to: one, day, name: names[at] ?? null })
      }
    }
  }
  return [...latest.values()]
}

const Step = ({
  step,
  isDone,
  isDisabled,
  onTick,
  act,
  children,
}: {
  readonly step: ExposureStep
  readonly isDone: boolean
  readonly isDisabled: boolean
  readonly onTick: (isDone: boolean) => void
  readonly act?: ReactNode
  readonly children?: ReactNode
}): ReactElement => {
  const text = useText()
  return (
    <li className={styles['step']} data-done={isDone || undefined}>
      <div className={styles['stepWords']}>
        <Checkbox
          isSelected={isDone}
          isDisabled={isDisabled}
          onChange={onTick}
          description={text(`sources.foundStep.${step}`)}
        >
          {text(`sources.foundDone.${step}`)}
        </Checkbox>
        {children !== undefined && <div className={styles['stepFacts']}>{children}</div>}
      </div>
      {act}
    </li>
  )
}

/** What to do after a source was compromised: five steps to tick, each with its own act. */
export const ExposureChecklist = ({
  source,
  found,
  stopping: { stop, letGo, isPending },
  ticks,
  isReadOnly,
  onPhrases,
  onPublications,
}: {
  readonly source: Source
  /** undefined while it is read. */
  readonly found: Footprint | undefined
  readonly stopping: ReturnType<typeof useStopEverything>
  readonly ticks: ReturnType<typeof useTicks>
  readonly isReadOnly: boolean
  /** Goes to the phrases of the source. */
  readonly onPhrases: () => void
  /** Goes to the list of publications below. */
  readonly onPublications: () => void
}): ReactElement => {
  const text = useText()
  const format = useFormat()
  const id = useId()
  const { select } = useView()
  const { content } = source
  const isHeldBack = found?.isHeldBack === true
  const isStopped =
    isHeldBack ||
    (content.doNotContact &&
      content.consents.some(({ use }) => use === 'internal') &&
      content.consents.every(({ withdrawn }) => withdrawn !== '' && withdrawn <= utcDay()))
  const copies = receivers(found?.exports ?? [])
  const publications = found?.publications ?? []
  const others = othersAtRisk(content.risks)
  const [only] = publications
  const row = (step: ExposureStep) => ({
    step,
    isDone: ticks.done.includes(step),
    isDisabled: isReadOnly || ticks.isPending,
    onTick: (isDone: boolean): void => ticks.tick(step, isDone),
  })
  return (
    <section className={page['section']} aria-labelledby={id}>
      <h2 id={id} className={page['heading']}>
        {text('sources.foundSteps')}{' '}
        <span className={page['quiet']}>
          {text('sources.foundProgress', { done: ticks.done.length, all: exposureSteps.length })}
        </span>
      </h2>
      <p className={page['quiet']}>{text('sources.foundProgressText')}</p>
      <FailureBanner failure={ticks.failure} />
      <ol className={styles['checklist']}>
        <Step
          {...row('contact')}
          act={
            !isStopped && (
              <Button variant="danger" isPending={isPending} isDisabled={isReadOnly} onPress={stop}>
                {text('sources.foundStop')}
              </Button>
            )
          }
        >
          {isStopped && !isHeldBack && (
            <Chip tone="accent" icon="check">
              {text('sources.foundMarked')}
            </Chip>
          )}
          {isHeldBack && (
            <>
              <Banner tone="danger" title={text('sources.foundHeld')}>
                <p>{text('sources.foundHeldText')}</p>
              </Banner>
              <Button isPending={isPending} isDisabled={isReadOnly} onPress={letGo}>
                {text('sources.foundLetGo')}
              </Button>
            </>
          )}
        </Step>
        <Step {...row('people')}>
          {others.length === 0 && <p className={page['quiet']}>{text('sources.foundNoOthers')}</p>}
          {others.map((risk, at) => (
            <span key={`${at}`} className={styles['fact']}>
              {text(riskWhoWords[risk.who])}{' '}
              <Chip tone={riskTones[risk.level]}>{text(riskLevelWords[risk.level])}</Chip>
              {risk.note !== '' && <span className={styles['note']}>{risk.note}</span>}
            </span>
          ))}
        </Step>
        <Step
          {...row('copies')}
          act={
            copies.length > 0 &&
            !ticks.done.includes('copies') && (
              <Button
                isDisabled={isReadOnly || ticks.isPending}
                onPress={() => ticks.tick('copies', true)}
              >
                {text('sources.foundAsked')}
              </Button>
            )
          }
        >
          {copies.map(({ to, day, name }) => (
            <span key={to} className={styles['fact']}>
              {to === 'passphrase' ? (
                text('sources.foundPassphrase')
              ) : (
                <RecipientChip fingerprint={to} name={name} />
              )}{' '}
              {format.day(day)}
            </span>
          ))}
        </Step>
        <Step
          {...row('print')}
          act={
            only !== undefined && (
              <Button
                aria-label={`${text('sources.foundShow', { count: publications.length })}: ${text('sources.foundPublications')}`}
                onPress={
                  publications.length === 1 && only.title !== null
                    ? () => select('publications', only.id)
                    : onPublications
                }
              >
                {text('sources.foundShow', { count: publications.length })}
              </Button>
            )
          }
        />
        <Step
          {...row('phrases')}
          act={
            (found?.attributions.length ?? 0) > 0 && (
              <Button
                aria-label={`${text('sources.foundShow', { count: found?.attributions.length ?? 0 })}: ${text('sources.foundPhrases')}`}
                onPress={onPhrases}
              >
                {text('sources.foundShow', { count: found?.attributions.length ?? 0 })}
              </Button>
            )
          }
        />
      </ol>
    </section>
  )
}
