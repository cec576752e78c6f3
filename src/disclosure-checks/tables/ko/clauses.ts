import type { Hit } from '../../rule.ts'

/** Looks from the verb: words of the clause that is marked count as well. */
export const isArranged = ({ context, start, end }: Hit): boolean => {
  const verb = Math.max(start, end - 5)
  return (
    !context.isPublic(verb, end) &&
    !(context.has('office', verb, end) && !context.has('private', verb, end))
  )
}

/** The clause up to the match, and after it. */
export const before = ({ folded, start }: Hit, reach: number): string =>
  /[^.!?\n"]*$/.exec(folded.lower.slice(Math.max(0, start - reach), start))?.[0] ?? ''
export const after = ({ folded, end }: Hit, reach: number): string =>
  /^[^.!?\n"]*/.exec(folded.lower.slice(end, end + reach))?.[0] ?? ''

/** Starts at the first whole word of the clause, `reach` characters back at most. */
export const fromClause =
  (reach: number) =>
  (hit: Hit): number => {
    const clause = before(hit, reach)
    const cut = hit.start - clause.length
    const isCut = clause.length === reach && /[가-힣]/.test(hit.folded.lower[cut - 1] ?? ' ')
    const from = isCut ? clause.indexOf(' ') + 1 : clause.length - clause.trimStart().length
    return hit.start - clause.length + from
  }

/** Things that are kept out of sight. */
export const thing =
  /(?:메모리|메모지|저장장치|유심|심카드|usb|유에스비|손전화|핸드폰|휴대폰|휴대전화|폰|전화기|전화|단말기|배터리|충전기|쪽지|편지|문건|문서|서류|자료|명단|사본|사진|필름|영상|동영상|녹음|녹음기|카드|씨디|알판|장부|수첩|공책|일지|일기장|성경|봉투|배낭|보따리|가방|물건|짐|꾸러미|소포|상자|열쇠|돈|현금|딸라|달러|위안화|인민폐|비닐|은박지|라디오|카메라|신분증|증명서|여권|도장|아이|사람|그를|그녀를|나를|저를|우리를|몸)/

/** Somewhere that a person could go to. */
export const spot =
  /(?:(?<![번지구무통면영전반검배병용징현광권해수하교의])역|종점|다리|굴다리|시장|장마당|식당|분식집|국숫집|국수집|찻집|다방|술집|맥주집|려관|여관|호텔|로비|목욕탕|사우나|주차장|정류장|정류소|터미널|대합실|부두|선창|나루|항구|강가|강변|강둑|강기슭|여울|물목|초소|골목|담장|담|울타리|뒷문|정문|후문|동문|서문|남문|북문|문앞|문 앞|창고|보관함|사물함|화장실|변소|공원|교회|성당|절|약국|병원|학교|운동장|우물|펌프|나무|밤나무|버드나무|전봇대|전주대|바위|돌|비석|묘지|무덤|산소|고개|언덕|산|숲|밭|옥수수밭|강냉이밭|논|과수원|움막|산막|헛간|외양간|축사|마당|집|매대|이발소|미용실|방앗간|정미소|제재소|사진관|세탁소|철물점|서점|편의점|노래방|당구장|주유소|가게|상점|매점|상가|백화점|모퉁이|사거리|네거리|삼거리|갈림길|입구|출구|옆|뒤|앞|밑|아래|안쪽|맞은편|건너편|근처|곁|틈|구석|굽이|[가-힣]{2}동)(?:에서|에|로|으로|서|까지| )/

/** When to be there. */
export const hour =
  /(?:[0-9한두세네섯곱덟홉열] ?시|정오|자정|새벽|해 ?(?:질|지|뜰|뜨|떨어)|어두|어스름|초저녁|밤|저녁|아침|점심|요일|장날|그믐|보름|[0-9흘틀새레] ?(?:뒤|후)|내일|모레|다음 ?(?:날|주|번|달)|매주|매달|매번|때마다|때에만|물때|교대)/
