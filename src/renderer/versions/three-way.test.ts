import { describe, expect, it } from 'vitest'
import { fieldsFrom } from './field.ts'
import type { VersionContent } from './field.ts'
import {
  bothOf,
  composed,
  droppedFrom,
  isDecided,
  mayBeBoth,
  mayBeByHand,
  mergeFields,
} from './three-way.ts'
import type { MergeChoice } from './three-way.ts'

type Sample = {
  readonly title: string
  readonly body: string
  readonly tags: readonly string[]
  readonly low: number
  readonly high: number
}
const fields = fieldsFrom<Sample>({
  title: { label: 'cases.name', form: 'line', say: (it) => it },
  body: { label: 'cases.question', form: 'text', say: (it) => it },
  tags: { label: 'reports.tags', form: 'list', say: (it) => it },
  low: { label: 'attributions.pool', form: 'value', say: (it) => String(it) },
  high: 'low',
})
const base = { title: 'A', body: 'as it was', tags: ['x', 'y'], low: 1, high: 2 }
const chosen = (choices: Record<string, MergeChoice>) => new Map(Object.entries(choices))
const states = (bases: VersionContent[], sides: VersionContent[]) =>
  Object.fromEntries(mergeFields(fields, bases, sides).map(({ field, state }) => [field.id, state]))

