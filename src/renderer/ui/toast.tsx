import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactElement, ReactNode, RefObject } from 'react'
import { Button, IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import { useText } from '../i18n/use-text.ts'
import styles from './toast.module.css'

const most = 3

/** A toast with details stays until it is closed. */
const stays = ({ more }: { readonly more?: unknown }): boolean => more !== undefined

/**
 * Limits the visible toasts, oldest first; the oldest is dropped. A brief toast never replaces one
 * that stays until it is closed.
 */
export const withRoom = <T extends { readonly more?: unknown }>(said: readonly T[]): T[] => {
  const staying = said.filter(stays).slice(-most)
  const brief = said.filter((one) => !stays(one)).slice(-Math.max(1, most - staying.length))
  return said.filter((one) => staying.includes(one) || brief.includes(one))
}

export type ToastContent = {
  readonly text: string
  readonly tone?: 'done' | 'problem'
  /** Details below the text. A toast with details stays until it is closed. */
  readonly more?: ReactNode
  /** For example Undo; pressing it also closes the toast. */
  readonly action?: { readonly label: string; readonly run: () => void }
}

type ShownToast = {
  readonly id: number
} & ToastContent

/** @returns a function that closes the toast early. */
type Show = (toast: ToastContent) => () => void

const nothing = (): void => undefined

const ShowToast = createContext<Show>(() => nothing)

/** Shows a toast: `useToast()({ text, action })`. */
export const useToast = (): Show => useContext(ShowToast)

/** Longer with an action. Hover or focus keeps a toast open. */
const stayMs = (toast: ToastContent): number =>
  stays(toast) ? Infinity : toast.action === undefined ? 5_000 : 12_000

const Toast = ({
  toast,
  onClose,
}: {
  readonly toast: ShownToast
  readonly onClose: (id: number) => void
}): ReactElement => {
  const text = useText()
  const [held, setHeld] = useState(false)
  useEffect(() => {
    const stay = stayMs(toast)
    if (held || stay === Infinity) return
    const timer = setTimeout(() => onClose(toast.id), stay)
    return () => clearTimeout(timer)
  }, [held, onClose, toast])
  const { action } = toast
  return (
    <li
      className={styles['toast']}
      data-problem={toast.tone === 'problem' || undefined}
      data-long={toast.more !== undefined || undefined}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={toast.tone === 'problem' ? 'alert' : 'check'} size={16} />
      <div className={styles['text']}>
        <p>{toast.text}</p>
        {toast.more}
      </div>
      {action !== undefined && (
        <Button
          size="small"
          icon="undo"
          onPress={() => {
            action.run()
            onClose(toast.id)
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton
        icon="close"
        size="small"
        label={text('common.dismiss')}
        onPress={() => onClose(toast.id)}
      />
    </li>
  )
}

/** Publishes the height covered by toasts that stay, so that dialogs are not placed under them. */
const useFootTaken = (region: RefObject<HTMLElement | null>, isStaying: boolean): void => {
  useEffect(() => {
    const { current } = region
    if (current === null || !isStaying) return
    const { style } = document.documentElement
    const observer = new ResizeObserver(() => {
      const below = Number.parseFloat(getComputedStyle(current).bottom)
      style.setProperty('--foot-taken', `${current.offsetHeight + 2 * below}px`)
    })
    observer.observe(current)
    return () => {
      observer.disconnect()
      style.removeProperty('--foot-taken')
    }
  }, [region, isStaying])
}

/** Holds the toasts of the window: few, so that they cover little. */
export const ToastProvider = ({ children }: { readonly children: ReactNode }): ReactElement => {
  const text = useText()
  const [toasts, setToasts] = useState<readonly ShownToast[]>([])
  const next = useRef(1)
  const region = useRef<HTMLElement>(null)
  useFootTaken(region, toasts.some(stays))
  const close = useCallback(
    (id: number) => setToasts((current) => current.filter((toast) => toast.id !== id)),
    [],
  )
  const show = useCallback(
    (toast: ToastContent) => {
      const id = next.current
      next.current += 1
      setToasts((current) => withRoom([...current, { ...toast, id }]))
      return () => close(id)
    },
    [close],
  )
  const list = useMemo(
    () => toasts.map((toast) => <Toast key={toast.id} toast={toast} onClose={close} />),
    [close, toasts],
  )
  return (
    <ShowToast value={show}>
      {children}
      <section
        ref={region}
        aria-label={text('common.messages')}
        aria-live="polite"
        aria-relevant="additions"
        className={styles['region']}
        data-react-aria-top-layer="true"
      >
        <ul className={styles['list']}>{list}</ul>
      </section>
    </ShowToast>
  )
}
