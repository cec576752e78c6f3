import type { ReactElement } from 'react'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { BulkFailures } from './bulk-failures.tsx'
import type { BulkResult } from './use-bulk.tsx'
import type { SelectionRow } from './use-selection.ts'
import styles from './selection.module.css'

/** Result of a bulk action with its failures, shown until it is closed. */
export const BulkReport = <R extends SelectionRow>({
  result,
  nameOf,
  onClose,
}: {
  readonly result: BulkResult<R>
  readonly nameOf: (row: R) => { readonly name: string; readonly lang?: string | undefined }
  readonly onClose: () => void
}): ReactElement => {
  const text = useText()
  const { said, left, unbegun, takeBack } = result
  return (
    <div className={styles['report']}>
      <Banner
        tone="warn"
        announce
        title={said}
        actions={
          <>
            {takeBack !== null && (
              <Button size="small" icon="undo" onPress={takeBack}>
                {text('common.undo')}
              </Button>
            )}
            <Button size="small" onPress={onClose}>
              {text('common.close')}
            </Button>
          </>
        }
      >
        <BulkFailures left={left} unbegun={unbegun} nameOf={nameOf} />
      </Banner>
    </div>
  )
}
