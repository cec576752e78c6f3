import { useState } from 'react'
import type { ReactElement } from 'react'
import type { Source } from '../../../shared/records.ts'
import { useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { useCommands } from '../../commands/commands.tsx'
import { sourceName } from '../../records/names.ts'
import { useReadOnly } from '../../records/use-read-only.ts'
import { PrintPreview } from '../../printing/print-preview.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { FootprintLists } from './footprint-lists.tsx'
import { footprintSteps } from './footprint-steps.ts'
import { FootprintSheet } from './footprint-sheet.tsx'
import { RiskSection } from './risk-section.tsx'
import { useStopEverything } from './use-stop-everything.ts'
import page from '../../records/record-form.module.css'
import styles from './source-page.module.css'

/** Every record that contains a source, and the actions after it was compromised. */
export const FootprintView = ({
  source,
  onBack,
}: {
  readonly source: Source
  readonly onBack: () => void
}): ReactElement => {
  const text = useText()
  const isReadOnly = useReadOnly()
  const [isPrinting, setPrinting] = useState(false)
  // Never cached: in an emergency nothing may be missing.
  const { data, error } = useVaultQuery('sources.footprint', { id: source.id }, { staleTime: 0 })
  const { stop, letGo, isPending, failure } = useStopEverything(source)
  useCommands({
    'sources.foundBack': onBack,
    'sources.foundPrint': data !== undefined && (() => setPrinting(true)),
    'sources.foundStop': !isReadOnly && !isPending && stop,
  })
  return (
    <div className={page['page']}>
      <header className={page['head']}>
        <div>
          <h1 className={page['title']}>
            {text('sources.foundTitle', { name: sourceName(source) })}
          </h1>
          <p className={page['under']}>{text('sources.foundLead')}</p>
        </div>
      </header>
      <div className={page['buttons']}>
        <Button icon="back" autoFocus onPress={onBack}>
          {text('sources.foundBack')}
        </Button>
        <Button icon="print" isDisabled={data === undefined} onPress={() => setPrinting(true)}>
          {text('sources.foundPrint')}
        </Button>
      </div>
      <FailureBanner failure={error ?? failure} />
      <section className={page['section']}>
        <h2 className={page['heading']}>{text('sources.foundSteps')}</h2>
        <ol className={styles['steps']}>
          {footprintSteps.map((step) => (
            <li key={step}>{text(step)}</li>
          ))}
        </ol>
        <div className={page['buttons']}>
          <Button variant="danger" isPending={isPending} isDisabled={isReadOnly} onPress={stop}>
            {text('sources.foundStop')}
          </Button>
          {data?.isHeldBack === true && (
            <Button isPending={isPending} isDisabled={isReadOnly} onPress={letGo}>
              {text('sources.foundLetGo')}
            </Button>
          )}
        </div>
        {data?.isHeldBack === true && (
          <Banner tone="warn" title={text('sources.foundHeld')}>
            <p>{text('sources.foundHeldText')}</p>
          </Banner>
        )}
      </section>
      <RiskSection risks={source.content.risks} />
      {data === undefined && error === null && <Progress label={text('sources.foundReading')} />}
      {data !== undefined && <FootprintLists found={data} onPhrases={onBack} />}
      {data !== undefined && (
        <PrintPreview
          id={source.id}
          title={text('sources.foundPrint')}
          warning={text('sources.foundPrintText')}
          sheet={<FootprintSheet source={source} found={data} />}
          isOpen={isPrinting}
          onClose={() => setPrinting(false)}
        />
      )}
    </div>
  )
}
