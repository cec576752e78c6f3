import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { persons, ranks } from '../lists.ts'
import { descriptionBefore } from '../meeting/people.ts'

const people = [
  ...new Set([
    ...[...persons, ...ranks].filter((person) => person.length > 1),
    ...words(
      '녀성, 녀자, 녀인, 로인, 부인, 기술자, 운전사, 위원, 맹원, 녀맹원, 청년동맹원, 부부, 모녀, 형제, 판매원, 봉사원, 미용사, 리발사, 재단사, 용접공, 조립공, 선반공, 채탄공, 굴진공, 하역공, 로력자, 작업반원, 분조원, 관리원, 감독원, 검사원, 지도원, 연구사, 기자, 방송원, 배우, 선수, 감독, 대학원생, 졸업생, 병사, 하사관, 분대장, 소대장, 군의관, 위생병, 통신병, 무전수, 운전병, 관리인, 경비원, 수위, 청소부, 요리사, 접대원, 안내원, 해설원, 도매상, 되거리꾼, 되거리장사꾼, 행상, 좌판상, 매대 주인, 약장수, 쌀장수, 점쟁이, 무당, 신자, 교인, 전도사, 조선족 브로커, 도강꾼, 안내인, 길잡이, 사공, 선장, 갑판원, 기관사, 역무원, 배차원, 창고장, 창고원, 경리, 통계원, 부기원, 서기, 타자수, 문서원, 사진사, 수리공, 수산공, 양식공, 채삼꾼, 사냥꾼, 목동, 산림감독원, 보위대원, 적위대원, 교도대원, 호송원, 간수, 계호원, 교화생, 환자, 보호자, 산모, 유가족, 부모, 학부형, 사내, 아저씨, 아주머니, 아줌마, 총각, 처녀, 노파, 영감, 새댁, 인력, 개발자, 프로그래머, 상사원, 무역원, 주재관, 상사대표, 인부, 잡부, 품팔이꾼, 막일군, 아무개, 모씨, 모 씨, 씨, 사공, 뱃군, 장사치, 거간, 밀정, 통역사, 회계원, 보일러공, 기통수, 문서련락병, 연락병, 통신원, 리발원, 접수원, 판매공, 수매원, 부두공, 하역원, 조차원, 전철수, 신호원, 렬차원, 철도원, 검침원, 전공, 목공, 미장공, 배관공, 도색공, 방사공, 직포공, 여공, 녀공, 갱부, 탄부, 채벌공, 사양공, 관리공, 축산공, 영농공, 잠수부, 해녀, 간병인, 가정부, 보모, 식모, 점원, 배달원, 기숙생, 련락병, 수련생, 실습생, 대원, 요원, 정찰병, 보초병, 근무병, 사관, 하전사, 초병, 초모생, 귀국자, 귀환자, 송환자, 추방자, 난민, 망명자, 망명객, 이주민, 이탈주민',
    ),
  ]),
]

const particle =
  '(?:은|는|이|가|도|께서|에 따르면|에따르면|에 의하면|에게|에게서|한테|한테서|으로부터|로부터|와|과|을|를|, |말로는|의 전언|이 한 말|가 한 말|의 (?:말|전언|증언|설명|이야기|얘기|제보|주장|소식)|이라고|라고|에게 듣)'

const isOffice = /(?:대변인|장관|차관|대사|교수|대통령|위원장|총리|특사|연구위원|보고관|의원|총장)/

/** `북한 주민은`: a people, not a person. */
const isPeople =
  /^(?:(?:일부|많은|여러|대부분의|모든) )?(?:북한|중국|한국|조선|북조선|러시아|평양|남한|미국|일본|해외)?(?:에서 온|의|내|내부)? ?(?:전체|일반|모든)? ?(?:주민|사람|노동자|로동자|군인|여성|당국자|남성|학생|시민|군|가족|어린이|선수|감독|배우|농민|청년|인민|국민|탈북민|탈북자|탈북 여성|유학생|외교관|기업|근로자|전문가|관계자|당국)(?:들)?(?:은|는|이|가|도|에게|을|를|과|와|의)?/

