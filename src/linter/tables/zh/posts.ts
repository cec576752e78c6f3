import { any, words } from '../../rule.ts'
import type { Hit, Rule } from '../../rule.ts'
import { surnames } from './lists.ts'

const organs = words(
  '厂里, 保安署, 署, 铁道局, 运行科, 初级, 管教所, 第五班, 人民委员会, 部, 局, 处, 科, 队, 军, 厂, 矿, 院, 校, 所, 站, 场, 党委, 委员会, 党组织部, 组织部, 宣传部, 检察所, 检察院, 公司, 会社, 旅, 团, 师, 营, 连, 排, 组, 班, 社, 室, 课, 监狱, 海关, 铁路, 银行, 学校, 大学, 医院, 农场, 林场, 渔场, 山林, 仓库, 食堂, 招待所, 领事馆, 大使馆, 使馆, 代表处, 保卫部, 保卫局, 安全部, 安全局, 分驻所, 派出所, 看守所, 教化所, 收容所, 劳改营, 哨所, 边防, 警备, 通信, 后方部, 政治部, 参谋部, 作业班, 车间, 工段, 小队, 中队, 大队, 支队, 总队, 人民班, 街道, 居委会, 村委会, 里, 郡, 市, 道, 县, 镇, 乡, 驻外, 贸易, 财务, 人事, 计划, 会计, 统计, 机要, 档案, 外事, 教务, 教研室, 编辑部, 印刷厂, 电台, 报社, 出版社, 研究所, 党校, 青年同盟, 女盟, 职盟, 工会',
)

const posts = words(
  '支配人, 排长, 副排长, 连长, 副连长, 营长, 副营长, 团长, 副团长, 旅长, 师长, 军长, 政委, 副政委, 司令, 副司令, 司务长, 店长, 馆长, 台长, 行长, 技师长, 党秘书, 主教, 部长, 副部长, 局长, 副局长, 处长, 副处长, 科长, 副科长, 课长, 股长, 所长, 副所长, 站长, 院长, 副院长, 校长, 副校长, 厂长, 副厂长, 矿长, 场长, 队长, 副队长, 中队长, 大队长, 小队长, 班长, 组长, 分组长, 社长, 主任, 副主任, 书记, 副书记, 书记员, 委员, 常委, 代表, 第一代表, 第二代表, 指导员, 教导员, 政治指导员, 参谋, 参谋长, 干事, 教员, 统计员, 监督员, 检察官, 保安员, 检事, 监察员, 审计员, 户籍员, 书记长, 通讯员, 卫生长, 化验员, 质检员, 验收员, 押运员, 装卸长, 采购员, 推销员, 司机长, 保卫员, 安全员, 会计, 出纳, 出纳员, 保管员, 仓库保管员, 调度员, 技师, 技术员, 工程师, 总工程师, 护士长, 军医, 军医所长, 翻译, 翻译官, 科员, 处员, 部员, 局员, 文书, 机要员, 档案员, 打字员, 教官, 军官, 值班员, 值日官, 预审员, 侦查员, 缉私员, 检查员, 稽查员, 列车长, 乘务长, 机长, 船长, 大副, 司务长, 炊事班长, 卫生员, 通信员, 报务员, 话务员, 警卫员, 联络官, 秘书, 党秘书, 调度长, 戒护员, 科副科长, 户籍指导员, 人民委员会副委员长, 副委员长, 机要员, 经理, 副经理, 顾问, 主编, 编辑, 编审, 播音员, 馆长, 园长, 理事, 理事长, 监事, 主席团委员, 秘书长, 教务副校长, 典狱长, 管教, 管教员, 训导员, 作业班长, 作业班员',
)

const surname = `[${surnames.join('')}]`

const nameAfter = new RegExp(`^${surname}[一-鿿]{1,2}(?:[说表称在宣会访发出对指与和的于，,。]|$)`)

/** `外交部长王毅`, `王毅部长`: an office holder with a name. */
const isNamed = ({ folded, end }: Hit): boolean => nameAfter.test(folded.lower.slice(end, end + 4))

const rankWords = words(
  '元帅, 次帅, 大将, 上将, 中将, 少将, 大校, 上校, 中校, 少校, 大尉, 上尉, 中尉, 少尉, 特务上士, 上士, 中士, 下士, 大佐, 上佐, 中佐, 少佐, 警监, 警督, 警司, 一级检察官, 二级检察官, 三级检察官, 六级教员, 五级教员, 四级教员, 三级教员, 军士长, 上等兵, 列兵, 下级士兵',
)

export const chinesePosts: readonly Rule[] = [
  {
    id: 'zh-post',
    family: 'rank',
    triggers: posts.filter((post) => post.length > 1),
    pattern: `[一-鿿0-9]{0,10}?${any(organs)}(?:的(?:(?:一|某|那|这|两)?(?:名|位|个))?)?(?:第?[0-9一二三四五六]{0,2})(?:副|正|代理|前|原|老|总)?${any(posts)}`,
    alone: false,
    accept: (hit) => {
      const { context, start, end, folded, text } = hit
      if (context.isPublic(start, end) || isNamed(hit)) return false
      if (
        context.has('office', start, end) &&
        !context.has('private', start, end) &&
        !context.has('source', start, end)
      )
        return false
      if (
        /^(?:会|室|办公|制|府|级|令|工作|组织|大会|选举|报告|身份证|岗位|一样|们的|里)/.test(
          folded.lower.slice(end, end + 3),
        )
      )
        return false
      // Words that end in 长 and are no post: 特长, 成长, 校长 alone is one.
      return (
        text.length >= 3 &&
        !/(?:增|成|生|延|特|擅|身|漫|冗|悠|细|修|周|年|助|家|兄|首|酋|班)长$/.test(text) &&
        !/(?:外交部|党中央|国务院|国会|统一部|外务省|商务部|财政部|国防部|内阁|人民军总|总参谋长|附件)/.test(
          text,
        )
      )
    },
    replace: () => '官员',
    hits: [
      ['线人说自己只是个小队统计员。', '小队统计员'],
      ['他在贸易会社挂的是驻外第二代表。', '驻外第二代表'],
      ['我大舅是铁路保安员。', '铁路保安员'],
      ['组长（郡农业经营委员会计划科长）说缺口自己想办法。', '郡农业经营委员会计划科长'],
      ['後方部副部長親自簽的字。', '後方部副部長'],
    ],
    misses: ['外交部长王毅会见了来宾。', '企业成长很快。'],
  },
  {
    id: 'zh-title',
    family: 'rank',
    triggers: rankWords,
    pattern: `(?:一名|一位|某|那位|那个|这个|这位|前|原|退役|退休|是|当过|做过|挂着|一个)?${any(rankWords)}`,
    alone: false,
    accept: (hit) =>
      !hit.context.isPublic(hit.start, hit.end) &&
      !isNamed(hit) &&
      !(
        hit.context.has('office', hit.start, hit.end) &&
        !hit.context.has('private', hit.start, hit.end)
      ),
    replace: () => '官员',
    hits: [
      ['他退伍时是特务上士。', '特务上士'],
      ['道检察所二级检察官签的字。', '二级检察官'],
    ],
    misses: ['朴正天元帅出席了阅兵。'],
  },
]
