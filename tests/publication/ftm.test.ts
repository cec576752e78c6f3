import { defaultModel, Model } from '@alephdata/followthemoney'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PublicRecord } from '../../src/publication/public-record.ts'
import { languages } from '../../src/shared/vocabularies.ts'
import { filesOf, sampleRecord } from './sample-record.ts'

const model = new Model(defaultModel as ConstructorParameters<typeof Model>[0])

/** The model throws for a schema or a property that it does not know. */
const entitiesOf = (record: PublicRecord) =>
  filesOf(record, 'ftm')[0]!
    .text.trimEnd()
    .split('\n')
    .map((line) => model.getEntity(JSON.parse(line) as Parameters<typeof model.getEntity>[0]))

const isDay = (text: string): boolean =>
  /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)

/** Violations of the model in a record's entities, in words. */
const faultsOf = (record: PublicRecord): string[] => {
  const entities = entitiesOf(record)
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const faults = byId.size === entities.length ? [] : ['an id that stands twice']
  for (const { id, schema } of entities) {
    const entity = byId.get(id)!
    for (const name of schema.required) if (!entity.hasProperty(name)) faults.push(`no ${name}`)
    for (const property of entity.getProperties()) {
      for (const value of entity.getProperty(property)) {
        // An entity that is named by its id alone stays text.
        const text = value as string
        const type = property.type.name
        if (property.stub) faults.push(`${property.name} is no value of its own`)
        // Counted in characters, as its reference implementation in Python does.
        const length = Array.from(text).length
        if (property.maxLength > 0 && length > property.maxLength) faults.push('too long')
        if (type === 'date' && !isDay(text)) faults.push(`date ${text}`)
        if (type === 'language' && !(text in (defaultModel.types['language']?.values ?? {}))) {
          faults.push(`language ${text}`)
        }
        if (type === 'entity') {
          const range = property.getRange().name
          if (byId.get(text)?.schema.isA(range) !== true)
            faults.push(`${property.name} of no ${range}`)
        }
      }
    }
  }
  return faults
}

describe('the FollowTheMoney entities', () => {
  it.each(languages)('are taken by the model, in %s', (language) => {
    const entities = entitiesOf(sampleRecord(language))
    expect(entities.map(({ schema }) => schema.name)).toEqual([
      'PlainText',
      'Event',
      'Event',
      'PlainText',
    ])
    expect(faultsOf(sampleRecord(language))).toEqual([])
  })

  it('are taken by the model whatever a person writes', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 30 })
    const when = fc.oneof(
      words,
      fc.constantFrom(
        '2023',
        '2023-02-30',
        '2023-13',
        '2023-10~',
        '2024-01/2023',
        '../2023',
        '0000',
      ),
    )
    fc.assert(
      fc.property(
        words,
        words,
        when,
        words,
        fc.constantFrom('en', 'ko-KR', 'und', 'x'),
        (a, b, c, d, tag) => {
          expect(
            faultsOf({
              ...sampleRecord('en'),
              title: `t${a.repeat(20)}`,
              claims: [
                {
                  wording: b,
                  attribution: a,
                  when: c,
                  place: d.repeat(20),
                  count: a,
                  credibility: '3',
                },
                { wording: b, attribution: a, when: c, place: d, count: a, credibility: '3' },
              ],
              texts: [{ language: tag, attribution: b, parts: [{ text: a }, { removed: 'name' }] }],
            }),
          ).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })
})