const reports =
  /^[^.!?\n]{0,80}(?:말했|말한|말하|전했|전한|전해(?!졌|진)|밝혔|밝힌|설명|증언|주장|토로|털어놓|귀띔|알려(?!졌|진)|알렸|덧붙|하소연|한탄|회상|기억|확인|고백|폭로|제보|호소|이야기|얘기|보여|건네|넘겨|내다봤|추정|속삭|들려|답했|반응|우려|불평|전언|거절|입을 열|입을 모|나섰|푸념|넋두리|혀를|울먹|시인했|인정했|털어|일러|가르쳐|투덜|중얼|대답|되물|불렀|고 했|고 한|다며|라며|(?<!더)다고|(?<!더)라고|한다고|는데|말을|소문|소식)/

const isSomebody = (hit: Hit): boolean => {
  const { text, start, end, context } = hit
  if (isOffice.test(text)) return false
  // The thing, not the driver.
  if (
    /기사(?:는|가|도|를)?$/.test(text) &&
    /(?:정보원|취재원|소식통|출처|쓴|실린|읽은|보도)/.test(text)
  )
    return false
  // A person's comment on a law still quotes a person.
  if (
    context.isPublic(start, end) &&
    !/(?:따르면|의하면)$/.test(text) &&
    !reports.test(hit.folded.lower.slice(end, end + 90))
  )
    return false
  // 이라고, 이지만: the word goes on.
  const goesOn = /[은는이가도와과을를]$/.test(text) && /[가-힣]/.test(hit.folded.lower[end] ?? ' ')
  return (
    !goesOn &&
    ((reports.test(hit.folded.lower.slice(end, end + 90)) &&
      !/보고서|백서|신문|통신|교수|대변인|장관|대사|위원/.test(
        hit.folded.lower.slice(end, end + 90),
      )) ||
      !(context.has('office', start, end) && !context.has('source', start, end)))
  )
}

/** `선양의 무역상들은`: with a place smaller than a country. */
const placed =
  /^(?!(?:북한|중국|한국|조선|북조선|러시아|남한|미국|일본|해외|일부|많은|여러|모든))[가-힣]{2,10}(?:의|에서|에 사는|지역|시장|장마당)/

