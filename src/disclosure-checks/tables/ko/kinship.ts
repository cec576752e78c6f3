import { any } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { bare, familiar, prefixed, short } from './kin-words.ts'
import { kin } from './lists.ts'

const particle =
  '(?: |,|이라며|들이|들은|들을|들과|도 |네|인|이|가|은|는|을|를|의|과|와|도|만|랑|하고|께서|께|에게서|에게|한테서|한테|으로부터|로부터|으로|로|집|댁|뻘|이자|을 통해|를 통해|벌|이었|였|라는|이라는|라고|이라고|까지|마저|조차|부터|보다|처럼|씨)'

const publicFamily = /(?:김정은|김정일|김일성|시진핑|대통령|주석|위원장|장관|총비서|수령|원수님)/

const owned =
  '(?:우리 집|저희 집|제네|내|제|나의|저의|우리|저희|그의|그녀의|본인의|자신의|당신의|당사자의|소식통의|정보원의|제보자의|소식통|정보원|제보자|협조자의|브로커의|상인의|운전수의|운전기사의|간부의|주민의|남편의|아내의|안해의|여성의|남성의|친구의|이웃의|동료의|[가-힣]{1,4}씨의|[가-힣]{1,8}(?:장|원|수|관|꾼|군|병|사|자|인|녀|이|씨|통|부)의|한|어느|먼)'

