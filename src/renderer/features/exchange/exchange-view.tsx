import { useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { useAction } from '../../data/bridge.ts'
import { ContactList } from '../../contacts/contact-list.tsx'
import { MyCard } from '../../contacts/my-card.tsx'
import { QuarantineList } from '../../contacts/quarantine-list.tsx'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Icon } from '../../ui/icon.tsx'
import { Panel, PanelHeader } from '../../ui/panel.tsx'
import { Waiting } from '../../versions/conflicts.tsx'
import { useView } from '../../app/view-state.ts'
import { HandOverWizard } from './handover/hand-over-wizard.tsx'
import { ExportWizard } from './export-wizard.tsx'
import { ImportFlow } from './import-flow.tsx'
import { MyKey } from './my-key.tsx'
import { PastExports } from './past-exports.tsx'
import shared from '../../ui/shared.module.css'
import styles from './exchange.module.css'

/** The file being previewed: one that was just chosen, or one from quarantine. */
type Incoming = { readonly file: string } | { readonly aside: string }

/** Export, import, the own key, and past exports. */
export const ExchangeView = (): ReactElement => {
  const text = useText()
  const { view, exchange, closeExchange } = useView()
  const { exchanging, chosenReports, chosenCase, droppedFile } = view
  const [incoming, setIncoming] = useState<Incoming | null>(null)
  // The wizard is finished, so it can be started again.
  const close = (): void => {
    setIncoming(null)
    closeExchange(chosenReports)
  }
  const choose = useAction('dialog.openImport', {
    changes: false,
    onSuccess: ({ file }) => {
      if (file === null) close()
      else setIncoming({ file })
    },
  })
  const asksForFile = useRef(exchanging === 'import' && droppedFile === null)
  const ask = choose.mutate
  useEffect(() => {
    if (!asksForFile.current) return
    asksForFile.current = false
    ask({})
  }, [ask])
  if (droppedFile !== null)
    return <ImportFlow key={droppedFile} from={{ file: droppedFile }} onClose={close} />
  if (incoming !== null) return <ImportFlow from={incoming} onClose={close} />
  if (exchanging === 'export' || exchanging === 'handover') {
    const Wizard = exchanging === 'export' ? ExportWizard : HandOverWizard
    return (
      <Wizard
        key={chosenCase ?? chosenReports.join(' ')}
        chosen={chosenReports}
        caseId={chosenCase}
        onClose={close}
      />
    )
  }
  return (
    <Panel label={text('exchange.title')}>
      <div className={styles['page']}>
        <PanelHeader title={text('exchange.title')}>
          <p className={styles['lead']}>{text('exchange.lead')}</p>
        </PanelHeader>
        <div className={styles['body']}>
          <FailureBanner failure={choose.error} />
          <div className={styles['doors']}>
            <section className={classNames(shared['card'], styles['door'])}>
              <span className={styles['mark']}>
                <Icon name="export" />
              </span>
              <h2 className={shared['heading']}>{text('exchange.export')}</h2>
              <p className={shared['quiet']}>{text('exchange.exportText')}</p>
              <Button variant="primary" onPress={() => exchange('export')}>
                {text('exchange.exportStart')}
              </Button>
            </section>
            <section className={classNames(shared['card'], styles['door'])}>
              <span className={styles['mark']}>
                <Icon name="import" />
              </span>
              <h2 className={shared['heading']}>{text('exchange.import')}</h2>
              <p className={shared['quiet']}>{text('exchange.importText')}</p>
              <Button isPending={choose.isPending} onPress={() => choose.mutate({})}>
                {text('exchange.importStart')}
              </Button>
            </section>
            <section className={classNames(shared['card'], styles['door'])}>
              <span className={styles['mark']}>
                <Icon name="trash" />
              </span>
              <h2 className={shared['heading']}>{text('handover.title')}</h2>
              <p className={shared['quiet']}>{text('handover.text')}</p>
              <Button onPress={() => exchange('handover')}>{text('handover.start')}</Button>
            </section>
          </div>
          <Waiting />
          <QuarantineList onOpen={(id) => setIncoming({ aside: id })} />
          <ContactList />
          <MyCard />
          <MyKey />
          <PastExports />
        </div>
      </div>
    </Panel>
  )
}
