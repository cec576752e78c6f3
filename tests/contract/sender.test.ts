import { describe, expect, it } from 'vitest'
import { ownFrame, wrongSenders } from './frames.ts'
import { isTrustedFrame } from '../../src/main/ipc/sender.ts'

describe('a request is listened to', () => {
  it.each([
    'app://understory/',
    'app://understory/index.html',
    'app://understory/#reports',
    'app://understory',
  ])('from the main frame of the own window, at %s', (url) => {
    const { frame, contents } = ownFrame(url)
    expect(isTrustedFrame(frame, contents)).toBe(true)
  })

  it.each(Object.entries(wrongSenders))('not from %s', (_, { frame, contents }) => {
    expect(isTrustedFrame(frame, contents)).toBe(false)
  })
})
