import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { daysIn } from '../../src/main/vault/session/days.ts'
import { daysNow, localDay, utcDay } from '../../src/renderer/records/whole-day.ts'
import type { Day, RecordId } from '../../src/shared/ids.ts'
import type { ReportContent } from '../../src/shared/records.ts'
import { nextTask, session, tokenFor } from '../exchange/test-vault.ts'
import { prepared, toShare } from '../exchange/two-vaults.ts'
import {
  caseContent,
  openTestVault,
  passphrase,
  reportContent,
  sourceContent,
  temporaryFolder,
} from './harness.ts'
import { exportDecided } from '../exchange/decided.ts'

const at = (time: string): number => Date.parse(time)

/** Zone, instant, and its earlier and later day. */
const moments: readonly (readonly [zone: string, time: string, earlier: string, later: string])[] =
  [
    ['UTC', '2024-06-15T23:59:59.999Z', '2024-06-15', '2024-06-15'],
    ['UTC', '2024-06-16T00:00:00Z', '2024-06-16', '2024-06-16'],
    // Nine hours ahead: from 15:00 UTC on it is tomorrow there.
    ['Asia/Seoul', '2024-06-15T14:59:59.999Z', '2024-06-15', '2024-06-15'],
    ['Asia/Seoul', '2024-06-15T15:00:00Z', '2024-06-15', '2024-06-16'],
    ['Asia/Seoul', '2024-06-16T00:00:00Z', '2024-06-16', '2024-06-16'],
    // Eleven hours behind: until 11:00 UTC it is yesterday there.
    ['Pacific/Pago_Pago', '2024-06-15T10:59:59.999Z', '2024-06-14', '2024-06-15'],
    ['Pacific/Pago_Pago', '2024-06-15T11:00:00Z', '2024-06-15', '2024-06-15'],
    // Fourteen hours ahead, over the end of a year, and half an hour off.
    ['Pacific/Kiritimati', '2023-12-31T10:00:00Z', '2023-12-31', '2024-01-01'],
    ['America/St_Johns', '2024-01-10T03:29:59Z', '2024-01-09', '2024-01-10'],
    ['America/St_Johns', '2024-01-10T03:30:00Z', '2024-01-10', '2024-01-10'],
  ]

describe('the days around now', () => {
  const zone = process.env['TZ']
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })

  it.each(moments)('in %s at %s are the same to vault and window', (where, time, ...both) => {
    const [earlier, later] = both
    expect(daysIn(where)(at(time))).toEqual({ earlier, later })
    process.env['TZ'] = where
    expect(daysNow(new Date(at(time)))).toEqual({ earlier, later })
    expect([earlier, later]).toContain(localDay(new Date(at(time))))
    expect(utcDay(new Date(at(time)))).toBe(time.slice(0, 10))
  })

  it('are all days that it may be anywhere, where the zone is unknown', () => {
    const days = daysIn('Nowhere/At_All')
    expect(days(at('2024-06-15T11:00:00Z'))).toEqual({ earlier: '2024-06-14', later: '2024-06-16' })
  })
})

/** Already the day after in Kiritimati, and still the day before in Pago Pago. */
const now = '2024-06-15T10:30:00Z'

/**
 * A vault in a zone: the days that it signs, stamps and writes, what it exports and what it asks to
 * erase.
 */
const vaultIn = async (timeZone: string) => {
  const place = temporaryFolder()
  const desk = openTestVault(join(place.path, 'vault'), () => at(now), { timeZone })
  try {
    await desk.controller.create({ passphrase, keyFile: null, pseudonym: 'Heron', language: 'en' })
    const { handlers } = desk
    const fresh = { id: null, rev: 0 } as const
    const { id: caseId } = await handlers['cases.save']({
      ...fresh,
      content: caseContent('Winter'),
    })
    const choice = { kind: 'case', caseId } as const
    const file = async (over: Partial<ReportContent>): Promise<RecordId> => {
      const content = { ...reportContent('They had no shoes.'), caseId, ...over }
      const { id, rev } = await handlers['reports.save']({ ...fresh, content })
      await handlers['reports.file']({ id, rev })
      return id as string as RecordId
    }
    const source = await handlers['sources.save']({
      ...fresh,
      content: { ...sourceContent('Quiet Heron'), consents: [toShare] },
      identity: null,
    })
    const report = await file({ sourceIds: [source.id] })
    const out = join(place.path, 'out')
    mkdirSync(out)
    await exportDecided(handlers, {
      task: nextTask(),
      choice,
      target: { kind: 'passphrase', passphrase: 'seven plain words to send it' },
      purpose: '',
      overrides: [],
      folder: tokenFor(desk, out),
    })
    // Tomorrow by UTC: a notice dated today would reveal a zone in which it is tomorrow already.
    const content = { ...source.content, consents: [{ ...toShare, withdrawn: '2024-06-16' }] }
    await handlers['sources.save']({ id: source.id, rev: source.rev, content, identity: null })
    const { store } = session(desk)
    const { lines } = await handlers['journal.list']({ subject: null, before: null, limit: 50 })
    const made = {
      lines: lines.map(({ day, kind }) => `${day} ${kind}`),
      signed: store.revisions.list(report).map(({ revision }) => revision.day),
      notices: [...store.notices.of(source.id as string as RecordId)].length,
      written: readdirSync(out).map((name) => statSync(join(out, name)).mtime.toISOString()),
    }
    await file({ handling: { level: 'embargo', note: '', until: '2024-06-15' } })
    const { items } = await prepared(desk, choice)
    const eraseAfter = '2024-06-14' as Day
    await handlers['retention.set']({ id: report, eraseAfter, hold: false, reason: '' })
    const { said } = await handlers['retention.list']({})
    return {
      made,
      stops: items.filter(({ state }) => state === 'blocks').map(({ kind }) => kind),
      isDue: said[0]?.due,
    }
  } finally {
    desk.controller.close()
    place.remove()
  }
}

describe('a vault around midnight', () => {
  const zones = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'] as const
  const told = {} as Record<(typeof zones)[number], Awaited<ReturnType<typeof vaultIn>>>
  beforeAll(async () => {
    for (const zone of zones) told[zone] = await vaultIn(zone)
  })

  it('signs, stamps and writes the same in every zone', () => {
    expect(told.UTC.made).toMatchObject({
      ...{ signed: ['2024-06-15'], notices: 0, written: ['2024-06-15T00:00:00.000Z'] },
    })
    for (const zone of zones) expect(told[zone].made).toEqual(told.UTC.made)
  })

  it('exports nothing that is withdrawn where it is tomorrow, or under embargo where it is yesterday', () => {
    expect(told.UTC.stops).toEqual([])
    expect(told['Pacific/Kiritimati'].stops).toEqual(['consent'])
    expect(told['Pacific/Pago_Pago'].stops).toEqual(['embargo'])
  })

  it('asks to erase nothing before its day is over there too', () => {
    expect(zones.map((zone) => told[zone].isDue)).toEqual([true, true, false])
  })
})
