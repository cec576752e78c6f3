import { inspect } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import { Secret } from './secret.ts'
import { sodiumReady } from './sodium.ts'

beforeAll(sodiumReady)

test('printing, serialising or inspecting a secret never shows its bytes', () => {
  const secret = Secret.take(new TextEncoder().encode('canary'))
  const shown = [
    String(secret),
    JSON.stringify({ secret }),
    inspect(secret, { showHidden: true, depth: 9 }),
    JSON.stringify(Object.entries(secret)),
    Object.getOwnPropertyNames(secret).join(),
  ].join()
  expect(shown).not.toContain('canary')
  expect(shown).not.toContain('99')
  // Shows a placeholder instead of an empty value.
  expect([String(secret), secret.toJSON(), inspect(secret)]).toEqual(Array(3).fill('[secret]'))
  expect(() => structuredClone({ bytes: secret })).not.toThrow()
  expect(structuredClone({ secret })).toEqual({ secret: {} })
})

test('a wiped secret is zero in place and cannot be used', () => {
  const bytes = new Uint8Array(32).fill(7)
  const secret = Secret.take(bytes)
  const copy = secret.copy()
  secret.wipe()
  expect(bytes.every((byte) => byte === 0)).toBe(true)
  expect(secret.wiped).toBe(true)
  expect(() => secret.bytes).toThrow('wiped')
  expect(copy.bytes).toEqual(new Uint8Array(32).fill(7))
  secret.wipe()
})

test('secrets compare by content and length', () => {
  const a = Secret.random()
  expect(a.equals(a.copy())).toBe(true)
  expect(a.equals(Secret.random())).toBe(false)
  expect(a.equals(Secret.take(a.bytes.slice(0, 31)))).toBe(false)
})
