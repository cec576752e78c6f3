import { any, words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { kin } from './lists.ts'

/** Kin terms that are other words, or parts of them, too often to stand without an owner. */
const loose =
  /^(?:형|처|가족|식구|동서|제수|공사|인척|시집|가정|형제|자형|계부|계모|대자|혈육|작은집|큰집|일가친척|친인척|제부|고종|조모|부모|친가|외가|세대주|백부|시형)$/

/** One syllable, and yet seldom anything else before these particles. */
const short = '(?:딸|아들|형|누이|처)'

/** What makes a word of the family one, whatever else it means. */
const prefixed =
  '(?:두|세|네|의붓|이복|배다른|씨다른|친|양|수양|외|큰|작은|막내|막냇|맏|첫째|둘째|셋째|넷째|다섯째|손위|손아래|가시|친정|시|처|사촌|외사촌|이종사촌|고종사촌|육촌|팔촌|쌍둥이|홀|전처|후처|전남편|데려온|입양한) ?(?:오빠|형|누나|누이|언니|동생|남동생|여동생|녀동생|아들|딸|아버지|어머니|아빠|엄마|손자|손녀|조카|삼촌|고모|이모|할아버지|할머니|사위|며느리|처남|처제|매부|매형|매제|동서|시누이|시동생|올케|형수|제수|숙부|숙모|자식|남매|자매|형제|어미|아비|오라비|사돈)'

/** `딸애`, `아들놈`: how one speaks of one's own. */
const familiar = '(?:딸|아들|손자|손녀|조카|동생|사위)(?:애|놈|년|녀석|내미|아이|새끼|자식|들)'

const bare = [
  ...kin.filter((term) => term.length > 1 && !loose.test(term)),
  '오라비',
  '누이',
  '막둥이',
  '큰애',
  '작은애',
  '맏손자',
  '증손자',
  '증조할아버지',
  '외증조부',
  '형제',
  '자매',
  '남매',
  '부모',
  '시부모',
  '친부모',
  '양부모',
  '약혼녀',
  '약혼자',
  '전남편',
  '전처',
  '동거인',
  '애인',
  '홀어머니',
  '홀아버지',
  '편모',
  '배다른 형',
  '배다른 동생',
  '친형',
  '친동생',
  '친누나',
  '친언니',
  '친오빠',
  '친아들',
  '친딸',
  '친손자',
  '처조카',
  '시조카',
  '시사촌',
  '처사촌',
  '외사촌형',
  '이종사촌',
  '고종사촌',
  '종형',
  '종제',
  '재종',
  '팔촌',
  '사돈댁',
  '사돈어른',
  '안사돈',
  '바깥사돈',
  '새언니',
  '새어머니',
  '새아버지',
  '대부',
  '대모',
  '수양어머니',
  '수양아버지',
  '큰할아버지',
  '작은할아버지',
  '종조부',
  '당고모',
  '당숙',
  '재당숙',
  '외당숙',
  '왕고모',
  '외종',
  '외숙부',
  '이숙',
  '고숙',
  '손위 동서',
  '아랫동서',
  '손아래처남',
  '손위처남',
  '처외삼촌',
  '시외삼촌',
  '시고모',
  '시이모',
  '시작은아버지',
  '시큰아버지',
  '처이모',
  '처고모',
  '질녀',
  '생질',
  '생질녀',
  '종손',
  '외종사촌',
  '맏며느리',
  '둘째 며느리',
  '큰며느리',
  '작은며느리',
  '큰사위',
  '둘째 사위',
  '막내사위',
  '큰처남',
  '작은처남',
  '막내처남',
  '큰동서',
  '맏동서',
  '큰시누이',
  '막내시누이',
  '큰올케',
  '작은올케',
  '둘째 아들',
  '둘째 딸',
  '셋째 아들',
  '셋째 딸',
  '맏아들',
  '맏딸',
  '큰아들',
  '큰딸',
  '아버님',
  '어머님',
  '세대주',
  ...words(
    '손녀딸, 녀동생, 할마니, 할매, 할배, 시어미, 시아비, 어마이, 아부지, 어무이, 할무이, 가스집, 형수님, 아재비, 아지미, 맏아바이, 삼춘, 지아비, 안사람, 바깥양반, 애아버지, 애엄마, 애아빠, 애어머니, 애 엄마, 애 아버지, 애 아빠, 아이 엄마, 아이 아버지, 아이 어머니, 아이 아빠, 새색시, 신랑, 새신랑, 본처, 본남편, 옛 남편, 전 남편, 전 부인, 부인, 큰애기, 막내딸, 막내아들, 맏상주, 유복자, 외손, 친손, 장조카, 조카애, 아주버님, 아주버니, 시아주버니, 장인어른, 장모님, 도련님, 의형제, 의남매, 의형, 의동생, 장남, 차남, 장녀, 차녀, 삼남, 삼녀, 외동, 무남독녀, 미망인, 홀아비, 시조부, 처조부, 시할머니, 처할머니, 외할매, 사촌매부, 사촌처남, 처사촌, 오누이, 두 아이, 세 아이, 젖먹이, 갓난애, 갓난아기',
  ),
]

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
      // A dish, a fashion, a proverb: nobody's own.
      const next = folded.lower.slice(end, end + 4)
      if (
        /[^도만이가] $/.test(text) &&
        /^(?:손맛|세대|부대|마음|품|같은|의 날|날|역할|노릇|나라|조국|당의|대지|시대|회|협의회)/.test(
          next,
        )
      )
        return false
      // Mothers as such: nobody's own.
      if (
        /^(?:어머니|아버지|할머니|할아버지|부모|엄마|아빠|며느리|시어머니|남편|아내|자매|형제)들/.test(
          text,
        )
      )
        return false
      // 돈을 부친 이: who sent money.
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
      // 처형: an execution, far oftener than a wife's sister.
      if (
        text.startsWith('처형') &&
        (!/^처형(?:이|네|에게|한테|댁|께)/.test(text) ||
          /(?:공개|총살|집단|즉결|비밀) ?$/.test(
            folded.lower.slice(Math.max(0, start - 4), start),
          ) ||
          /집행|장면|현장|당하|됐|되었|있기|있던/.test(folded.lower.slice(end, end + 8)))
      )
        return false
      // 형이상학, 처가: one syllable is only kin where the word ends.
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
