import { expect, it } from 'vitest'
import { mainChannels, vaultChannels } from '../../shared/channels.ts'
import { limits } from '../../shared/limits.ts'
import { admit, requestLimits } from './request-limits.ts'

const channels = [...mainChannels, ...vaultChannels]

it('few channels take more than 128 KiB, and three take bytes', () => {
  const larger = channels.filter((channel) => requestLimits[channel].size !== 128 * 1024)
  expect(
    Object.fromEntries(larger.map((channel) => [channel, requestLimits[channel].size])),
  ).toEqual({
    'reports.save': 1024 * 1024,
    'reports.saveCopies': 4 * 1024 * 1024,
    'records.merge': 1024 * 1024,
    'paper.save': 12 * 1024 * 1024,
    'picture.save': 12 * 1024 * 1024,
    'imports.commit': 4 * 1024 * 1024,
    'exports.prepare': 1024 * 1024,
    'exports.records': 1024 * 1024,
    'exports.record': 1024 * 1024,
    'exports.write': 1024 * 1024,
    'exports.list': 1024 * 1024,
  })
  expect(channels.filter((channel) => requestLimits[channel].bytes)).toEqual([
    'attachments.paste',
    'picture.save',
    'imports.drop',
  ])
})

it.each(channels)('%s is admitted up to its size, and no further', (channel) => {
  const { size, bytes } = requestLimits[channel]
  // A value counts for its length and four.
  const text = 'x'.repeat(size - 4)
  expect(() => admit(channel, text)).not.toThrow()
  expect(() => admit(channel, `${text}x`)).toThrow('too-big')
  const pasted = { bytes: new Uint8Array(limits.pastedBytes) }
  if (bytes) expect(() => admit(channel, pasted)).not.toThrow()
  else expect(() => admit(channel, { bytes: new Uint8Array(1) })).toThrow('invalid')
})