describe('versions put together field by field', () => {
  it('take what one line alone changed, from whichever', () => {
    const sides = [
      { ...base, title: 'B' },
      { ...base, body: 'as it is now' },
    ]
    const merged = mergeFields(fields, [base], sides)
    expect(states([base], sides)).toEqual({
      title: 'taken',
      body: 'taken',
      tags: 'same',
      low: 'same',
    })
    const content = { ...base, title: 'B', body: 'as it is now' }
    expect(composed(merged, new Map(), sides)).toEqual(content)
    expect(droppedFrom(merged, sides, content)).toEqual([])
  })

  it('leave away what no version has, as the form that is signed asks for', () => {
    const { tags, ...without } = base
    const sides = [{ ...without, title: 'B' }, without]
    const content = composed(mergeFields(fields, [without], sides), new Map(), sides)
    expect(tags).toHaveLength(2)
    expect(Object.keys(content ?? {}).sort()).toEqual(['body', 'high', 'low', 'title'])
  })

  it('are open while a difference of a text is, and have the chosen words then', () => {
    const sides = [
      { ...base, body: 'one and two' },
      { ...base, body: 'three and four' },
    ]
    const merged = mergeFields(fields, [base], sides)
    const parts = (picks: (number | null)[]): MergeChoice => ({
      ...{ kind: 'parts', picks, words: 'three and two' },
    })
    expect(isDecided(parts([1, null]))).toBe(false)
    expect(composed(merged, chosen({ body: parts([1, null]) }), sides)).toBe(null)
    const content = composed(merged, chosen({ body: parts([1, 0]) }), sides)
    expect(content).toEqual({ ...base, body: 'three and two' })
    const left = droppedFrom(merged, sides, content ?? {})
    expect(left.map(({ side }) => side)).toEqual([0, 1])
  })

  it('take what several lines changed to the same', () => {
    const sides = [{ ...base, title: 'B' }, { ...base, title: 'B' }, base]
    expect(states([base], sides)).toMatchObject({ title: 'taken' })
  })

  it('ask where lines changed one thing apart, and give nothing until it is answered', () => {
    const sides = [
      { ...base, title: 'B' },
      { ...base, title: 'C' },
    ]
    const merged = mergeFields(fields, [base], sides)
    expect(states([base], sides)).toMatchObject({ title: 'open' })
    expect(composed(merged, new Map(), sides)).toBeNull()
    const pick = chosen({ title: { kind: 'side', at: 1 } })
    const content = composed(merged, pick, sides)
    expect(content).toEqual({ ...base, title: 'C' })
    const dropped = droppedFrom(merged, sides, content ?? {})
    expect(dropped.map(({ field, side }) => [field.id, side])).toEqual([['title', 0]])
  })

  it('ask for every difference where nothing says what was before', () => {
    const sides = [base, { ...base, title: 'B' }]
    expect(states([], sides)).toMatchObject({ title: 'open', body: 'same' })
    // The same versions were merged separately in two places, so the bases differ.
    expect(states([base, { ...base, title: 'B' }], sides)).toMatchObject({ title: 'open' })
    expect(states([base, { ...base, body: 'else' }], sides)).toMatchObject({ title: 'taken' })
  })

  it('keep together what cannot be chosen apart', () => {
    const sides = [
      { ...base, low: 5, high: 9 },
      { ...base, low: 0 },
    ]
    const merged = mergeFields(fields, [base], sides)
    const content = composed(merged, chosen({ low: { kind: 'side', at: 0 } }), sides)
    expect(content).toMatchObject({ low: 5, high: 9 })
  })

  it('put texts after one another and lists into one, and then leave nothing out', () => {
    const sides = [
      { ...base, body: 'river', tags: ['x', 'new'] },
      { ...base, body: '시장', tags: ['x', 'y', 'z'] },
    ]
    const merged = mergeFields(fields, [base], sides)
    const both = chosen({ body: { kind: 'both' }, tags: { kind: 'both' } })
    const content = composed(merged, both, sides)
    expect(content).toMatchObject({ body: 'river\n\n시장', tags: ['x', 'new', 'y', 'z'] })
    expect(droppedFrom(merged, sides, content ?? {})).toEqual([])
  })

  it('name the entries of a list and the words of a hand-written text that are left out', () => {
    const sides = [
      { ...base, body: 'river', tags: ['x', 'new'] },
      { ...base, body: 'market', tags: ['y'] },
    ]
    const merged = mergeFields(fields, [base], sides)
    const choices = chosen({
      body: { kind: 'hand', words: 'by the river' },
      tags: { kind: 'side', at: 1 },
    })
    const content = composed(merged, choices, sides) ?? {}
    expect(
      droppedFrom(merged, sides, content).map(({ field, side, entries }) => [
        field.id,
        side,
        entries?.['tags'],
      ]),
    ).toEqual([
      ['body', 1, undefined],
      ['tags', 0, ['x', 'new']],
    ])
  })

  it('keep one entry of a kind that may stand once, and say that the other is left out', () => {
    const printed = fieldsFrom<{ claims: readonly { claimId: string; wording: string }[] }>({
      claims: { label: 'publications.claims', form: 'list', say: () => [] },
    })
    const sides = [
      { claims: [{ claimId: '1', wording: 'many' }] },
      {
        claims: [
          { claimId: '1', wording: 'some' },
          { claimId: '2', wording: 'else' },
        ],
      },
    ]
    const merged = mergeFields(printed, [], sides)
    const [only] = merged
    if (only === undefined) throw new Error('no field')
    expect(bothOf(only, sides)).toEqual([sides[0]?.claims[0], sides[1]?.claims[1]])
    const content = composed(merged, chosen({ claims: { kind: 'both' } }), sides) ?? {}
    expect(droppedFrom(merged, sides, content)).toMatchObject([
      { side: 1, entries: { claims: [{ claimId: '1', wording: 'some' }] } },
    ])
  })

  it('take what a later line alone changed, from that line', () => {
    const sides = [base, { ...base, title: 'B' }]
    const [title] = mergeFields(fields, [base], sides)
    expect(title).toMatchObject({ state: 'taken', changedBy: [1] })
    expect(composed(mergeFields(fields, [base], sides), new Map(), sides)).toEqual(sides[1])
  })

  it('name each version that changed a field, those that say the same once', () => {
    const sides = [{ ...base, title: 'B' }, base, { ...base, title: 'C' }, { ...base, title: 'B' }]
    const [title, body] = mergeFields(fields, [base], sides)
    expect(title).toMatchObject({ state: 'open', changedBy: [0, 2] })
    expect(body).toMatchObject({ state: 'same', changedBy: [] })
    // A single side is equal to itself, whatever the base.
    expect(mergeFields(fields, [base], [{ ...base, title: 'B' }])[0]).toMatchObject({
      state: 'same',
    })
  })

  it('let texts and lists stand together, and texts alone be written by hand', () => {
    expect(fields.map((field) => [field.id, mayBeBoth(field), mayBeByHand(field)])).toEqual([
      ['title', true, true],
      ['body', true, true],
      ['tags', true, false],
      ['low', false, false],
    ])
  })

  it('put lines beside one another, without those that are empty or no text', () => {
    const sides = [
      { ...base, title: 'B', body: '' },
      { ...base, title: '', body: 'river' },
      { ...base, title: 'C', body: 7 },
      base,
    ]
    const [title, body] = mergeFields(fields, [base], sides)
    if (title === undefined || body === undefined) throw new Error('no fields')
    expect(bothOf(title, sides)).toBe('B / C')
    expect(bothOf(body, sides)).toBe('river')
  })

  it('put lists together without what an unchanged version has, nor what is no list', () => {
    const sides = [{ ...base, tags: ['new'] }, { ...base, tags: 'none' }, base]
    const tags = mergeFields(fields, [base], sides)[2]
    if (tags === undefined) throw new Error('no field')
    expect(bothOf(tags, sides)).toEqual(['new'])
  })

  it('keep apart what has an id and a kind, as links have', () => {
    const linked = fieldsFrom<{ links: readonly object[] }>({
      links: { label: 'reports.tags', form: 'list', say: () => [] },
    })
    const entries = (...links: readonly (object | null)[]) => ({ links })
    const both = (...sides: { links: readonly (object | null)[] }[]) => {
      const [field] = mergeFields(linked, [], sides)
      if (field === undefined) throw new Error('no field')
      return bothOf(field, sides)
    }
    const [supports, contradicts] = ['supports', 'contradicts'].map((kind) => ({
      kind,
      claimId: '1',
    }))
    if (supports === undefined || contradicts === undefined) throw new Error('no links')
    expect(both(entries(supports), entries(contradicts, supports))).toEqual([supports, contradicts])
    // A report is printed once, whatever its revision.
    const [first, second] = ['a', 'b'].map((revision) => ({ reportId: '1', revision }))
    expect(both(entries(first ?? {}), entries(second ?? {}))).toEqual([first])
    expect(both(entries(null), entries(null, { note: 'x' }))).toEqual([null, { note: 'x' }])
  })

  it('say that a value or a text was left out, but not one that stands within another', () => {
    const sides = [
      { ...base, title: 'river', low: 5 },
      { ...base, title: 'market', low: 6 },
    ]
    const merged = mergeFields(fields, [base], sides)
    const left = (content: VersionContent) =>
      droppedFrom(merged, sides, content).map(({ field, side, entries }) => [
        field.id,
        side,
        entries,
      ])
    expect(left({ ...base, title: 'river / market', low: 5 })).toEqual([['low', 1, null]])
    expect(left({ ...base, title: 'the market', low: 6 })).toEqual([
      ['title', 0, null],
      ['low', 0, null],
    ])
    // An emptied text is contained in every text, but emptying it still counts as dropped.
    const emptied = [
      { ...base, title: '' },
      { ...base, title: 'B' },
    ]
    const fromEmptied = droppedFrom(mergeFields(fields, [base], emptied), emptied, {
      ...base,
      title: 'B',
    })
    expect(fromEmptied.map(({ field, side }) => [field.id, side])).toEqual([['title', 0]])
    // A change that was taken automatically is not reported.
    const taken = [base, { ...base, title: 'B' }]
    expect(droppedFrom(mergeFields(fields, [base], taken), taken, base)).toEqual([])
  })

  it('tell of a list only what is left out of it', () => {
    const sides = [
      { ...base, tags: ['x', 'new'] },
      { ...base, tags: ['y', 'x'] },
    ]
    const merged = mergeFields(fields, [base], sides)
    const kept = { ...base, tags: ['x', 'y'] }
    expect(droppedFrom(merged, sides, kept)).toEqual([
      { field: fields[2], side: 0, entries: { ...sides[0], tags: ['new'] } },
    ])
  })

  it('give nothing while one of several choices is open', () => {
    const sides = [
      { ...base, title: 'B', low: 5 },
      { ...base, title: 'C', low: 6 },
    ]
    const merged = mergeFields(fields, [base], sides)
    expect(composed(merged, chosen({ title: { kind: 'side', at: 0 } }), sides)).toBeNull()
    const all = chosen({
      title: { kind: 'hand', words: 'D' },
      low: { kind: 'side', at: 1 },
    })
    expect(composed(merged, all, sides)).toEqual({ ...base, title: 'D', low: 6 })
  })
})
