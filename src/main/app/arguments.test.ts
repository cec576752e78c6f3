import { describe, expect, it } from 'vitest'
import { isRefusedArgument } from './arguments.ts'

describe('a packaged app', () => {
  it.each([
    '--inspect',
    '--inspect-brk=9229',
    '--remote-debugging-port=0',
    '--remote-debugging-pipe',
    '--no-sandbox',
    '--disable-setuid-sandbox',
    '--disable-gpu-sandbox',
    '--load-extension=/x',
    '--js-flags=--expose-gc',
    '--JS-FLAGS=--expose-gc',
    '--require=/x.js',
    '-r',
  ])('does not start with %s', (argument) => {
    expect(isRefusedArgument(argument)).toBe(true)
  })

  it.each(['--vault=/media/stick/notes', '--window=10,10,1280,720', '/media/no-sandbox', '.'])(
    'starts with %s',
    (argument) => {
      expect(isRefusedArgument(argument)).toBe(false)
    },
  )
})
