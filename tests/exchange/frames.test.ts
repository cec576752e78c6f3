import { describe, expect, it } from 'vitest'
import { FrameReader, frameLength, frameStart } from '../../src/main/exchange/frames.ts'
import { all, codeOf, pieces, text } from './bundle-kit.ts'

const reader = (words: string, size = 1000): FrameReader => new FrameReader(pieces(words, size))

describe('a reader of frames', () => {
  it.each([1, 2, 3, 1000])('reads the same out of pieces of %i bytes', async (size) => {
    const frames = reader('intro\nreport 5\nhello\nreport 0\n\nend\nmore', size)
    expect(await frames.line()).toBe('intro')
    expect(await frames.start('report', 5)).toBe(5)
    expect(await all(frames.content(5))).toBe('hello')
    expect(frames.offset).toBe(21)
    expect(await frames.frame('report', 0)).toEqual(new Uint8Array())
    expect(await frames.line()).toBe('end')
    expect(frames.offset).toBe(35)
    expect(await all(frames.rest())).toBe('more')
    expect(frames.offset).toBe(39)
    expect(frames.isBroken).toBe(false)
  })

  it('reads lines of 39 characters and none that are longer', async () => {
    expect(await reader(`${'x'.repeat(39)}\n`).line()).toBe('x'.repeat(39))
    for (const size of [1, 1000]) {
      expect(await codeOf(() => reader(`${'x'.repeat(40)}\n`, size).line())).toBe('malformed')
      expect(await codeOf(() => reader('x'.repeat(39), size).line())).toBe('truncated')
    }
    expect(await reader('\n').line()).toBe('')
    expect(await codeOf(() => reader('').line())).toBe('truncated')
  })

  it.each([
    'report 05',
    'report  5',
    'report -5',
    'Report 5',
    'report 5 ',
    'report',
    'x report 5',
    'report 12345678901',
    'report 5x',
    'reports 5',
  ])('takes no frame that begins with %j', async (line) => {
    expect(await codeOf(() => reader(`${line}\nhello\n`).start('report', 9e12))).toBe('malformed')
  })

  it('takes the longest length that it can say, and refuses more than is allowed', async () => {
    expect(await reader('report 9999999999\n').start('report', 9_999_999_999)).toBe(9_999_999_999)
    expect(await codeOf(() => reader('report 6\nhello!\n').start('report', 5))).toBe('too-big')
    expect(await codeOf(() => reader('case 5\nhello\n').start('report', 5))).toBe('malformed')
  })

  it('says where a frame is cut, and when it does not end where it said', async () => {
    expect(await codeOf(() => reader('hel').whole(5))).toBe('truncated')
    expect(await codeOf(() => reader('hello').whole(5))).toBe('truncated')
    expect(await codeOf(() => reader('hello!').whole(5))).toBe('malformed')
    expect(await codeOf(() => reader('hello\n').whole(5))).toBe('done')
  })

  it('gives a buffer of its own, whatever becomes of the pieces', async () => {
    for (const size of [2, 1000]) {
      const source = pieces('hello\n', size)
      const whole = await new FrameReader(source).whole(5)
      for (const piece of source) piece.fill(0)
      expect(Buffer.from(whole).toString()).toBe('hello')
    }
  })

  it('passes over empty pieces, and tells a source that fails from one that ends', async () => {
    const gaps = new FrameReader([new Uint8Array(), text('a\n'), new Uint8Array(), text('b\n')])
    expect([await gaps.line(), await gaps.line()]).toEqual(['a', 'b'])
    const failing = new FrameReader(
      (function* () {
        yield text('a')
        throw new Error('the disk is gone')
      })(),
    )
    expect(await codeOf(() => failing.line())).toBe('Error: the disk is gone')
    expect(failing.isBroken).toBe(true)
  })

  it('ends its source, synchronous or not, and needs none that can be ended', async () => {
    let ended = 0
    const source = (function* () {
      try {
        yield text('a\n')
        yield text('b\n')
      } finally {
        ended += 1
      }
    })()
    const frames = new FrameReader(source)
    await frames.line()
    await frames.close()
    const later = new FrameReader(
      (async function* () {
        try {
          yield text('a\n')
          yield text('b\n')
        } finally {
          ended += 1
        }
      })(),
    )
    expect(await later.line()).toBe('a')
    await later.close()
    expect(ended).toBe(2)
    await new FrameReader([text('a\n')]).close()
  })

  it('foretells how long a frame will be', () => {
    expect(Buffer.from(frameStart('report', 12)).toString()).toBe('report 12\n')
    expect(frameLength('report', 12)).toBe('report 12\n'.length + 12 + '\n'.length)
  })
})
