import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import type { Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { useTyped } from '../../src/renderer/data/use-typed.ts'
import { settle } from './window.tsx'

let root: Root | null = null
let write: (value: string) => void = () => undefined

const Field = ({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
}): ReactElement => {
  const [shown, type] = useTyped(value, onChange)
  return <input value={shown} onChange={(event) => type(event.currentTarget.value)} />
}

const Around = (): ReactElement => {
  const [value, setValue] = useState('')
  useEffect(() => {
    write = setValue
  }, [])
  return (
    <>
      <Field value={value} onChange={setValue} />
      <output>{value}</output>
    </>
  )
}

const field = (): HTMLInputElement => document.querySelector('input') as HTMLInputElement
const around = (): string => document.querySelector('output')?.textContent ?? ''

/** Inserts text like a key press, without waiting. */
const key = (text: string): void => {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), text)
  field().dispatchEvent(new InputEvent('input', { bubbles: true }))
}

beforeEach(async () => {
  const holder = document.createElement('div')
  document.body.append(holder)
  root = createRoot(holder)
  root.render(<Around />)
  await settle()
})

afterEach(() => {
  root?.unmount()
  document.body.replaceChildren()
})

describe('a field that is typed in', () => {
  it('has the letter before anything around it is drawn', async () => {
    key('a')
    expect([field().value, around()]).toEqual(['a', ''])
    key('ab')
    expect([field().value, around()]).toEqual(['ab', ''])
    await expect.poll(around).toBe('ab')
    expect(field().value).toBe('ab')
  })

  it('keeps every letter and the place of the caret, however fast they come', async () => {
    await userEvent.fill(field(), 'the river')
    field().setSelectionRange(4, 4)
    await userEvent.keyboard('old ')
    await expect.poll(around).toBe('the old river')
    expect([field().value, field().selectionStart]).toEqual(['the old river', 8])
  })

  it('shows what was written from elsewhere, also while a letter is on its way', async () => {
    key('a')
    await expect.poll(around).toBe('a')
    write('undone')
    await expect.poll(() => field().value).toBe('undone')
    key('undone!')
    write('undone again')
    await expect.poll(around).toBe('undone again')
    await expect.poll(() => field().value).toBe('undone again')
  })
})
