import { describe, expect, test } from 'vitest'
import { lint } from '../../src/linter/lint.ts'
import { withinOneEdit } from '../../src/linter/names/match.ts'

const found = (name: string, text: string): readonly string[] =>
  lint(text, { names: [{ text: name }] })
    .filter((each) => each.family === 'name')
    .map((each) => text.slice(each.start, each.end))

const spelled: readonly (readonly [name: string, text: string])[] = [
  ['김철수', '어제 김철수는 왔다'],
  ['김철수', '김 철 수'],
  ['김철수', '金哲洙先生'],
  ['김철수', 'then Kim Chol Su left'],
  ['김철수', 'Kim Cheol-soo'],
  ['김철수', 'Gim Cheolsu'],
  ['김철수', 'Cholsu Kim'],
  ['김철수', 'Kim Ch’ŏlsu'],
  ['김철수', 'KIM CHUL SOO'],
  ['김철수', 'Jin Zhezhu'],
  ['김철수', '철수가 그랬다'],
  ['이영희', '리영희가 왔다'],
  ['이영희', '李英姬'],
  ['이영희', 'Lee Young-hee'],
  ['이영희', 'Ri Yong Hui'],
  ['이영희', 'Yi Yŏnghŭi'],
  ['Ri Yong Hui', '이영희'],
  ['Ri Yong Hui', '李英姬'],
  ['张伟', '張偉來了'],
  ['张伟', 'Zhang Wei'],
  ['张伟', 'Wei Zhang'],
  ['张伟', '장위가 왔다'],
  ['Zhang Wei', '张伟'],
  ['朴正浩', '박정호'],
  ['朴正浩', 'Pak Chŏng-ho'],
  ['朴正浩', 'Park Jeong-ho'],
  ['남궁민수', 'Namgung Minsu'],
  ['Maria Gonzalez', 'Gonzalez, Maria'],
]

describe('a protected name is found', () => {
  test.each(spelled)('%s in: %s', (name, text) => {
    expect(found(name, text)).not.toEqual([])
  })

  test('with one edit, on long forms', () => {
    expect(found('김철수', '김철주가 왔다')).toEqual(['김철주'])
    expect(found('Maria Gonzalez', 'Maria Gonzales')).not.toEqual([])
    expect(found('김철수', 'Kim Chols Su')).not.toEqual([])
  })

  test('through hidden characters', () => {
    expect(found('김철수', '김\u200b철수')).toEqual(['김\u200b철수'])
  })
})

describe('other words are left alone', () => {
  test.each([
    ['김철수', '김치찌개를 먹었다'],
    ['김철수', 'She wore a kimono.'],
    ['김철수', 'Kim Yong Sik'],
    ['张伟', '一张桌子'],
    ['Zhang Wei', 'They weighed it.'],
    ['이영희', '이 사람은'],
  ])('%s in: %s', (name, text) => {
    expect(found(name, text)).toEqual([])
  })

  test('without names, nothing of the family is found', () => {
    expect(lint('Kim Chol Su').filter((each) => each.family === 'name')).toEqual([])
  })
})

test('one edit is one letter changed, added or left out', () => {
  expect(withinOneEdit('cholsu', 'cholsu')).toBe(true)
  expect(withinOneEdit('cholsu', 'chulsu')).toBe(true)
  expect(withinOneEdit('cholsu', 'chosu')).toBe(true)
  expect(withinOneEdit('cholsu', 'cholsuk')).toBe(true)
  expect(withinOneEdit('cholsu', 'chulso')).toBe(false)
  expect(withinOneEdit('cholsu', 'chol')).toBe(false)
})
