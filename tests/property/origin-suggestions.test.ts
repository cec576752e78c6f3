import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latinForms, shapesOf } from '../../src/disclosure-checks/names/variants.ts'
import type { Shape, Syllable } from '../../src/disclosure-checks/names/variants.ts'
import { readSuggestedOrigins } from '../../src/main/vault/identities/origin-suggestions.ts'
import { connectedComponents } from '../../src/main/vault/session/connected-components.ts'
import type { Identity } from '../../src/shared/identity.ts'
import { growth, linear } from '../exchange/cpu-time.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

type Named = { readonly id: string; readonly identity: Identity }

const bareOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')

const shapeOf = (name: string): Shape =>
  shapesOf({ text: name })[0] ?? { surname: [], given: [], plain: '', turned: '', words: 0 }

const isIn = (script: RegExp, name: string): boolean => script.test(bareOf(name))
const isHangul = (name: string): boolean => isIn(/^\p{Script=Hangul}+$/u, name)
const isHan = (name: string): boolean => isIn(/^\p{Script=Han}+$/u, name)
const isLatin = (name: string): boolean => isIn(/^\p{Script=Latin}+$/u, name)

const syllables = ({ surname, given }: Shape): readonly Syllable[] => [...surname, ...given]

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some((each) => b.has(each))

const soundAlike = (a: string, b: string): boolean => {
  const [left, right] = [syllables(shapeOf(a)), syllables(shapeOf(b))]
  const by = isHan(a) && isHan(b) ? 'han' : 'hangul'
  return (
    left.length >= 2 &&
    left.length === right.length &&
    left.every((each, i) => meet(each[by], right[i]?.[by] ?? new Set()))
  )
}

const isSpelling = (a: string, b: string): boolean => {
  const { plain, turned } = shapeOf(a)
  const forms = latinForms(shapeOf(b))
  return isLatin(a) && (forms.includes(plain) || forms.includes(turned))
}

/** The rule itself, for one pair of names. */
const areSimilar = (a: string, b: string): boolean => {
  if (bareOf(a) === '' || bareOf(b) === '') return false
  if (bareOf(a) === bareOf(b) || isSpelling(a, b) || isSpelling(b, a)) return true
  const isWritten = (name: string): boolean => isHangul(name) || isHan(name)
  return isWritten(a) && isWritten(b) && soundAlike(a, b)
}

const namesOf = ({ identity }: Named): readonly string[] => [identity.name, ...identity.otherNames]

const ofAllPairs = (named: readonly Named[]): (readonly string[])[] => {
  const pairs = named.flatMap((a) =>
    named
      .filter((b) => namesOf(a).some((one) => namesOf(b).some((other) => areSimilar(one, other))))
      .map((b) => [a.id, b.id] as const),
  )
  return connectedComponents([...new Set(named.map(({ id }) => id))], pairs)
    .filter((members) => members.length > 1)
    .map((members) => [...members].sort())
}

const identity = (name: string, otherNames: string[] = []): Identity => ({
  ...{ name, otherNames, contact: '', note: '' },
})

const of = (letters: string, most: number): fc.Arbitrary<string> =>
  fc.string({
    ...{ unit: fc.constantFrom(...letters), minLength: 1, maxLength: most },
  })
const name = fc.oneof(
  of('김금이리박서연영나라', 3),
  of('金李朴瑞妍姸燕樂乐張张伟并併並', 4),
  of('김金리李연姸', 3),
  of('干乾幹并併並餘余馀張张', 8),
  fc.constantFrom('Kim Ri-yon', 'Lee Yeon', 'Zhang Wei', 'ZHANG Wei', 'Pak Sŏ-yŏn', 'Li', '..'),
  fc.constantFrom('Park Seo-yeon', 'Seoyeon Park', 'seoyeonpark', '박 서연', 'Maria', 'María'),
)

describe('sources that may be one person', () => {
  it('are those that comparing all pairs of names finds', () => {
    const named = fc
      .array(fc.tuple(fc.nat(6), name, fc.array(name, { maxLength: 2 })), { maxLength: 9 })
      .map((all) =>
        all.map(([at, one, others]) => ({ id: `${at}`, identity: identity(one, others) })),
      )
    fc.assert(
      fc.property(named, (all) => {
        expect(runAtOnce(readSuggestedOrigins(all))).toEqual(ofAllPairs(all))
      }),
    )
  })

  it('are found in linear time, also where names are nearly the same', async () => {
    const of = (n: number): Named[] =>
      Array.from({ length: n }, (_, i) => ({
        id: `${i}`,
        identity: identity(
          `김${String.fromCharCode(0xac00 + 28 * (i % 300))}${String.fromCharCode(0xac00 + 28 * Math.floor(i / 300))}`,
          [`Kim Chol-su${'n'.repeat(i % 5)}`, `金${String.fromCharCode(0x4e00 + i)}秀`],
        ),
      }))
    const cost = await growth(300, (n) => {
      const named = of(n)
      return () => runAtOnce(readSuggestedOrigins(named))
    })
    expect(cost).toBeLessThan(linear)
  })
})
