import fc from 'fast-check'
import { decodeQR } from 'qr/decode.js'
import { expect, it } from 'vitest'
import { Card } from '../../shared/contacts.ts'
import { limits } from '../../shared/limits.ts'
import { qrPath } from './my-card.tsx'

/** Side length of a module in pixels, as for a camera. */
const scale = 4

/** Renders the path to pixels by its own commands: `M x y h length v1 H x z` for each run. */
const drawn = (value: string) => {
  const { size, path } = qrPath(value)
  const side = size * scale
  const data = new Uint8Array(side * side * 4).fill(255)
  for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      const from = (row * side + Number(x) * scale) * 4
      for (let at = from; at < from + Number(length) * scale * 4; at += 4) data.fill(0, at, at + 3)
    }
  }
  return { width: side, height: side, data }
}
const read = (value: string): string => decodeQR(drawn(value), { effort: 8, timeLimit: 2_000 })

const words = '가격 하늘 바다 나무 구름 사람 시간 친구 학교 음식 노래 여름'

it('what is shown of a card is read by a camera as the pseudonym and the words', () => {
  for (const name of ['Heron', '왜가리', '苍鹭', '😀 H', 'a'.repeat(limits.pseudonym)])
    expect(read(`${name}\n${words}`)).toBe(`${name}\n${words}`)
})

it('any pseudonym that a card may have can be shown', () => {
  const names = fc
    .string({ unit: 'grapheme', maxLength: limits.pseudonym })
    .filter((name) => Card.shape.pseudonym.safeParse(name).success)
  fc.assert(
    fc.property(names, (name) => {
      expect(read(`${name}\n${words}`)).toBe(`${name}\n${words}`)
    }),
    { numRuns: 60 },
  )
})
