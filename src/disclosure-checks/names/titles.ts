const words = (text: string): readonly string[] => text.trim().split(/\s+/)

const korean = words(`
씨 님 군 양 선생 선생님 동지 동무 여사 대좌 상좌 중좌 소좌 대장 상장 중장 소장 대위 상위 중위 소위
대령 중령 소령 원수 차수 장군 장령 군관 상사 중사 하사 상등병 위원장 부위원장 비서 당비서 부장 부부장
국장 부국장 처장 과장 실장 소장 지배인 당위원장 사장 회장 대표 이사장 교수 박사 기자 목사 신부 전도사
의사 간호사 교사 변호사 대사 참사 영사 장관 차관 의원 총리 주석 반장 인민반장 보위원 보위지도원 지도원
지도자 형 형님 누나 언니 오빠 아저씨 아주머니 할머니 할아버지 사모님 브로커 본명 가명 일명 별명`)

const chinese = words(`
先生 女士 小姐 太太 夫人 同志 老师 师傅 大校 上校 中校 少校 上尉 中尉 少尉 大佐 上佐 中佐 少佐 上将 中将
少将 大将 将军 主任 副主任 书记 副书记 委员长 局长 副局长 处长 科长 部长 副部长 省长 市长 县长 厂长 经理
总经理 董事长 教授 博士 医生 记者 律师 牧师 神父 大使 参赞 领事 化名 本名 原名 别名 又名`)

const latin = words(`
mr mrs ms miss mx dr doctor prof professor col colonel gen general lt lieutenant maj major capt captain
sgt sergeant cpl corporal pvt private adm admiral cdr commander marshal comrade sir madam mme mlle rev
reverend fr father pastor sister brother chairman chairwoman director manager secretary minister vice
deputy president premier officer ambassador consul agent broker ssi nim jr sr phd md snr jnr hon
leader chief judge the`)

const cyrillic = words(`
господин госпожа г-н г-жа товарищ тов полковник подполковник капитан майор лейтенант генерал директор
доктор профессор`)

const titles = new Set([...korean, ...chinese, ...latin, ...cyrillic])

/** What people write beside a name that is no part of it: `씨`, `大佐`, `Col.`. */
export const isTitle = (word: string): boolean =>
  titles.has(word.toLowerCase().replace(/[.,:]+$/, ''))

const endings = [...korean, ...chinese].sort((left, right) => right.length - left.length)

/** `김철수씨`, `金哲洙大佐`: the name before a title that is written on; null where there is none. */
export function beforeTitle(word: string, least: (rest: string) => number): string | null {
  for (const ending of endings) {
    const rest = word.slice(0, -ending.length)
    if (word.endsWith(ending) && rest.length >= least(rest)) return rest
  }
  return null
}
