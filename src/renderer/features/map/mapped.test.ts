import { describe, expect, it } from 'vitest'
import type { Claim } from '../../../shared/claims.ts'
import { createGazetteer } from '../../places/gazetteer.ts'
import { runSync } from '../../data/time-slice.ts'
import { locating } from './locating.ts'
import { mapping } from './mapped.ts'
import type { Mapped } from './mapped.ts'
import { linking } from './statements.ts'

const gazetteer = createGazetteer({
  countries: [
    ['KP', '408', 40, 127, 200],
    ['CN', '156', 36, 104, 1_750],
  ],
  provinces: [
    ['KP.11', "P'yŏngan-bukto", 40, 125, 70],
    ['CN.19', 'Liaoning', 41, 123, 200],
    ['CN.05', 'Jilin', 43, 127, 200],
  ],
  counties: [],
  towns: {
    'CN.19': ['Dandong', 40.13, 124.39],
    'CN.05': ['Tumen', 42.97, 129.84],
    'KP.11': ['Sinŭiju', 40.1, 124.4],
  },
})

type Content = Claim['content']
const nowhere = { text: '', precision: 'unstated' } as const
const town = (text: string): Content['from'] => ({ text, precision: 'town' })
const exactly = (low: number): Content['count'] => ({ qualifier: 'exactly', low, high: null })

let last = 0
const claim = (more: Partial<Record<keyof Content, unknown>>): Claim => {
  last += 1
  return {
    id: `claim-${last}`,
    content: { from: nowhere, to: nowhere, when: '', links: [], count: exactly(1), ...more },
  } as unknown as Claim
}
const mapped = (...claims: Claim[]): Mapped =>
  runSync(mapping(runSync(locating(claims, gazetteer)), runSync(linking(claims))))

const there = { from: town('Dandong'), to: town('Sinuiju') }

describe('claims on a map', () => {
  it('of one route are added, whatever language their places are in', () => {
    const { routes } = mapped(
      claim({ ...there, count: exactly(40) }),
      claim({ from: town('단둥'), to: town('新义州'), count: exactly(2) }),
    )
    expect(routes).toHaveLength(1)
    expect(routes[0]?.tally).toMatchObject({ span: { low: 42, high: 42 }, disputed: [] })
  })

  it('that go there and back are two routes', () => {
    const { routes } = mapped(claim(there), claim({ from: there.to, to: there.from }))
    expect(routes).toHaveLength(2)
  })

  it('about the same people count once, with the range of what they say', () => {
    const first = claim({ ...there, count: exactly(40) })
    const second = claim({
      ...there,
      count: exactly(50),
      links: [{ kind: 'supports', claimId: first.id }],
    })
    const third = claim({
      ...there,
      count: exactly(45),
      links: [{ kind: 'same-origin', claimId: second.id }],
    })
    const { routes } = mapped(first, second, third, claim({ ...there, count: exactly(5) }))
    expect(routes[0]?.tally.span).toEqual({ low: 45, high: 55, isAbout: false })
  })

  it('that are contradicted are told apart, whichever of them the link is on', () => {
    const first = claim({ ...there, count: exactly(200) })
    const second = claim({
      ...there,
      count: exactly(0),
      links: [{ kind: 'contradicts', claimId: first.id }],
    })
    const third = claim({ ...there, count: exactly(7) })
    const [route] = mapped(first, second, third).routes
    expect(route?.tally.span).toEqual({ low: 7, high: 7, isAbout: false })
    expect(route?.tally.disputed.map(({ id }) => id)).toEqual([first.id, second.id])
    expect(route?.tally.disputedSpan).toEqual({ low: 0, high: 200, isAbout: false })
  })

  it('with several places at an end say of none how many', () => {
    const { routes, places } = mapped(
      claim({ from: there.to, to: town('Dandong; Tumen'), count: exactly(200) }),
    )
    expect(routes.map(({ tally }) => tally.span)).toEqual([
      { low: 0, high: 200, isAbout: false },
      { low: 0, high: 200, isAbout: false },
    ])
    const start = places.find(({ place }) => place.names.en === 'Sinuiju')
    expect(start?.departing.span).toEqual({ low: 200, high: 200, isAbout: false })
  })

  it('are drawn no more precisely than they were entered', () => {
    const { places } = mapped(claim({ to: { text: 'Dandong', precision: 'province' } }))
    expect(places.map(({ place }) => [place.names.en, place.level])).toEqual([
      ['Liaoning', 'province'],
    ])
  })

  it('whose places nobody knows are named beside it', () => {
    const lost = claim({ from: town('behind the school'), to: there.to })
    const { unmapped, without, routes, places } = mapped(lost, claim({}), claim({}))
    expect(unmapped).toMatchObject([{ text: 'behind the school', why: 'unknown', claims: [lost] }])
    expect([without, routes.length, places.length]).toEqual([2, 0, 1])
  })

  it('lose nothing: each is on the map, beside it, or without a place', () => {
    const claims = [claim(there), claim({ to: town('?') }), claim({}), claim({ from: there.to })]
    const { places, unmapped, without } = mapped(...claims)
    const seen = new Set([...places, ...unmapped].flatMap(({ claims }) => claims))
    expect(seen.size + without).toBe(claims.length)
  })
})
