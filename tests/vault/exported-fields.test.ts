import { describe, expect, expectTypeOf, it } from 'vitest'
import { exportedFields, markedTexts } from '../../src/main/vault/review/exported-fields.ts'
import type { ExportRules, TextFields } from '../../src/main/vault/review/exported-fields.ts'
import type { CaseId, Day } from '../../src/shared/ids.ts'
import type { Attachment } from '../../src/shared/attachments.ts'
import type { CaseContent, ReportContent, SourceContent } from '../../src/shared/records.ts'

const { publication: _, ...exported } = exportedFields

describe('a record’s text fields, for the compiler', () => {
  it('are all checked or declared safe: a new one without a mark does not compile', () => {
    type Renamed = SourceContent & { readonly nickname: string }
    // @ts-expect-error: a new text
    const text: TextFields<Renamed> = exportedFields.source
    type Listed = CaseContent & { readonly keywords?: readonly string[] | undefined }
    // @ts-expect-error: a new list of texts, which may be absent
    const list: TextFields<Listed> = exportedFields.case
    type Nullable = CaseContent & { readonly editor: string | null }
    // @ts-expect-error: a new text or null
    const nullable: TextFields<Nullable> = exportedFields.case
    type Captioned = Omit<ReportContent, 'attachments'> & {
      readonly attachments?: readonly (Attachment & { readonly caption: string })[]
    }
    // @ts-expect-error: a new text in the objects of a list
    const inner: TextFields<Captioned> = exportedFields.report
    type Nested = CaseContent & { readonly desk: { readonly address: { readonly town: string } } }
    // @ts-expect-error: a new object with a text in it
    const nested: TextFields<Nested> = exportedFields.case
    type Either = CaseContent & { readonly by: { readonly id: CaseId } | { readonly name: string } }
    // @ts-expect-error: a text in one of two forms
    const either: TextFields<Either> = exportedFields.case
    type Formed = CaseContent & { readonly label: `case ${string}` }
    // @ts-expect-error: a text that only begins with a known word
    const formed: TextFields<Formed> = exportedFields.case
    expect([text, list, nullable, inner, nested, either, formed]).toHaveLength(7)
  })

  it('are named as they are: no mark without a field, and no other mark', () => {
    const gone: TextFields<{ readonly title: string }> = {
      title: 'checked',
      // @ts-expect-error: no such field
      question: 'checked',
    }
    // @ts-expect-error: no such mark
    const other: TextFields<{ readonly title: string }> = { title: 'unchecked' }
    // @ts-expect-error: checked alone, but in no language
    const alone: TextFields<{ readonly title: string }> = { title: 'checked-alone' }
    expect([gone, other, alone]).toHaveLength(3)
  })

  it('need a mark only where a text is free', () => {
    type Coded = {
      readonly title: string
      readonly id: CaseId
      readonly days: readonly Day[]
      readonly status: 'open' | 'closed' | ''
      readonly count: { readonly low: number | null; readonly exact: boolean }
      readonly size: number
    }
    expectTypeOf<keyof TextFields<Coded>>().toEqualTypeOf<'title'>()
  })

  it('do not compile where a text would not be found', () => {
    // @ts-expect-error: what has any keys
    const record: TextFields<{ readonly names: Record<string, string> }> = { names: 'checked' }
    // @ts-expect-error: what has any form
    const unknown: TextFields<{ readonly more: unknown }> = { more: 'checked' }
    type Mixed = { readonly place: string | { readonly text: string } }
    // @ts-expect-error: a text or an object with one
    const mixed: TextFields<Mixed> = { place: 'checked' }
    expect([record, unknown, mixed]).toHaveLength(3)
  })
})

it('a kind of record without an export rule does not compile', () => {
  // @ts-expect-error: a kind is left out
  const wrong: ExportRules = exported
  expect(Object.keys(wrong)).not.toContain('publication')
})

describe('the texts of a content', () => {
  it('are found in objects and lists, in the order of the fields', () => {
    const fields = {
      b: 'checked',
      a: 'safe',
      parts: { title: 'checked-alone', language: 'safe', notes: 'checked' },
      one: { text: 'checked' },
      absent: 'checked',
      none: { text: 'checked' },
    } as const
    const content = {
      one: { text: 'g', id: 'no' },
      a: 'b',
      b: 'a',
      none: null,
      parts: [
        { language: 'ko', title: 'c', notes: ['d', 'e'] },
        { language: 'zh', title: 'f', notes: [] },
      ],
    }
    expect(
      [...markedTexts(fields, content)].map(({ mark, text, language }) => [mark, text, language]),
    ).toEqual([
      ['checked', 'a', null],
      ['safe', 'b', null],
      ['checked-alone', 'c', 'ko'],
      ['safe', 'ko', 'ko'],
      ['checked', 'd', 'ko'],
      ['checked', 'e', 'ko'],
      ['checked-alone', 'f', 'zh'],
      ['safe', 'zh', 'zh'],
      ['checked', 'g', null],
    ])
  })
})
