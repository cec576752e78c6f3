import { any, words } from '../../../rule.ts'
import type { Hit, Rule } from '../../../rule.ts'
import { CachedMatcher } from '../../../match-cache.ts'
import { aroundIn, c, isPrivate, speaksOfThings } from '../clauses.ts'

/** Places where people wait for each other: spots that ordinary prose seldom names. */
const spots = words(
  '招牌灯, 灯熄, 熄灯后, 打烊, 收摊, 往回走, 往前走, 往上走, 往下走, 往里走, 往北走, 往南走, 往东走, 往西走, 左拐, 右拐, 左转, 右转, 终点站, 下一站, 倒数第, 补胎, 修鞋摊, 修车摊, 礁石, 沙滩, 滩头, 岸上, 江心, 船头, 船尾, 锚, 兽医站, 卫生所, 邮局, 快递点, 菜鸟驿站, 代收, 阳台, 窗台, 窗边, 窗口, 窗户, 窗框, 尾班车, 头班车, 首班车, 最后一节, 最后一排, 最后一卡, 第一节, 第一排, 车卡, 门口, 门缝, 门框, 门楣, 台阶, 院墙, 井沿, 炕洞, 灶台, 灶坑, 锅台, 烟囱, 屋檐, 瓦片, 车轮, 左前轮, 车把, 车筐, 车座, 变压器, 电表, 水表, 配电箱, 消防栓, 垃圾桶, 垃圾箱, 花坛, 花圃, 假山, 秋千, 滑梯, 棋摊, 报刊亭, 书店, 书摊, 自习室, 阅览室, 网球场, 篮球场, 操场, 看台, 殡仪馆, 骨灰, 粮站, 供销社, 磨坊, 碾房, 油坊, 豆腐坊, 烤肉店, 狗肉馆, 冷面馆, 咖啡馆, 咖啡厅, 酒吧, 歌厅, 足浴, 柱子, 灯柱, 灯杆, 电线杆, 长椅, 售票口, 检票口, 售票处, 报亭, 月台, 站台, 候车室, 候诊室, 候船室, 后备箱, 车尾箱, 后座, 引擎盖, 停车场, 加油站, 后门, 侧门, 旁门, 后院, 后巷, 后墙, 墙根, 拐角, 转角, 路口, 岔路, 岔道, 树林, 松林, 松树, 柳树, 槐树, 杨树, 榕树, 树洞, 磨盘, 碾盘, 石头, 石缝, 石碑, 界碑, 界桩, 里程碑, 桥洞, 桥墩, 桥头, 桥底, 涵洞, 渡口, 码头, 江边, 江沿, 河边, 河沿, 岸边, 对岸, 芦苇, 草垛, 柴垛, 柴堆, 坟, 墓碑, 庙, 教堂, 佛龛, 神像, 香炉, 告解, 公厕, 厕所, 洗手间, 水箱, 储物柜, 寄存, 存包, 信箱, 邮筒, 电话亭, 药店, 药房, 杂货铺, 小卖部, 便利店, 茶馆, 茶餐厅, 面馆, 粥铺, 早点摊, 豆腐摊, 菜摊, 鱼摊, 摊子, 理发店, 裁缝铺, 修鞋, 修车铺, 修表, 澡堂, 浴池, 鱼市, 菜场, 早市, 夜市, 冷库, 仓库, 货场, 车厢, 船舱, 水塔, 灯塔, 钟楼, 井口, 井台, 地窖, 菜窖, 阁楼, 山洞, 防空洞, 窝棚, 瓜棚, 羊圈, 牛棚, 边界, 铁丝网, 豁口, 缺口, 浅滩, 河滩, 沙洲, 亭子, 凉亭, 喷泉, 雕像, 铜像, 电影院, 网吧, 图书馆, 书架, 收费站, 检查站, 总站, 车站, 客运站, 旅馆, 宾馆, 房间, 楼道, 天台, 楼顶, 电梯',
)

