import { any, words } from '../../rule.ts'
import type { MatchSpan } from '../../match-locator.ts'
import type { Hit } from '../../rule.ts'
import { CachedMatcher } from '../../match-cache.ts'

/** A character within a clause. */
export const c = '[^,，。!！?？;；:：\\n"“”「」『』]'

/** Things that are carried, hidden and handed over. */
export const things = any(
  words(`
存储卡, 内存卡, 储存卡, 记忆卡, 卡, 手机, 电话, 电话卡, sim卡, u盘, 优盘, 随身碟, 硬盘, 电池, 充电器, 对讲机, 电台, 机器, 平板, 电脑,
包, 背包, 书包, 挎包, 提包, 包裹, 包袱, 布包, 纸包, 小包, 油纸包, 信, 信封, 信件, 密信, 家书, 字条, 纸条, 便条, 条子, 纸团, 纸卷, 纸片,
钱, 现金, 现钞, 人民币, 美元, 美金, 外币, 定金, 订金, 尾款, 余款, 款, 照片, 相片, 底片, 胶卷, 胶片, 视频, 录像, 录影, 录像带, 录音, 录音笔, 录音带, 磁带, 光盘, 影片,
文件, 档, 档案, 材料, 名单, 名册, 花名册, 资料, 图纸, 地图, 草图, 账本, 账册, 账页, 本子, 笔记, 笔记本, 日记, 手稿, 稿子, 底稿, 复印件, 影印本, 原件, 副本, 文本, 清单, 单子, 批文, 公文, 传单,
证件, 护照, 边民证, 身份证, 车票, 船票, 票, 东西, 货, 药, 药品, 收音机, 钥匙, 相机, 摄像头, 箱子, 皮箱, 纸箱, 行李箱, 盒子, 铁盒, 饭盒, 罐子, 坛子, 袋子, 麻袋, 布袋, 行李, 口信, 消息, 情报, 样品, 家伙`),
)

/** Words for such things that have no other meaning. */
export const isThing =
  /存储卡|内存卡|记忆卡|卡|手机|电话|u盘|优盘|随身碟|硬盘|电池|包(?!括|含|围)|信(?!息|心|任|仰|徒)|条子|纸条|字条|便条|纸团|纸卷|钱|现金|美元|美金|定金|订金|款|照片|相片|底片|胶卷|视频|录像|录影|录音|磁带|光盘|文件|档|材料|名单|名册|资料|图纸|地图|账本|账册|本子|笔记|日记|稿|复印件|原件|副本|清单|证件|护照|身份证|东西|货(?!币)|药|收音机|钥匙|相机|箱|盒|罐|坛|袋|行李|口信|票/

export const localizer =
  '(?:上头|上面|下头|下面|底下|后头|后面|背后|前头|前面|里头|里面|外头|外面|旁边|边上|跟前|对面|对过|门口|门外|拐角|转角|当中|中间|夹层|夹缝|缝里|洞里|上|下|里|内|旁|边|后|前|处|口|角|顶|底|间|中)'

export const hide =
  '(?:放|押|搁|撂|塞|掖|藏|埋|压|夹|缝|粘|黏|贴|绑|捆|挂|吊|丢|扔|存|寄存|寄放|裹|包|插|别|卷|垫|扣|留|装|混|揣|焊|糊|摆|置)'

/** Words for making an arrangement. */
const agreed =
  /(?<!大|节|制|条|公|契|预|合|违|纽)约(?!有|[0-9一二三四五六七八九十百千万])|说好|讲好|商量好|定好|讲定|老规矩|老地方|接头|碰头|接应|接货|接人|接上|来接|去接|带路|向导|蛇头|线人|联络|联系|中间人|跑腿|交通员|船家|船老大|船工|渡客|转运|对方|来人|那人|暗号|口令|暗语|不见不散|别(?:回头|开灯|出声|说话|打|带|走|坐|来)|下次|下回|每次|每逢|改(?:在|到|成)|换(?:到|成)|天黑|天亮前|半夜|后半夜|过江|过河|偷偷|悄悄|偷渡|躲|到时|等你|等我|等他|等她|等人|上船|上了船|取货|交货|交钱|拿钱|夜里|凌晨|晚上|摸黑|一个人来|单独来|点(?:钟|半|整)?[到在去从,]/

/** A planned act; adds nothing when the match itself is one. */
const will = /会(?:来|有人|在|穿|戴|骑|拿|坐|把)/

const arranged = new CachedMatcher(new RegExp(`${agreed.source}|${will.source}`))
const arrangedBesides = new CachedMatcher(agreed)

/** The part of the sentence around a match that is searched. */
export const aroundIn = ({ context, start, end }: Hit): MatchSpan => {
  const sentence = context.sentence(start)
  return { start: Math.max(sentence.start, start - 120), end: Math.min(sentence.end, end + 60) }
}

export const sentenceOf = (hit: Hit): string => {
  const { start, end } = aroundIn(hit)
  return hit.folded.lower.slice(start, end)
}

export const speaksOfArrangement = (hit: Hit, span = aroundIn(hit)): boolean =>
  arranged.within(hit.folded, span)

/** The same for a match that itself is a planned act. */
export const speaksOfMore = (hit: Hit): boolean => arrangedBesides.within(hit.folded, aroundIn(hit))

const thingsAround = new CachedMatcher(isThing)

export const speaksOfThings = (hit: Hit): boolean => thingsAround.within(hit.folded, aroundIn(hit))

/** People in general: what they do is no arrangement. */
const crowd = new CachedMatcher(
  /很多人|许多人|人们|大家|不少人|有的人|有些人|老百姓|居民们|民众|群众|市民|村民们|乘客|旅客|游客|顾客|用户|读者|学生们|家长们|运动员|球员|选手|公安机关|志愿军|联合国|外长|代表团|两国|选民/,
)

/** Institutions: only as the subject of the act. */
const institution =
  /企业|公司|政府|当局|银行|警方|工作人员|法院|军方|大使(?!馆)|家长|部门|学校|医院|双方代表/

/** Arranged among a few people, and not about crowds, offices or public events. */
export const isPrivate = (hit: Hit): boolean => {
  const { context, folded, start, end } = hit
  if (context.isPublic(start, end)) return false
  if (context.has('office', start, end) && !context.has('private', start, end)) return false
  const { start: first } = context.sentence(start)
  return (
    !crowd.within(folded, aroundIn(hit)) &&
    !institution.test(folded.lower.slice(Math.max(first, start - 10), start))
  )
}