export const koreanPhrases: readonly Rule[] = [
  {
    id: 'ko-someone',
    family: 'phrase',
    triggers: [
      '한 ',
      '어느 ',
      '모 ',
      '다른 ',
      '익명의',
      '어떤 ',
      '몇몇',
      '복수의',
      '일부',
      '대 ',
      '두 ',
      '세 ',
    ],
    pattern: `(?:한|어느|모|다른|익명의|어떤|두|세|몇몇|복수의|여러|일부|[0-9]{2}대)(?: 명의)? (?:[가-힣a-z0-9]{1,8} ){0,3}?[가-힣]{0,8}?(?:${any(people)}|원|자|공|꾼|인|민|주|생|사|수|장|관|병|군|이)(?:들)?(?: [a-z가-힣](?:모)? ?씨)?${particle}`,
    alone: false,
    begin: (hit) => {
      const { folded, start, text } = hit
      if (/[가-힣]/.test(folded.lower[start - 1] ?? ' ')) return undefined
      // 지시를 한 사람: the person did it, and is not one of many.
      if (
        text.startsWith('한 ') &&
        /[을를] $/.test(folded.lower.slice(Math.max(0, start - 2), start))
      )
        return undefined
      const before = descriptionBefore(hit)
      const described = before.isPlaced || before.isClause || before.asksForSilence
      const placed = descriptionBefore({ ...hit, start: start + text.lastIndexOf(' ') + 1 })
      return described || (placed.isPlaced && / .* /.test(text)) ? before.start : undefined
    },
    accept: (hit) =>
      isSomebody(hit) &&
      // 술 두 병을: one syllable is a measure, not a person.
      (/(?:따르면|의하면|말|전언|증언|설명|이야기|얘기|제보|주장|소식|말로는)$/.test(hit.text) ||
        !/^(?:두|세) (?:사람|명)/.test(hit.text) ||
        reports.test(hit.folded.lower.slice(hit.end, hit.end + 90))) &&
      !/(?:두|세|몇몇|여러) [가-힣](?:은|는|이|가|도|을|를|와|과)$/.test(hit.text) &&
      !/^(?:[가-힣]+ )?(?:여러|일부) [가-힣]+(?:국|사)/.test(hit.text),
    hits: [
      ['혜산의 한 상인은 쌀값이 올랐다고 말했다.', '혜산의 한 상인'],
      ['국경 지역의 또 다른 주민에 따르면 경비가 늘었다.', '국경 지역의 또 다른 주민'],
      ['혜산시 녀맹의 한 위원은 동원이 안 됐다고 했다.', '혜산시 녀맹의 한 위원'],
      ['창고에서 경비를 서던 한 군인은 배급이 없었다고 했다.', '창고에서 경비를 서던 한 군인'],
    ],
    misses: ['한 주민이 어제 붙잡혔다.'],
  },
  {
    id: 'ko-of-somewhere',
    family: 'phrase',
    triggers: people,
    pattern: `${any(people)}(?:들)?(?: (?:한|두|세|네|몇|여러) ?명)?(?: ?[a-z가-힣](?:모)? ?씨)?${particle}`,
    alone: false,
    begin: (hit) => {
      const { folded, start } = hit
      const before = descriptionBefore(hit)
      const isDescribed =
        before.isPlaced || before.asksForSilence || (before.isClause && before.isOneOf)
      if (isDescribed) return before.start
      // 장마당에서 쌀을 파는 여성은 …고 말했다: a description and a verb of saying.
      const isClause = before.isClause && before.start < start - 8
      return isClause &&
        (/(?:따르면|의하면)$/.test(hit.text) ||
          reports.test(folded.lower.slice(hit.end, hit.end + 90)))
        ? before.start
        : undefined
    },
    accept: (hit) => {
      if (!isSomebody(hit)) return false
      if (
        /들(?:은|이|도|에게|을|를|과|와)$/.test(hit.text) &&
        !/소식통/.test(hit.text) &&
        !(
          placed.test(hit.folded.lower.slice(hit.start, hit.end)) &&
          reports.test(hit.folded.lower.slice(hit.end, hit.end + 60))
        )
      )
        return false
      const described = hit.text.replace(isPeople, '')
      if (described === '' || described === '들') return false
      if (/^(?:(?:익명을 요구한|우리|내부|이|그|해당|또 다른|다른) )*소식통[은는이]/.test(hit.text))
        return false
      return (
        /소식통|관계자|정보원|제보자/.test(hit.text) ||
        /(?:따르면|의하면|말|전언|증언|설명|이야기|얘기|제보|주장|소식|말로는)$/.test(hit.text) ||
        (/[은는이가도서]$/.test(hit.text) &&
          reports.test(hit.folded.lower.slice(hit.end, hit.end + 90)))
      )
    },
    hits: [
      ['함경북도 소식통은 단속이 심해졌다고 전했다.', '함경북도 소식통'],
      ['평양 내부 소식통에 따르면 회의가 있었다.', '평양 내부 소식통'],
      [
        '단둥에 나와 있는 북한 식당 관계자는 손님이 없다고 했다.',
        '단둥에 나와 있는 북한 식당 관계자',
      ],
      ['함경남도 단천의 제련소 기술자가 소식을 전해 왔다.', '함경남도 단천의 제련소 기술자'],
      ['장마당에서 두부를 파는 여성은 손님이 없다고 말했다.', '장마당에서 두부를 파는 여성'],
    ],
    misses: ['소식통은 이렇게 말했다.', '북한 주민은 여행증이 필요하다.'],
  },
  {
    id: 'ko-who-works',
    family: 'phrase',
    triggers: [
      '있는 ',
      '하는 ',
      '했다는 ',
      '이라는 ',
      '던 ',
      '나온 ',
      '일하는',
      '일하던',
      '일했던',
      '근무하는',
      '근무했던',
      '다니는',
      '다니던',
      '사는',
      '살던',
      '파는',
      '장사하는',
      '오가는',
      '종사하는',
      '드나드는',
      '운영하는',
      '맡은',
      '맡고 있는',
      '복무하는',
      '복무했던',
      '따르면',
      '의하면',
    ],
    pattern: `(?:[가-힣]{1,3}던|[가-힣]{1,3}하는|[가-힣]{1,3}했다는|[가-힣]{0,3}나온|일하는|일하던|일했던|근무하는|근무했던|다니는|다니던|사는|살던|파는|장사하는|오가는|종사하는|드나드는|운영하는|맡은|있는|복무하는|복무했던) (?:[가-힣]{1,6} )?[가-힣]{1,6}(?:원|공|꾼|사|수|자|인|생|병|관|장|주|부|민|씨|상)(?:들)?(?:은|는|이|가|에 따르면|에 의하면)|[가-힣]{1,6}(?:원|공|꾼|사|수|자|인|생|병|관|장|주|부|민|상)에 (?:따르면|의하면)`,
    alone: false,
    begin: (hit) => {
      const before = descriptionBefore(hit)
      const isReported =
        /(?:따르면|의하면)$/.test(hit.text) ||
        reports.test(hit.folded.lower.slice(hit.end, hit.end + 90))
      return isReported && (before.isPlaced || before.isClause || before.start < hit.start - 3)
        ? before.start
        : undefined
    },
    accept: (hit) =>
      isSomebody(hit) &&
      !/(?:통신|신문|방송|보고서|연구원|위원|회사|기사|매체|단체|당국|법원|공사|행사|조사|감사)에 (?:따르면|의하면)$/.test(
        hit.text,
      ),
    hits: [['수산회사에서 일하는 회계원은 장부가 두 벌이라고 했다.', '수산회사에서 일하는 회계원']],
    misses: ['조사에 따르면 값이 올랐다.'],
  },
  {
    id: 'ko-anonymity',
    family: 'phrase',
    triggers: ['익명을', '익명으로', '신원을', '신분을', '이름을', '실명을'],
    pattern: `(?:이름|실명|신원|신분|얼굴|목소리)(?:을|를) (?:대지|쓰지|내지|적지|드러내지|싣지|알리지) (?:말라|말아|않은|않는|않기|말 것|말고)[가-힣]{0,3}(?: [가-힣]+){0,2}|(?:익명|신원|신분|이름|실명)(?:을|으로) ?(?:전제로|조건으로|요구한|요청한|원한|밝히지 (?:않은|말아|말 것을|않는|않기를)|공개하지 (?:않은|말아|않는)|밝히기를 (?:꺼린|꺼리는|거부한|원치 않은)|밝히길 (?:꺼린|꺼리는|거부한)|숨긴|감춘)(?: [가-힣]+){0,2}`,
    alone: false,
    accept: ({ context, start, end, text }) =>
      !context.isPublic(start, end) &&
      !/(?:당국|외교부|정부|청와대|국정원|고위 당국자|소식통)/.test(text),
    hits: [
      ['익명을 전제로 그는 털어놓았다.', '익명을 전제로'],
      ['이름을 밝히지 말아 달라는 상인이 말했다.', '이름을 밝히지 말아 달라는 상인'],
    ],
    misses: ['익명 투표가 진행됐다.'],
  },
]
