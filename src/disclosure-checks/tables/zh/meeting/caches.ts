import { words } from '../../../rule.ts'
import type { Rule } from '../../../rule.ts'
import { c, hide, isPrivate, localizer, sentenceOf, speaksOfThings, things } from '../clauses.ts'

const into = '(?:在|到|进|入|于|回|上|下)'
const hiding = words(
  '放,押,搁,撂,塞,掖,藏,埋,压,夹,缝,粘,黏,贴,绑,捆,挂,吊,丢,扔,存,寄存,寄放,裹,插,别,卷,垫,扣,留,装,混,揣,焊,糊,摆',
)
const courier = '(?:捎|带|送|递|交|转|传|运|背|拿|取|领|收|接|寄|拖|偷运)'
const away = '(?:给|来|去|走|出|过|到|进|回|往|上|下)'

export const chineseCaches: readonly Rule[] = [
  {
    id: 'zh-cache',
    family: 'meeting',
    triggers: hiding.flatMap((verb) => [`${verb}在`, `${verb}到`, `${verb}进`, `${verb}于`]),
    pattern: `${things}${c}{0,8}?${hide}${into}${c}{1,14}`,
    alone: false,
    accept: (hit) =>
      isPrivate(hit) &&
      !/(?:放|摆)(?:在)?(?:首位|第一|心上|眼里)|(?:压|扣)在(?:心|头)|(?:银行|家里|市场|网上|超市|商场)$/.test(
        hit.text,
      ),
    hits: [
      ['东西装在泡菜坛子里，路上没人翻。', '东西装在泡菜坛子里'],
      ['U盘缝在棉裤腰里带出来的。', 'U盘缝在棉裤腰里'],
    ],
    misses: ['很多人把现金藏在家里。', '政府把钱投到了农村。'],
  },
  {
    id: 'zh-put-there',
    family: 'meeting',
    triggers: [
      ...hiding.flatMap((verb) => [
        `${verb}在`,
        `${verb}到`,
        `${verb}进`,
        `${verb}了`,
        `${verb}着`,
        `${verb}下`,
        `${verb}个`,
        `${verb}一`,
      ]),
      '领到',
      '领进',
      '接到',
      '接进',
      '引到',
      '藏在',
      '转移到',
      '转到',
    ],
    pattern: `${hide}(?:在|到|进)${c}{1,12}${localizer}|(?:在|往)${c}{1,12}?${localizer}${c}{0,4}?(?:留|放|埋|藏|塞|丢|扔|挂|贴|画|刻|绑|系|压)(?:了|着|下|个|一|上)${c}{0,8}|(?:把|将)(?:我|我们|他|她|他们|她们|人|孩子|一家)${c}{0,4}?(?:领|引|接|藏|塞|转移|转)(?:到|进|去|过|在|往)${c}{1,12}`,
    alone: false,
    accept: (hit) => {
      if (!isPrivate(hit)) return false
      const before = sentenceOf(hit)
      if (/(?:把|将)(?:我|我们|他|她|他们|她们|人|孩子|一家)/.test(hit.text))
        return !/送|押|医院|警|派出所|学校|看守|监狱|所$/.test(hit.text)
      return (
        (speaksOfThings(hit) || /记号|标记|粉笔|烟盒|红布|布条|石头|易拉罐|绳/.test(hit.text)) &&
        !/(?:精力|重点|希望|责任|目光|心思)/.test(before) &&
        !/(?:正文|标题|图注|文中|文档里|页面|稿子(?:里|的|末|开头))/.test(hit.text)
      )
    },
    hits: [
      ['稿子放在供销社门口的磨盘底下，压块红砖。', '放在供销社门口的磨盘底下'],
      ['信我给你送到，放在供销社门口的磨盘底下，压块红砖。', '放在供销社门口的磨盘底下'],
    ],
    misses: ['他把重点放在工作上。', '票箱放在大厅里，选举委员会公告说。'],
  },
  {
    id: 'zh-carried-by',
    family: 'meeting',
    triggers: words(
      '由, 托, 让, 叫, 请, 经, 靠, 通过, 跟着, 转手, 转交, 捎, 递, 带话, 传话, 口信, 接力',
    ),
    pattern: `(?:由|托|让|叫|请|经|靠|通过|跟着|夹带|随)${c}{1,12}?(?:${courier}${away}|捎|转手|转交)${c}{0,8}|${things}${c}{0,4}?(?:经|过)(?:了)?(?:两|三|四|几)(?:道|次|个人的)?手|(?:由|找|请|托)${c}{1,10}?(?:作|做|当)(?:中人|保人|中间人|担保人?|见证人?)|(?:捎|递|传|带)(?:个|了|句|一句|来|去)?(?:话|口信|条子|纸条|字条|消息|信)(?:给|来|去|过|出)?${c}{0,6}|(?:偷偷|悄悄|暗中|暗地里|趁${c}{1,6}|背着${c}{1,4})${c}{0,6}?(?:塞|递|交|传|送|转)(?:给|到|进)(?:了)?${c}{1,10}`,
    alone: false,
    accept: (hit) => {
      if (!isPrivate(hit)) return false
      if (/中人|保人|担保|捎|口信|字条|纸条|条子|转手|带话|传话/.test(hit.text)) return true
      if (/(?:让|叫)(?:人|他们|我们|大家|孩子|学生|人们)/.test(hit.text)) return false
      return speaksOfThings(hit)
    },
    hits: [
      ['东西由跑通勤车的大姐捎过来。', '由跑通勤车的大姐捎过来'],
      ['录音笔是靠一个收废品的带出来的。', '靠一个收废品的带出来'],
      ['他趁换岗把名单塞给了我。', '趁换岗把名单塞给了我'],
    ],
    misses: ['政府通过法律把权力交给地方。', '铁路公司由专人送货，公告说。'],
  },
]
