import { useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement } from 'react'
import { Input, TextField } from 'react-aria-components'
import { Field } from './field.tsx'
import type { FieldWords } from './field.tsx'
import { Popover } from './popover.tsx'
import shared from './shared.module.css'
import fieldStyles from './field.module.css'
import styles from './suggest-field.module.css'

/** A suggestion for the typed text. */
export type Suggestion = {
  readonly id: string
  readonly name: string
  /** A second, smaller line. */
  readonly about: string
}

/**
 * Free text with suggestions below. React Aria's own combo box hides the rest of the window from
 * screen readers while its list is open; here the suggestions are optional, and the user types past
 * them.
 */
export const SuggestField = <T extends Suggestion>({
  value,
  offers,
  offersLabel,
  maxLength,
  onType,
  onChoose,
  label,
  description,
  isChoice = false,
}: Pick<FieldWords, 'label' | 'description'> & {
  readonly value: string
  readonly offers: readonly T[]
  readonly offersLabel: string
  readonly maxLength: number
  readonly onType: (value: string) => void
  readonly onChoose: (offer: T) => void
  /**
   * Only a suggestion is valid, not other text: Enter takes the first one, and does not submit the
   * form.
   */
  readonly isChoice?: boolean
}): ReactElement => {
  const listId = useId()
  const input = useRef<HTMLInputElement>(null)
  const [isTyping, setTyping] = useState(false)
  const [active, setActive] = useState(-1)
  const isOpen = isTyping && offers.length > 0
  const close = (): void => {
    setTyping(false)
    setActive(-1)
  }
  const choose = (offer: T): void => {
    close()
    onChoose(offer)
  }
  const move = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Keys that end a composition belong to the input method.
    if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return
    const { key } = event
    const chosen = isOpen ? offers[isChoice ? Math.max(active, 0) : active] : undefined
    if ((key === 'ArrowDown' || key === 'ArrowUp') && offers.length > 0) {
      const step = key === 'ArrowDown' ? 1 : -1
      setTyping(true)
      setActive(
        isOpen ? (Math.max(active, step < 0 ? 0 : -1) + step + offers.length) % offers.length : 0,
      )
    } else if (key === 'Enter' && chosen !== undefined) choose(chosen)
    else if (key === 'Escape' && isOpen) close()
    else if (key !== 'Enter' || !isChoice || value === '') return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <TextField
      value={value}
      onChange={(typed) => {
        setTyping(true)
        setActive(-1)
        onType(typed)
      }}
      onBlur={close}
      onKeyDown={(event) => event.continuePropagation()}
      maxLength={maxLength}
      autoComplete="off"
      autoCorrect="off"
      spellCheck="false"
      className={fieldStyles['field']}
    >
      <Field label={label} description={description}>
        <Input
          ref={input}
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen && active >= 0 ? `${listId}-${active}` : undefined}
          onKeyDown={move}
          className={fieldStyles['input']}
        />
      </Field>
      <Popover
        isNonModal
        triggerRef={input}
        isOpen={isOpen}
        onOpenChange={(open) => {
          if (!open) close()
        }}
        placement="bottom start"
        className={styles['list']}
      >
        <div role="listbox" id={listId} aria-label={offersLabel}>
          {offers.map((offer, at) => (
            // The field handles the keys, and announces the active suggestion.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={offer.id}
              id={`${listId}-${at}`}
              role="option"
              aria-selected={at === active}
              tabIndex={-1}
              className={styles['item']}
              // The field keeps the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(offer)}
            >
              <span>{offer.name}</span>
              <span className={shared['fine']}>{offer.about}</span>
            </div>
          ))}
        </div>
      </Popover>
    </TextField>
  )
}
