import { describe, expect, it } from 'vitest'
import { actIn, capsOf, isChord } from './chord.ts'
import type { KeyPress } from './chord.ts'

/** Like a DOM event: all properties are inherited, so a copy is empty. */
const press = (key: string, more: Partial<KeyPress> = {}): KeyPress =>
  Object.create({
    key,
    code: '',
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    shiftKey: false,
    ...more,
  }) as KeyPress

describe('a chord', () => {
  it('is shown as the caps of its keys', () => {
    expect(capsOf('Ctrl+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(capsOf('F8')).toEqual(['F8'])
    expect(capsOf('PageDown')).toEqual(['Page Down'])
    expect(capsOf('+')).toEqual(['+'])
    expect(capsOf('Ctrl++')).toEqual(['Ctrl', '+'])
    expect(capsOf('Shift+←↑↓→')).toEqual(['Shift', '← ↑ ↓ →'])
  })

  it.each([
    ['F8', press('F8')],
    ['Shift+F8', press('F8', { shiftKey: true })],
    ['Alt+Enter', press('Enter', { altKey: true })],
    ['Ctrl+K', press('k', { ctrlKey: true })],
    ['Ctrl+K', press('K', { ctrlKey: true })],
    ['Ctrl+K', press('k', { metaKey: true })],
    ['Ctrl+K', press('ㅏ', { ctrlKey: true, code: 'KeyK' })],
    ['J', press('j')],
    ['J', press('J', { shiftKey: true })],
    ['J', press('ㅓ', { code: 'KeyJ' })],
    ['Ctrl+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true })],
    ['+', press('+', { shiftKey: true })],
    ['+', press('=')],
    ['?', press('?', { shiftKey: true })],
    ['#', press('#', { shiftKey: true })],
    ['Ctrl+1', press('1', { ctrlKey: true })],
    ['←→', press('ArrowRight')],
    ['Shift+←↑↓→', press('ArrowUp', { shiftKey: true })],
    ['Space', press(' ')],
    ['Esc', press('Escape')],
  ])('%s is heard', (chord, event) => {
    expect(isChord(event, chord)).toBe(true)
  })

  it.each([
    ['F8', press('F8', { shiftKey: true })],
    ['Shift+F8', press('F8')],
    ['Enter', press('Enter', { altKey: true })],
    ['Ctrl+K', press('k')],
    ['Ctrl+K', press('k', { ctrlKey: true, shiftKey: true })],
    ['Ctrl+K', press('k', { ctrlKey: true, altKey: true })],
    ['J', press('j', { ctrlKey: true })],
    ['J', press('k', { code: 'KeyJ' })],
    ['0', press('0', { ctrlKey: true })],
    ['←→', press('ArrowUp')],
    ['←→', press('ArrowLeft', { shiftKey: true })],
  ])('%s is not taken for what it is not', (chord, event) => {
    expect(isChord(event, chord)).toBe(false)
  })

  it('names the act of a table, by the keys that are shown and by those that are not', () => {
    const table = {
      back: { says: 'common.back', keys: ['U'], also: ['Backspace'], native: ['Esc'] },
      close: { says: 'common.close', keys: ['F1'] },
    } as const
    expect(actIn(press('u'), table)).toBe('back')
    expect(actIn(press('Backspace'), table)).toBe('back')
    expect(actIn(press('F1'), table)).toBe('close')
    expect(actIn(press('Escape'), table)).toBeNull()
  })
})