/** Signals and identifying marks. */
const signs = words(
  '布袋, 布包, 网兜, 浇花, 浇一次花, 晒被, 晾被, 蜡烛, 点灯, 开灯, 关灯, 灯亮, 亮灯, 灯灭, 烟头, 彩票, 扑克, 象棋, 白猫, 牵狗, 牵着狗, 抱着, 捧着, 拎着, 挎着, 举着, 叼着, 左手, 右手, 袖标, 胸花, 胸前, 腋下, 胳膊, 风衣, 军大衣, 灰大衣, 红毛衣, 花头巾, 围巾, 手套, 手电, 打灯, 车灯, 双闪, 画圈, 口哨, 咳嗽, 暗号, 口令, 暗语, 对上号, 接头, 碰头, 零钱, 折好, 纸条, 字条, 纸团, 红绳, 红布, 红围巾, 白毛巾, 手帕, 灯笼, 蜡烛, 窗帘, 花盆, 晾衣绳, 门环, 门铃, 粉笔, 记号, 头像, 朋友圈, 收音机, 电台, 半张, 半截, 撕成两半, 另一半, 信物, 戒指, 雨伞, 把伞, 撑伞, 报纸, 杂志, 口罩, 草帽, 礼帽, 毡帽, 帽子, 墨镜, 拐杖, 扁担, 竹篮, 篮子, 提篮, 空烟盒, 烟盒, 火柴, 借火, 打火机',
)

const told = new CachedMatcher(
  /我(?:会|就)?(?:拎|穿|戴|背|抱|举|撑|牵)|你|您|(?<![分区个特差性])别(?!人|的|墅|说)|不要(?!求)|不许|到时|才会|就会有|会有人|有人(?:来|接|领|等|会)|(?:他|她|佢|对方|那人|来人|老板娘?|人)(?:就|便|都|才)?会|对上|天黑|后半夜|半夜|夜里|摸黑|涨潮|月亮|记得|务必|千万|假装|装作|装成|再付|先[^,。]{1,14}[,，]?[^,。]{0,10}再|等[^,。]{1,10}再|约好|约在|约定|说好|讲好|每逢|每次|下次|下回|趁|悄悄|偷偷|一个人(?:来|去)|单独|没人注意|不显眼|不起眼|认出/,
)

const act = new CachedMatcher(
  /等(?!等|于|级|待审)|站着|坐着|蹲|接(?!受|近|着|到通知|种|管|待)|领(?!导|袖|域|事|土)|取(?!得|消|决|暖)|拿|交(?!通|易|流|警|际)|递|付|汇(?!率)|换|上车|下车|上船|下水|过江|上岸|靠岸|带你|帮你|找(?!工作|到工作)|跟着|藏|塞|埋|留(?!学)|压|敲|买|夹|放(?!假|学|弃|松|映)/,
)

const between = new CachedMatcher(
  /师傅|老板|老头|大姐|大嫂|老太太|阿伯|司机|船老大|船家|船夫|向导|中间人|蛇头|线人|中介|跑腿|带路|接应|接头|联络|联系人|交通员|信使|来人|对方/,
)

const marked = new CachedMatcher(new RegExp(any([...spots, ...signs])))

const sign = new CachedMatcher(new RegExp(any(signs)))

/** The strength of clues for a secret meeting in the sentence around a match. */
const clues = (hit: Hit): number => {
  const { folded } = hit
  const span = aroundIn(hit)
  return (
    marked.kinds(folded, span, 2) +
    told.kinds(folded, span, 2) +
    (act.within(folded, span) ? 1 : 0) +
    (between.within(folded, span) ? 1 : 0) +
    (speaksOfThings(hit) ? 0.5 : 0) +
    (sign.within(folded, span) ? 0.5 : 0)
  )
}

const enough = 3

const clauseStart = ({ folded, start }: Hit): number => {
  let from = start
  while (
    from > 0 &&
    start - from < 16 &&
    !/[,，。!！?？;；:：\n"「」]/.test(folded.lower[from - 1] ?? ' ')
  )
    from -= 1
  return from
}

export const chineseClues: readonly Rule[] = [
  {
    id: 'zh-clues',
    family: 'meeting',
    triggers: [...spots, ...signs],
    pattern: `${any([...spots, ...signs])}${c}{0,12}`,
    alone: false,
    begin: clauseStart,
    accept: (hit) =>
      isPrivate(hit) && !hit.context.has('office', hit.start, hit.end) && clues(hit) >= enough,
    hits: [
      ['你带把伞，在电影院售票口左边第二根柱子站着。', '在电影院售票口左边第二根柱子站着'],
      ['把人拉到松树林边上，后半夜有人来领。', '把人拉到松树林边上'],
      ['对上号以后，司机才会把后备箱打开。', '司机才会把后备箱打开'],
    ],
    misses: ['他家后院种了两棵松树。', '游客可以在码头买票上船。', '夜里他在车站附近卖面。'],
  },
]
