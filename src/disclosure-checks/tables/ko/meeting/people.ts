import type { Hit } from '../../../rule.ts'
import { any, words } from '../../../rule.ts'
import { counties } from '../counties.ts'

/** Places larger than a finding: enough to locate an unnamed person. */
const regions = words(`
함경북도, 함경남도, 함북, 함남, 량강도, 양강도, 자강도, 평안북도, 평안남도, 평북, 평남, 황해북도, 황해남도, 황해도, 황북, 황남, 강원도, 평안도, 함경도, 평양, 평양시, 혜산, 혜산시, 신의주, 신의주시, 청진, 청진시, 함흥, 함흥시, 원산, 원산시, 남포, 남포시, 남포항, 라선, 라선시, 나선, 나선시, 라진, 나진, 선봉, 사리원, 사리원시, 해주, 해주시, 강계, 강계시, 평성, 평성시, 순천, 순천시, 덕천, 개천, 안주, 구성, 정주, 신포, 단천, 김책, 김책시, 흥남, 회령시, 만포시, 개성, 개성시, 송림, 문천, 희천, 북한, 조선, 북조선, 중국, 단둥, 단동, 연길, 옌지, 투먼, 도문, 훈춘, 룽징, 용정, 화룡, 허룽, 장백, 창바이, 선양, 심양, 지린성, 길림성, 랴오닝성, 료녕성, 요녕성, 지안, 집안, 하얼빈, 장춘, 창춘, 대련, 다롄, 베이징, 북경, 상하이, 러시아, 블라디보스토크, 하바롭스크, 연해주, 모스크바, 한국, 서울, 국경, 국경 지역, 접경, 접경지역, 변방, 동해안, 서해안, 내륙, 남부, 북부, 평안, 도내, 시내, 몽골, 라오스, 태국, 신장, 티베트, 카슈가르, 우루무치, 라싸, 이란, 테헤란, 미얀마, 양곤, 벨라루스, 민스크, 쿠바, 아바나, 에리트레아, 아스마라, 투르크메니스탄, 시리아, 다마스쿠스, 베네수엘라, 카라카스, 아프가니스탄, 카불, 베트남, 하노이, 산원, 데일리nk, 자유아시아방송, 압록강, 두만강, 강변`)

const final = (unit: string): number => (unit.charCodeAt(0) - 0xac00) % 28

/** An organisation, a place of work, a part of a country. */
const affiliation = new RegExp(
  `^(?:${any([...regions, ...counties])}|[가-힣a-z0-9]{1,8}(?:도|시|군|구역|성|읍|리|동|진|현|로동자구|소|대|부대|군단|사단|려단|여단|련대|연대|대대|중대|병원|진료소|학교|대학|공장|광산|탄광|농장|무역회사|회사|사업소|기업소|세관|해관|보위부|보위성|안전부|안전성|보안서|보안성|위원회|당|동맹|녀맹|여맹|직맹|농근맹|청년동맹|은행|식당|호텔|시장|장마당|교화소|수용소|집결소|단련대|초소|역|항|항만|발전소|연구소|연구원|출판사|방송국|대표부|영사관|대사관|교회|검찰소|재판소|관리소|기관|경비대|체신소|배급소|상점|우체국|려관|여관|양복점|미용실|공사|합숙|조차장|철도국|외무성|무역성|총국|지국|유치원|탁아소|제련소|제철소|조선소|수산사업소|벌목장|건설장|공사장|접경지|접경지역|지역|지방|현지|내부|마을|구치소|감옥|상회|목장|염전|국경|세관국|항구|부두|백화점|약국|창고|인민반|반|과|처|국|부서|가문|집안))(?:들)?(?:의|에서|에|에서의|쪽|쪽의|측|측의|내|내의|안|안의|내부|내부의|출신|출신의|소속|소속의|주재|지역|지역의|현지|산하|산하의|일대|일대의|인근|인근의|부근|부근의|근처|근처의|을|를|과|와|으로|로|까지|부터)?$`,
)

/** Words for the kind of person only. */
const manner = new RegExp(
  `^(?:${any(
    words(
      '한, 어느, 모, 또, 다른, 또다른, 익명의, 어떤, 두, 세, 네, 몇몇, 몇, 복수의, 여러, 일부, 한명의, 현지, 내부, 출신, 소속, 전직, 현직, 지역, 인근, 주변, 고위, 고위급, 중간급, 말단, 하급, 중간, 젊은, 나이든, 늙은, 평범한, 믿을만한, 믿을, 만한, 소식에, 사정에, 내부사정에, 물정에, 밝은, 정통한, 가까운, 친한, 잘, 아는, 관계가, 있는, 사는, 살고, 사정을, 내막을, 현장을, 이름을, 신원을, 신분을, 익명을, 요구한, 요청한, 밝히지, 밝히기를, 밝힐, 공개하지, 않은, 않는, 꺼린, 꺼리는, 거부한, 원하지, 원치, 수, 없는, 그, 이, 대, 전, 옛, 여성, 남성, 중년, 청년, 탈북, 재일, 재미, 조선족, 화교, 무역, 밀수, 국경, 간부, 당',
    ),
  )}|[0-9일이삼사오육칠팔구십]{1,4}대(?:의)?|[0-9한두세네]{1,2}명의)$`,
)