export const koreanKinship: readonly Rule[] = [
  {
    id: 'ko-kin-owned',
    family: 'kinship',
    triggers: [
      ...kin,
      '장남',
      '차남',
      '장녀',
      '차녀',
      '애들',
      '아이',
      '애가',
      '애는',
      '애를',
      '자식',
    ],
    pattern: `${owned} (?:(?:친|큰|작은|둘째|셋째|막내|맏|먼|가까운|사촌|외|이복|의붓|작고한|돌아가신|죽은|늙은|어린|쌍둥이|전|남편|처|시|[가-힣]{1,6}(?:에 있는|에 사는|에서 일하는|로 시집간|에 다니는|의)) ?){0,2}(?:${any(kin)}|의형제|아주버님|장인어른|장남|차남|장녀|차녀|애들|아이들|애가|애는|애를|아이가|아이는|아이를|자식들?)`,
    alone: false,
    accept: ({ folded, start, end, text, context }) => {
      if (
        publicFamily.test(folded.lower.slice(Math.max(0, start - 8), end)) &&
        !/^(?:내|제|우리|나|저)/.test(text)
      )
        return false
      if (/[가-힣]/.test(folded.lower[start - 1] ?? ' ')) return false
      const after = folded.lower.slice(end, end + 3)
      if (
        /^(?:태|식|국|사건|벌|광|습|지|법)/.test(after) ||
        (/(?:형|처)$/.test(text) &&
          /^[가-힣]/.test(after) &&
          !/^(?:이|은|의|과|가|도|에게|한테|님|제|을|를|네|집)/.test(after))
      )
        return false
      if (
        /^한 (?:가족|식구|처|형|딸|아들|애|아이)|^(?:우리|저희) (?:아이들|아이)(?:의|에게|가 자라)/.test(
          text,
        )
      )
        return false
      if (/^우리 (?:가족|식구|형)/.test(text) && context.isPublic(start, end)) return false
      return true
    },
    replace: (text) => (/^(?:내|제|나의|저의|우리)/.test(text) ? '아는 사람' : undefined),
    hits: [
      ['내 처남이 세관에서 운전을 한다.', '내 처남'],
      ['소식통의 외삼촌이 문서에 서명했다.', '소식통의 외삼촌'],
      ['그의 둘째 딸이 연길에 산다.', '그의 둘째 딸'],
    ],
    misses: ['김정은의 여동생 김여정이 담화를 발표했다.', '우리 형태의 사회주의'],
  },
  {
    id: 'ko-kin',
    family: 'kinship',
    triggers: [
      ...bare,
      '딸',
      '아들',
      '형',
      '누이',
      '손녀',
      '조카',
      '사위',
      '동생',
      '동서',
      '제수',
      '오빠',
      '언니',
      '누나',
      '삼촌',
      '고모',
      '이모',
      '며느리',
      '처남',
      '자식',
      '어미',
      '아비',
      '숙모',
      '숙부',
    ],
    pattern: `(?:아이|애|자식|자녀|누이)(?:가|는|를|도)? (?:하나|둘|셋|넷)(?:이|을|은|를|,|\\.|만| |도|가)|${any(bare)}${particle}|${familiar}|${prefixed}|${short}(?:이|은|을|과|의|도|에게|한테|에게서|한테서|네|가|는|를|와|로부터| 하나| 둘| 셋| 넷| 생일| 이름| 집| 학교| 결혼| 전화)`,
    alone: false,
    accept: ({ folded, start, end, text, context }) => {
      if (/[가-힣]/.test(folded.lower[start - 1] ?? ' ')) return false
      if (publicFamily.test(folded.lower.slice(Math.max(0, start - 12), end + 10))) return false
      if (context.isPublic(start, end) || context.has('office', start, end, 20)) return false
      const sentence = context.sentence(start)
      if (
        /다룬 책|책입니다|책이다|갈등을|주인공|소설|드라마|영화|작품|연속극|노래/.test(
          folded.lower.slice(Math.max(sentence.start, start - 60), end + 60),
        )
      )
        return false
      // A dish, a fashion, a proverb: not a relative of the speaker.
      const next = folded.lower.slice(end, end + 4)
      if (
        /[^도만이가] $/.test(text) &&
        /^(?:손맛|세대|부대|마음|품|같은|의 날|날|역할|노릇|나라|조국|당의|대지|시대|회|협의회)/.test(
          next,
        )
      )
        return false
      // Mothers in general: not a relative of the speaker.
      if (
        /^(?:어머니|아버지|할머니|할아버지|부모|엄마|아빠|며느리|시어머니|남편|아내|자매|형제)들/.test(
          text,
        )
      )
        return false
      // 돈을 부친 이: the person that sent money.
      if (
        text.startsWith('부친') &&
        /(?:돈|짐|편지|소포|물건|송금|생활비|비용|액|금)[을를] $/.test(
          folded.lower.slice(Math.max(0, start - 5), start),
        ) &&
        /^부친 (?:이[는가를 ]|사람|것|뒤|후|적|날|다음)/.test(folded.lower.slice(start, start + 6))
      )
        return false
      if (/^부인(?:하|할|한|했)/.test(text + folded.lower.slice(end, end + 1))) return false
      // 어머니의 날
      if (
        /^(?:어머니|아버지|부모)의?/.test(text) &&
        /^ ?날[을이은 ]/.test(folded.lower.slice(end, end + 3))
      )
        return false
      if (/^세대주(?:만|들)/.test(text)) return false
      if (text.startsWith('부모') && /자녀|자식 교육/.test(folded.lower.slice(end, end + 12)))
        return false
      // 처형: an execution, far more often than a wife's sister.
      if (
        text.startsWith('처형') &&
        (!/^처형(?:이|네|에게|한테|댁|께)/.test(text) ||
          /(?:공개|총살|집단|즉결|비밀) ?$/.test(
            folded.lower.slice(Math.max(0, start - 4), start),
          ) ||
          /집행|장면|현장|당하|됐|되었|있기|있던/.test(folded.lower.slice(end, end + 8)))
      )
        return false
      // 형이상학, 처가: one syllable is kin only where the word ends.
      const goesOn = /^[가-힣]/.test(folded.lower.slice(end, end + 1))
      if (goesOn && /^(?:딸|아들|누이)[^애놈년네]$/.test(text)) return false
      if (/^(?:형|처)[가-힣]$/.test(text)) {
        return !goesOn && text.startsWith('형') && context.has('private', start, end, 30)
      }
      // A grandmother of sixty-one is an old woman.
      if (
        /^할(?:머니|아버지)/.test(text) &&
        folded.lower.slice(Math.max(0, start - 2), start) === '살 '
      )
        return false
      return (
        !/^(?:동서|자형|매부|처제)(?:로|는|의)/.test(text) || context.has('private', start, end)
      )
    },
    hits: [
      ['그 청년을 부친이 신고했다.', '부친이'],
      ['처남이 초소에서 근무한다.', '처남이'],
      ['이 소식은 작은아버지에게서 들었다.', '작은아버지에게서'],
    ],
    misses: [
      '돈을 부친 이는 수감되었다.',
      '소포를 부친 뒤 떠났다.',
      '할머니 손맛으로 끓인 국밥이다.',
      '동서로 뻗은 도로',
    ],
  },
]
