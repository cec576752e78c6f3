import { userEvent } from 'vitest/browser'
import type { TestVault } from './test-vault.ts'
import { goTo, openWindow, settle, untilFound } from './window.tsx'

export const rowAt = (place: number): Promise<Element> =>
  untilFound(`main [role="listitem"][aria-posinset="${place}"] button`)
export const boxAt = (place: number): HTMLInputElement | null =>
  document.querySelector(`main [role="listitem"][aria-posinset="${place}"] input`)
export const ticked = (): number =>
  document.querySelectorAll('main [role="listitem"] input:checked').length
export const heading = (): string => document.querySelector('main h1')?.textContent ?? ''
/** The position of the focused row in the list. */
export const focused = (): string | undefined =>
  document.activeElement?.closest('[role="listitem"]')?.getAttribute('aria-posinset') ?? undefined

export const start = async (options: Parameters<typeof openWindow>[0] = {}): Promise<TestVault> => {
  const test = await openWindow(options)
  await goTo('reports')
  return test
}
/** Begins with the focus on a row, without opening it. */
export const focusRow = async (place: number): Promise<void> => {
  ;((await rowAt(place)) as HTMLElement).focus()
  await settle()
}
export const keys = async (text: string): Promise<void> => {
  await userEvent.keyboard(text)
  await settle()
}
