import type { Hit, Rule } from '../../rule.ts'

const teens = '열(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)'
const tens =
  '(?:스물|서른|마흔|쉰|예순|일흔|여든|아흔)(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉)?'
const sino = '[일이삼사오육륙칠팔구]?십[일이삼사오육륙칠팔구]?'
const figures = '[1-9][0-9]'

/** Is no public figure named near? Then a year of birth, unlike other years, is not history. */
export const isNobodyPublic = ({ folded, context, start, end }: Hit): boolean => {
  const sentence = context.sentence(start)
  return (
    !context.isPublic(start, end) &&
    !context.has('public', start, end, 12) &&
    !/김정은|김정일|김일성|김여정|시진핑|마오쩌둥|푸틴|트럼프|바이든/.test(
      folded.lower.slice(Math.max(sentence.start, start - 80), Math.min(sentence.end, end + 80)),
    )
  )
}

/** Things that may be counted: then the number is no age. */
const counted =
  /^ ?(?:명|사람|개|번|마리|대[^ ]|장|집|가구|톤|킬로|포대|가지|차례|시|분|리|곳|자루|줄|원|달러|위안|도|호|층|배|평|평생|근|살)/

/** Ages of a person without the word for years. */
export const koreanAgesToldOf: readonly Rule[] = [
  {
    id: 'ko-age-of',
    family: 'age',
    triggers: ['열', '스물', '서른', '마흔', '쉰', '예순', '일흔', '여든', '아흔', '십'],
    span: 1,
    pattern: `(?:[은는이가도] |많아야 |적어도 |기껏해야 |아마 |나이 |올해 |이제 |당시 |갓 |겨우 |고작 |만 |그때 |, )((?:올해 |이제 |당시 |갓 |겨우 |고작 |만 |나이 |벌써 |아직 |막 ){0,2}(?:${teens}|${tens}|${sino}))(?:이 된|이 되|이 갓 넘|이었|였|이라|이고|이며|인데|이네|이니|이다|다[. ]|이에요|예요|이요|이오|요[.,]|입니다|에 (?:시집|장가|군대|입대|잡|끌|죽|떠|나왔|넘|아이|애|첫|과부|고아|결혼|입당|집을|탈북|남편)|나던|먹은|에 [가-힣]|,)`,
    alone: false,
    unlessPublic: true,
    accept: ({ folded, context, start, end, text }) => {
      const before = folded.lower.slice(Math.max(0, start - 14), start)
      if (counted.test(folded.lower.slice(end, end + 4))) return false
      const person =
        /(?:[내제]|나|저|딸|아들|애|형|누나|언니|오빠|생|남편|안해|아내|어머니|아버지|엄마|아빠|[가-힣](?:원|자|꾼|수|장|공|병|사|인|이|씨|녀)|나이|사람|분|여자|남자|녀자|둘째|첫째|막내|큰애|손자|손녀|조카|처녀|총각|청년)(?:[은는이가도])? ?(?:올해 |이제 |당시 )?$/
      return (
        person.test(before) ||
        /^(?:올해|이제|당시|갓|나이|만)/.test(text) ||
        /(?:많아야|적어도|기껏해야) $/.test(before) ||
        /^에 (?:시집|장가|군대|입대|잡|끌|죽|떠|나왔|넘|아이|애|첫|과부|고아|결혼|입당|집을|탈북|남편|팔|수용|감옥|공장|학교|혼자)/.test(
          folded.lower.slice(end, end + 5),
        ) ||
        (/^(?:스물|서른|마흔|쉰|예순|일흔|여든)/.test(text) &&
          context.has('private', start, end, 30))
      )
    },
    hits: [
      ['딸애는 열여섯이고 오빠는 군대에 있다.', '열여섯'],
      ['누나는 열아홉에 시집을 갔다.', '열아홉'],
      ['우리 반장은 올해 쉰이오.', '쉰'],
    ],
    misses: ['잡힌 사람은 열둘 명이다.', '주민은 서른 가구다.'],
  },
  {
    id: 'ko-age-at-death',
    family: 'age',
    triggers: ['향년', '享年', '卒年'],
    pattern: `(?:향년|享年|卒年) ?(?:만 )?[0-9]{1,3} ?(?:세|살)`,
    alone: false,
    accept: ({ folded, context, start, end }) => {
      const { start: from, end: to } = context.sentence(start)
      return !/별세|배우(?!자)|가수|시인|작가|감독(?!하)|총리|대통령|장관|교수(?!형|대)|국무위원|원로|회장|화가|선수/.test(
        folded.lower.slice(Math.max(from, start - 80), Math.min(to, end + 60)),
      )
    },
    hits: [
      ['향년 47세, 사망 통지서에는 병명이 없다.', '향년 47세'],
      ['배우자가 유골을 받았다, 향년 47세.', '향년 47세'],
      ['교수형을 당했다, 향년 47세.', '향년 47세'],
    ],
    misses: ['가수 안 씨가 향년 81세로 별세했다.'],
  },
  {
    id: 'ko-age-noted',
    family: 'age',
    triggers: ['나이 ', '男', '女', '태어', '났', '남', '여', '띠', '환갑', '칠순', '팔순', '출생'],
    pattern: `(?:[남여녀男女](?:성|자)?|f|m) ?[/,·] ?${figures}(?:세|살)?|${figures}(?:세|살)? ?[/·] ?[남여](?:성|자)?|\\([남여], ?${figures}(?:세|살)?\\)|(?:쥐|소|범|호랑이|토끼|룡|용|뱀|말|양|원숭이|닭|개|돼지)띠|나이 (?:스물|서른|마흔|쉰|예순|일흔|열)[가-힣]{0,3}(?:에|이|인|쯤|,)|올해 (?:환갑|칠순|팔순|진갑)|(?:환갑|칠순|팔순|진갑)(?:이다|이었|인|이라|이요|입니다|을 넘|을 맞)|출생(?:년도|연도|년|일)? ?[:은는]? ?(?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}년(?:에)? (?:[가-힣]{1,8} ){0,4}?(?:태어|출생|났고|났다|나서)`,
    alone: false,
    accept: (hit) =>
      isNobodyPublic(hit) &&
      !/[가-힣0-9]/.test(hit.folded.lower[hit.start - 1] ?? ' ') &&
      !/[0-9명]/.test(hit.folded.lower[hit.end] ?? ' '),
    hits: [
      ['면담자 ㄱ(여, 42), 무역회사 통역.', '여, 42'],
      ['그 집 막내는 돼지띠다.', '돼지띠'],
      ['그 여성은 1979년 함흥에서 태어났다.', '1979년 함흥에서 태어'],
    ],
    misses: ['참가자는 남녀 42명이다.'],
  },
]
