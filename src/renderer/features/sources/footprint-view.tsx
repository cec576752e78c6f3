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
import { Button } from '../../ui/button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { ExposureChecklist, useTicks } from './exposure-checklist.tsx'
import { FootprintLists, publicationsId } from './footprint-lists.tsx'
import { FootprintSheet } from './footprint-sheet.tsx'
import { useStopEverything } from './use-stop-everything.ts'
import page from '../../records/record-form.module.css'

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
  const ticks = useTicks(source.id)
  const stopping = useStopEverything(source, () => ticks.tick('contact', true))
  const { stop, isPending, failure } = stopping
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
      <ExposureChecklist
        source={source}
        found={data}
        stopping={stopping}
        ticks={ticks}
        isReadOnly={isReadOnly}
        onPhrases={onBack}
        onPublications={() => document.getElementById(publicationsId)?.scrollIntoView()}
      />
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
