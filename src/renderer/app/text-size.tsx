import { createContext, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import type { Settings, TextSize } from '../../shared/records.ts'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../data/bridge.ts'
import { changeSettings } from '../data/change-settings.ts'
import { useFailureToast } from '../data/failure-text.tsx'
import { textSizeKeys } from '../commands/shortcuts/keys.ts'
import { actIn } from '../ui/chord.ts'

export const textSizes = [100, 125, 150, 175, 200] as const satisfies readonly TextSize[]

/** The size after a key or command; unchanged at either end. */
export const textSizeAfter = (size: TextSize, act: keyof typeof textSizeKeys): TextSize => {
  if (act === 'usual') return textSizes[0]
  return textSizes[textSizes.indexOf(size) + (act === 'larger' ? 1 : -1)] ?? size
}

type TextSizing = {
  readonly textSize: TextSize
  readonly chooseTextSize: (size: TextSize) => void
}

const TextSizeContext = createContext<TextSizing | null>(null)

/** @throws outside a TextSizeProvider, which is a programming error. */
export const useTextSize = (): TextSizing => {
  const sizing = useContext(TextSizeContext)
  if (sizing === null) throw new Error('no size of the text')
  return sizing
}

/**
 * Text size of the window: from the vault once it is open, unless it was changed in this window
 * before. A change, also one on the unlock screen, is stored in the vault.
 */
export const TextSizeProvider = ({
  first,
  settings,
  isReadOnly,
  children,
}: {
  /** The size at which main created the window. */
  readonly first: TextSize
  /** Settings of the vault; undefined while none is open. */
  readonly settings: Settings | undefined
  readonly isReadOnly: boolean
  readonly children: ReactNode
}): ReactElement => {
  const [chosen, chooseTextSize] = useState<TextSize | null>(null)
  const textSize = chosen ?? settings?.textSize ?? first
  const failed = useFailureToast()
  const client = useQueryClient()

  const shown = useRef(first)
  useEffect(() => {
    if (shown.current === textSize) return
    shown.current = textSize
    call('app.textSize', { textSize }).catch(() => undefined)
  }, [textSize])

  useEffect(() => {
    if (chosen === null || settings === undefined || isReadOnly) return
    if (settings.textSize !== chosen) changeSettings(client, { textSize: chosen }).catch(failed)
  }, [chosen, client, failed, isReadOnly, settings])

  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const act = event.isComposing ? null : actIn(event, textSizeKeys)
      if (act === null) return
      event.preventDefault()
      event.stopPropagation()
      chooseTextSize(textSizeAfter(textSize, act))
    }
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [textSize])

  const sizing = useMemo(() => ({ textSize, chooseTextSize }), [textSize])
  return <TextSizeContext value={sizing}>{children}</TextSizeContext>
}
