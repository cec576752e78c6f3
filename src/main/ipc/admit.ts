import { Failure } from '../../shared/failure.ts'
import type { Channel } from '../../shared/channels.ts'
import { limits } from '../../shared/limits.ts'
import { requestLimits } from './request-limits.ts'

/** The deepest nesting of any valid input is 5; deeper input is not a legitimate request. */
const depthMax = 12
const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Admits only values that JSON can carry: null, booleans, finite numbers, strings, dense arrays and
 * plain objects, without a key that could reach a prototype, within the channel's size and depth;
 * on one channel also bytes. Runs before the schema, so that a hostile message costs no more than
 * one bounded walk.
 *
 * @throws Failure 'too-big' or 'invalid'.
 */
export const admit = (channel: Channel, raw: unknown): void => {
  const { size: sizeMax, bytes: carriesBytes } = requestLimits[channel]
  let left = sizeMax
  const spend = (size: number): void => {
    left -= size
    if (left < 0) throw new Failure('too-big')
  }
  const walk = (value: unknown, depth: number): void => {
    spend(4)
    if (depth > depthMax) throw new Failure('invalid')
    if (value === null || typeof value === 'boolean') return
    if (typeof value === 'string') return spend(value.length)
    if (typeof value === 'number' && Number.isFinite(value)) return
    if (typeof value !== 'object') throw new Failure('invalid')
    if (Array.isArray(value)) {
      spend(value.length)
      for (let at = 0; at < value.length; at++) walk(value[at], depth + 1)
      return
    }
    if (carriesBytes && value instanceof Uint8Array) {
      if (Object.getPrototypeOf(value) !== Uint8Array.prototype) throw new Failure('invalid')
      // A small view can sit on a large buffer, which has arrived in full.
      if (value.buffer.byteLength !== value.byteLength) throw new Failure('invalid')
      if (value.byteLength > limits.pastedBytes) throw new Failure('too-big')
      return
    }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) throw new Failure('invalid')
    for (const key of Reflect.ownKeys(value)) {
      if (typeof key !== 'string' || refusedKeys.has(key)) throw new Failure('invalid')
      spend(key.length)
      const property = Object.getOwnPropertyDescriptor(value, key)
      if (property === undefined || !('value' in property)) throw new Failure('invalid')
      walk(property.value, depth + 1)
    }
  }
  walk(raw, 0)
}