/** A number or determiner for an unnamed person. */
const oneOf = /^(?:한|어느|모|다른|또다른|익명의|어떤|두|세|몇몇|몇|복수의|여러|일부|한명의)$/

const verbStem =
  /(?:하|있|없|되|사|가|오|보|지|치|리|기|쓰|르|꾸|나|파|들|주|두|서|시|추|우|키|히|모|않|많|작|같|높|낮|받|잡|찾|먹|읽|얻|맡|늙|젊|밝|좋|싶|드|니|피|뜨|크|쉬|짓|걷)[은는]$/

const clauseWord =
  /(?:에서|에|로|을|를|와|과|까지|부터|이|가|도|고|며|서|째|동안|만|간|따라|통해|거쳐|지나|넘어|자주|매일|가끔|늘|함께|직접|한때|최근|지금|현재|요즘|오래|몰래|잠시)$/

const argument = /(?:에|에서|을|를|로|으로|와|과|자주|매일|가끔|늘|함께|같이|직접|잘)$/

/** Endings of a clause, after which the next person may start: 소식통에 따르면 최근 … 주민이. */
const spoken = /(?:따르면|의하면|다며|라며|으며|면서|다고|라고|지만|는데|니까|더니|다가)$/

/** How many characters back a person's description is followed. */
const farthest = 64
const mostWords = 10

export type Description = {
  /** Start of the description. */
  readonly start: number
  readonly isPlaced: boolean
  readonly isOneOf: boolean
  /** The description is a clause: `장마당에서 쌀을 파는`. */
  readonly isClause: boolean
  readonly asksForSilence: boolean
}

/**
 * Walks back over the description of the person named at `hit`: place, affiliation, activity.
 * Korean puts all of these in front, in words that end in a genitive, a locative or an adnominal
 * ending.
 */
export const descriptionBefore = ({ folded, context, start }: Hit): Description => {
  const text = folded.lower
  const from = Math.max(context.sentence(start).start, start - farthest)
  let at = start
  // The word may be a compound whose beginning is not in the list: 무역+일꾼.
  while (at > from && /[가-힣a-z0-9]/.test(text[at - 1] ?? ' ')) at -= 1
  const head = text.slice(at, start)
  let isPlaced = affiliation.test(head)
  let isOneOf = false
  let isClause = false
  let asksForSilence = false
  let wantsArgument = false
  let hasSkipped = false
  let good = at
  for (let count = 0; count < mostWords && at > from; count += 1) {
    if (text[at - 1] !== ' ') break
    let begin = at - 1
    while (begin > from && /[가-힣a-z0-9]/.test(text[begin - 1] ?? ' ')) begin -= 1
    const word = text.slice(begin, at - 1)
    if (word === '' || spoken.test(word)) break
    const last = word[word.length - 1] ?? ''
    const isVerbLike =
      /[가-힣]$/.test(word) && word.length > 1 && (final(last) === 4 || final(last) === 8)
    // 드나드는 has an argument before it, 어제는 has none.
    const isTopic =
      /[은는]$/.test(word) &&
      !verbStem.test(word) &&
      !argument.test(text.slice(from, begin).trimEnd())
    if (affiliation.test(word)) isPlaced = true
    // 본지와 통화한, 취재에 응한: counts as a place.
    else if (/^(?:본지|기자|취재진|취재|인터뷰|면담)(?:와|과|가|에|의)$/.test(word)) isPlaced = true
    else if (oneOf.test(word)) isOneOf = true
    else if (manner.test(word)) {
      if (/^(?:밝은|정통한|아는|사는|살고)$/.test(word)) {
        isClause = true
        wantsArgument = true
      }
      // 군 사정에 밝은: counts as a place.
      if (/^(?:밝은|정통한|전직|현직|은퇴한|퇴역)$/.test(word)) isPlaced = true
      if (word === '내부' || word === '현지') isPlaced = true
      if (
        /^(?:요구한|요청한|꺼린|꺼리는|거부한|원치|원하지|공개하지|밝히지|밝히기를|익명을)$/.test(
          word,
        )
      )
        asksForSilence = true
    } else if (word.endsWith('의')) isClause = true
    else if (isVerbLike && !isTopic) {
      isClause = true
      wantsArgument = true
    } else if (wantsArgument && clauseWord.test(word)) {
      isClause = true
    } else if (!hasSkipped && (count < 2 || wantsArgument) && !/[은는이가을를에고며]$/.test(word)) {
      // A noun before the person: 위구르 유학생.
      hasSkipped = true
      at = begin
      continue
    } else break
    at = begin
    good = at
  }
  return { start: good, isPlaced, isOneOf, isClause, asksForSilence }
}
