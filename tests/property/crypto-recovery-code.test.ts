import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  createRecoveryCode,
  formatRecoveryCode,
  parseRecoveryCode,
} from '../../src/crypto/recovery-code.ts'
import { Secret } from '../../src/crypto/secret.ts'
import { sodiumReady } from '../../src/crypto/sodium.ts'

beforeAll(sodiumReady)

const code = fc.uint8Array({ minLength: 20, maxLength: 20 })
const print = (bytes: Uint8Array): string => formatRecoveryCode(Secret.take(bytes.slice()))

test('a printed code is nine groups of four unambiguous symbols, and reads back', () => {
  fc.assert(
    fc.property(code, (bytes) => {
      const printed = print(bytes)
      expect(printed).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(parseRecoveryCode(printed).bytes).toEqual(bytes)
    }),
  )
})

test('case, spacing, dashes, look-alikes and full-width forms do not matter', () => {
  const spellings: Readonly<Record<string, readonly string[]>> = {
    '0': ['0', 'O', 'o', '０'],
    '1': ['1', 'I', 'i', 'L', 'l'],
    '-': ['-', '', ' ', ' - ', '–', '\t', '\n'],
  }
  fc.assert(
    fc.property(code, fc.infiniteStream(fc.nat()), (bytes, choices) => {
      const typed = [...print(bytes)].map((symbol) => {
        const choice = choices.next().value ?? 0
        const options = spellings[symbol] ?? [symbol, symbol.toLowerCase()]
        return options[choice % options.length]
      })
      expect(parseRecoveryCode(typed.join('')).bytes).toEqual(bytes)
    }),
  )
})

test('one wrong symbol, two exchanged ones, or a missing one is a bad code', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  fc.assert(
    fc.property(code, fc.nat(35), fc.integer({ min: 1, max: 31 }), (bytes, at, shift) => {
      const symbols = print(bytes).replaceAll('-', '')
      const replaced = alphabet.charAt((alphabet.indexOf(symbols.charAt(at)) + shift) % 32)
      expect(() =>
        parseRecoveryCode(symbols.slice(0, at) + replaced + symbols.slice(at + 1)),
      ).toThrow('bad-code')
      expect(() => parseRecoveryCode(symbols.slice(0, at) + symbols.slice(at + 1))).toThrow(
        'bad-code',
      )
      const [a, b] = [symbols.charAt(at), symbols.charAt(at + 1)]
      if (a !== b && b !== '') {
        expect(() =>
          parseRecoveryCode(symbols.slice(0, at) + b + a + symbols.slice(at + 2)),
        ).toThrow('bad-code')
      }
    }),
  )
})

test('a symbol that no code has is a bad one, also where it would give the same bits', () => {
  const printed = print(new Uint8Array(20).fill(255))
  expect(printed.startsWith('ZZZZ-ZZZZ')).toBe(true)
  for (const foreign of ['U', 'u', '*', '-U', '가']) {
    expect(() => parseRecoveryCode(printed.replace('ZZ', `Z${foreign}`))).toThrow('bad-code')
    expect(() => parseRecoveryCode(`${printed}${foreign}`)).toThrow('bad-code')
  }
})

test('any other text is a bad code, and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(() => parseRecoveryCode(text)).toThrow('bad-code')
    }),
  )
})

test('codes are random and 160 bits long', () => {
  const codes = Array.from({ length: 100 }, createRecoveryCode)
  expect(codes.every(({ bytes }) => bytes.length === 20)).toBe(true)
  expect(new Set(codes.map(({ bytes }) => bytes.join())).size).toBe(100)
})
