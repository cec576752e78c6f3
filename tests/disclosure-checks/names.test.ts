import { describe, expect, test } from 'vitest'
import { lint } from '../../src/disclosure-checks/lint.ts'
import { fold } from '../../src/disclosure-checks/fold.ts'
import {
  nameFindings,
  readNamesIn,
  withinOneEdit,
} from '../../src/disclosure-checks/names/match.ts'
import { jamoDistance, jamoKeys } from '../../src/disclosure-checks/names/romanize.ts'
import { finished } from '../exchange/finished.ts'

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

/** What users type into a field for names. */
const typed: readonly (readonly [name: string, text: string])[] = [
  ['김철수 (金哲洙)', '어제 김철수가 왔다'],
  ['김철수 (金哲洙)', '金哲洙先生'],
  ['김철수 (金哲洙)', 'Kim Chol-su came'],
  ['김철수(Kim Chol-su)', '김철수가 왔다'],
  ['김철수 Kim Chol-su', 'Kim Chol-su came'],
  ['김철수 대좌', '김철수가 왔다'],
  ['김철수 씨', '김철수가 왔다'],
  ['김철수씨', 'Kim Chol-su came'],
  ['북한대사 김철수', '김철수가 왔다'],
  ['金哲洙大佐', '金哲洙走了'],
  ['Kim Chol-su (Colonel)', 'Kim Chol-su came'],
  ['Col. Kim Chol-su', 'Kim Chol-su came'],
  ['Mr Kim Chol-su', '김철수가 왔다'],
  ['Kim Chol-su aka Pak Yong-ho', 'Pak Yong-ho came'],
  ['양 철수', '양철수가 왔다'],
]

/** As it was typed, in any script. */
const asTyped: readonly (readonly [name: string, text: string])[] = [
  ['Пак Ен Хо', 'Вчера Пак Ен Хо пришел'],
  ['Пак Ен Хо', 'Вчера видели Пак Ен Хоу'],
  ['Батбаяр', 'Батбаяр ирсэн'],
  ['パク・ソヨン', '昨日パク・ソヨンが来た'],
  ['高橋ひろし', '昨日高橋ひろしが来た'],
  ['블라디미르 푸틴', '블라디미르 푸틴이 왔다'],
  ['Yu E', 'then Yu E left'],
  ['Maria del Carmen de la Cruz Lopez', 'met Maria del Carmen de la Cruz Lopez there'],
]

const broken: readonly (readonly [name: string, text: string])[] = [
  ['김철수', 'Kim\nChol-su came'],
  ['김철수', 'Kim Chol-\nsu came'],
  ['김철수', '김\n철수가 왔다'],
  ['김철수', '김-철-수'],
  ['김철수', '김.철.수'],
]

/** Letters that are not what they look like. */
const lookAlike: readonly (readonly [name: string, text: string])[] = [
  ['김철수', '\u041aim Chol-su came'],
  ['김철수', 'Kim \u0421hol-su came'],
  ['김철수', '\u041a\u0456m \u0421h\u043el-su came'],
  ['김철수', '\u039aim Chol-su came'],
  ['김철수', 'K\u0131m Chol-su came'],
]

const chinese: readonly (readonly [name: string, text: string])[] = [
  ['廖国栋', 'Liao Guodong'],
  ['邹晓燕', 'Zou Xiaoyan'],
  ['翟志刚', 'Zhai Zhigang'],
  ['覃海燕', 'Qin Haiyan'],
  ['赵倩', 'Zhao Qian'],
  ['周凯', 'Zhou Kai'],
  ['陈曦', 'Chen Xi'],
  ['董璇', 'Dong Xuan'],
  ['吕洁', 'Lü Jie'],
  ['欧阳明', 'Ouyang Ming'],
  ['司马光', 'Sima Guang'],
  ['Liao Guodong', '廖国栋'],
  ['Ouyang Ming', '欧阳明'],
  ['김여정', '金與正'],
  ['현송월', '玄松月'],
  ['황병서', '黃炳誓'],
  ['조명록', '趙明祿'],
  ['김격식', '金格植'],
  ['탁성일', '卓成一'],
  ['玄松月', 'Hyon Song Wol'],
]

describe('a protected name is found', () => {
  test.each(spelled)('%s in: %s', (name, text) => {
    expect(found(name, text)).not.toEqual([])
  })

  test.each(typed)('without what is typed beside it: %s in: %s', (name, text) => {
    expect(found(name, text)).not.toEqual([])
  })

  test.each(asTyped)('as it was typed, in any script: %s in: %s', (name, text) => {
    expect(found(name, text)).not.toEqual([])
  })

  test.each(broken)('across line breaks, dots and hyphens: %s in: %j', (name, text) => {
    expect(found(name, text)).not.toEqual([])
  })

  test.each(lookAlike)('in look-alike letters: %s in: %s', (name, text) => {
    expect(found(name, text)).not.toEqual([])
  })

  test.each(chinese)(
    'by readings of characters that are not everyday ones: %s in: %s',
    (name, text) => {
      expect(found(name, text)).not.toEqual([])
    },
  )

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
    ['李娜', '책이나 신문을 읽었다'],
    ['Li Na', '돈이라 부른다'],
    ['Li Na', '“그것”이라는 말'],
    ['정수', '장수가 정부에 있었다'],
    ['이수', '그 이 수업에 왔다'],
    ['He Ping', '高校和北平'],
    ['김철수 (시장 상인)', '시장 상인이 말했다'],
    ['김철수 (주인)', '주인이 왔다'],
    ['Kim Chol-su (Colonel)', 'A colonel spoke.'],
    ['김철수 대좌', '대좌가 왔다'],
    ['Хо', 'Хорошо'],
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

test('names in a long text are found stretch by stretch as in one piece', () => {
  const names = [{ text: '김철수' }, { text: 'Kim Chol Su' }, { text: '张伟' }]
  const parts = [
    '어제 김철수는 왔다. ',
    'then Kim Chol Su left; ',
    '张偉來了。',
    'Zhang Wei ',
    '북송 ',
  ]
  // Each part begins at every place around a cut.
  const text = Array.from({ length: 9_000 }, (_, i) => parts[(i * i) % parts.length]).join('')
  expect(text.length).toBeGreaterThan(80_000)
  const whole = nameFindings(fold(text), names).map(({ start, end }) => text.slice(start, end))
  expect(whole.length).toBeGreaterThan(1_000)
  expect(finished(readNamesIn(text, names)).sort()).toEqual(whole.sort())
  // Invisible characters make a name no longer than it is.
  const hidden = `${'북 '.repeat(9_999)}김${'\u200b'.repeat(1_100)}철수가 왔다`
  const inFull = nameFindings(fold(hidden), names).map(({ start, end }) => hidden.slice(start, end))
  expect(inFull.length).toBeGreaterThan(0)
  expect(finished(readNamesIn(hidden, names))).toEqual(inFull)
})

test('syllables of a name are looked up by what differs in one jamo, and by nothing else', () => {
  const syllables = [
    '가',
    '각',
    '감',
    '갑',
    '나',
    '낙',
    '철',
    '절',
    '촐',
    '수',
    '슈',
    '순',
    'a',
    '金',
  ]
  for (const left of syllables)
    for (const right of syllables) {
      const keys = new Set(jamoKeys(right))
      const isFound = left === right || jamoKeys(left).some((key) => keys.has(key))
      expect([left, right, isFound]).toEqual([left, right, jamoDistance(left, right) < 2])
    }
})
