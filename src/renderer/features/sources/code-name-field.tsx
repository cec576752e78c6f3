import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { call, appErrorOf } from '../../data/bridge.ts'
import type { AppError } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import shared from '../../ui/shared.module.css'
import styles from './source-page.module.css'

/**
 * A code name drawn by the vault process. It can be drawn again but not typed: a typed one could
 * reveal something.
 */
export const CodeNameField = ({
  value,
  isFixed,
  error,
  onChange,
}: {
  readonly value: string
  /** True for an existing source: its reports and colleagues know it by this name. */
  readonly isFixed: boolean
  readonly error: string | undefined
  readonly onChange: (codeName: string) => void
}): ReactElement => {
  const text = useText()
  const [isDrawing, setDrawing] = useState(false)
  const [failure, setFailure] = useState<AppError | null>(null)

  // A name that arrives after the form was closed or saved would become the start of the next form.
  const isShown = useRef(true)
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])

  const draw = useCallback(async (): Promise<void> => {
    setDrawing(true)
    setFailure(null)
    try {
      const { codeName } = await call('sources.suggestCodeName', {})
      if (isShown.current) onChange(codeName)
    } catch (caught) {
      setFailure(appErrorOf(caught))
    } finally {
      setDrawing(false)
    }
  }, [onChange])

  useEffect(() => {
    if (value === '' && !isFixed && !isDrawing && failure === null) void draw()
  }, [draw, isDrawing, isFixed, failure, value])

  return (
    <div className={shared['stack1']} role="group" aria-label={text('sources.codeName')}>
      <span className={shared['label']}>{text('sources.codeName')}</span>
      <div className={shared['line']}>
        <output className={styles['codeName']} aria-live="polite">
          <Icon name="shield" size={20} />
          {value === '' ? text('sources.drawing') : value}
        </output>
        {!isFixed && (
          <Button isPending={isDrawing} onPress={() => void draw()}>
            {text('sources.another')}
          </Button>
        )}
      </div>
      <span className={shared['fine']}>{text('sources.codeNameHint')}</span>
      {error !== undefined && <span className={shared['error']}>{error}</span>}
      <FailureBanner failure={failure} />
    </div>
  )
}
