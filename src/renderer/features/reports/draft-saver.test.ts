import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Report, ReportContent } from '../../../shared/records.ts'
import { AppError } from '../../data/bridge.ts'
import { createDraftSaver } from './draft-saver.ts'
import { newReport } from '../../records/blank-records.ts'

const empty = newReport('en', null, null)

/** A vault with one report that can also be changed elsewhere. */
const vault = () => {
  let stored: Report | null = null
  const written: ReportContent[] = []
  let refuse: AppError | null = null
  const write = (content: ReportContent): Report => {
    stored = {
      id: 'a'.repeat(32),
      rev: (stored?.rev ?? 0) + 1,
      updatedDay: '2026-11-24',
      state: 'draft',
      head: null,
      heads: [],
      content,
    } as unknown as Report
    return stored
  }
  return {
    written,
    write,
    refuseWith: (failure: AppError | null) => {
      refuse = failure
    },
    stored: () => stored,
    saver: () =>
      createDraftSaver(stored, stored?.content ?? empty, {
        save: async ({ rev, content }) => {
          await new Promise((resolve) => setTimeout(resolve, 50))
          if (refuse !== null) throw refuse
          if (rev !== (stored?.rev ?? 0)) throw new AppError('conflict', 'reports.save')
          written.push(content)
          return write(content)
        },
        failureOf: (error) => error as AppError,
      }),
  }
}

describe('a draft', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('is saved once, 800 ms after the last key', async () => {
    const { saver: make, written } = vault()
    const saver = make()
    for (const title of ['a', 'ab', 'abc']) {
      saver.edit({ title })
      await vi.advanceTimersByTimeAsync(500)
    }
    expect(written).toHaveLength(0)
    expect(saver.get().status).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(1000)
    expect(written.map((content) => content.title)).toEqual(['abc'])
    expect(saver.get().status).toBe('saved')
  })

  it('is saved every 3 s while the typing never pauses', async () => {
    const { saver: make, written } = vault()
    const saver = make()
    for (let key = 1; key <= 16; key++) {
      saver.edit({ title: 'x'.repeat(key) })
      await vi.advanceTimersByTimeAsync(400)
    }
    expect(written.map((content) => content.title.length)).toEqual([8, 16])
  })

  it('saves what was typed while it was saving', async () => {
    const { saver: make, written } = vault()
    const saver = make()
    saver.edit({ title: 'one' })
    await vi.advanceTimersByTimeAsync(820)
    expect(saver.get().status).toBe('saving')
    saver.edit({ title: 'two' })
    await vi.advanceTimersByTimeAsync(2000)
    expect(written.map((content) => content.title)).toEqual(['one', 'two'])
    expect(saver.get().report?.rev).toBe(2)
  })

  it('keeps the typed text when the disk cannot be written, and saves it at the next request', async () => {
    const { saver: make, written, refuseWith } = vault()
    const saver = make()
    refuseWith(new AppError('storage', 'reports.save'))
    saver.edit({ title: 'kept' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(saver.get()).toMatchObject({ status: 'failed', content: { title: 'kept' } })
    refuseWith(null)
    const done = saver.flush()
    await vi.advanceTimersByTimeAsync(100)
    expect((await done).status).toBe('saved')
    expect(written.at(-1)?.title).toBe('kept')
  })

  it('stops at a conflict with both versions whole', async () => {
    const { saver: make, write, written } = vault()
    write({ ...empty, title: 'first' })
    const saver = make()
    const theirs = write({ ...empty, title: 'theirs' })
    saver.edit({ title: 'mine' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(saver.get()).toMatchObject({ status: 'conflict', content: { title: 'mine' } })
    saver.edit({ body: 'more of mine' })
    await vi.advanceTimersByTimeAsync(5000)
    expect(written).toHaveLength(0)
    const done = saver.writeOver(theirs)
    await vi.advanceTimersByTimeAsync(100)
    expect((await done).status).toBe('saved')
    expect(written.at(-1)).toMatchObject({ title: 'mine', body: 'more of mine' })
  })

  it('takes in what somebody else saved, but never over unsaved text', async () => {
    const { saver: make, write } = vault()
    write({ ...empty, title: 'first' })
    const saver = make()
    saver.meet(write({ ...empty, title: 'second' }))
    expect(saver.get()).toMatchObject({ content: { title: 'second' }, epoch: 0 })
    saver.edit({ title: 'mine' })
    saver.meet(write({ ...empty, title: 'third' }))
    expect(saver.get().content.title).toBe('mine')
  })

  it('holds back a date that cannot be read, and saves the rest', async () => {
    const { saver: make, written } = vault()
    const saver = make()
    saver.edit({ eventDate: 'October', title: 'dated' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(written.at(-1)).toMatchObject({ eventDate: '', title: 'dated' })
    expect(saver.get().content.eventDate).toBe('October')
  })
})
