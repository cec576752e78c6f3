import { describe, expect, it } from 'vitest'
import { restartWord, stateBefore } from './command-line.ts'

const window = { bounds: { x: -8, y: 0, width: 1366, height: 768 }, textSize: 150 } as const
const encoded = (state: unknown): string => Buffer.from(JSON.stringify(state)).toString('base64url')

describe('the word of a restart', () => {
  it.each([
    '/people/kim/Understory',
    '/media/kim/my stick/노트',
    '/x/line\nbreak',
    "/it's $(here)",
  ])('carries the folder %j and the window in characters that no shell reads', (folder) => {
    const word = restartWord(folder, window)
    expect(word).toMatch(/^[\w-]+$/)
    expect(stateBefore(word)).toEqual({ folder, ...window })
  })

  it.each([
    ['an ordinary start', undefined],
    ['nothing in it', ''],
    ['no JSON', 'eHh4'],
    ['no folder', encoded(window)],
    ['an empty folder', encoded({ folder: '', ...window })],
    ['more than it may have', encoded({ folder: '/x', ...window, more: 1 })],
    ['a text size that does not exist', encoded({ folder: '/x', ...window, textSize: 1_000 })],
    ['a window beyond any screen', encoded({ folder: '/x', ...window, bounds: { x: 1e9 } })],
    ['more than 16 KiB', encoded({ folder: '/'.repeat(16_384), ...window })],
  ])('is ignored with %s', (_, word) => {
    expect(stateBefore(word)).toBeNull()
  })
})
