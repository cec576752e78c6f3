import { countDigits, isIpv6, passesLuhn } from '../../checks.ts'
import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { isWhereabouts } from './spelled-out.ts'

const tlds =
  '(?:com|net|org|info|biz|edu|gov|int|mil|io|me|ly|co|cc|tv|app|dev|xyz|top|site|online|link|onion|i2p|cn|kr|kp|jp|tw|hk|mo|ru|us|uk|de|fr|ch|eu|in|sg|vn|th|mn|la|kz|to|im|gg|is|su|asia|news|club|shop|cloud|be|group|chat|page|blog|live|pro|zone|world|media|today|space|store|website|tech|ai|id|ph|au|ca|nz|br|nl|se|fi|dk|pl|cz|ua|kg|uz|ir|tr|ae|mobi|wiki|email|network|team|work|fun|vip|one|ee|lt|lv|hu|ro|bg|gr|es|pt|cy|ge|am|az|kh|my|np|lk|bd|pk|af|il|sa|qa|eg|za|ke|ng|mx|ar|cl|pe|py|rs|si|sk|cat|ac|fm|sh|st|ws|xxx|press|report|ngo|care|help|foundation|social|video|digital|systems|solutions|agency|center|company|life|love|plus|red|rocks|run|services|tools|zip|lol|icu|buzz|bar|host|press|wtf|ninja|guru|nu|li|lu|ie|tk|ml|ga|cf|gq|pw|中国|한국)'

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'
const dot = '(?:\\.|\\[\\.\\]|\\(\\.\\))'

/**
 * Four numbers of a programme or a paragraph, and not of a machine: only where a word right beside them
 * says so. Of what is left in doubt it is a machine.
 */
const isVersion = (text: string, start: number, end: number): boolean => {
  const before = text.slice(Math.max(0, start - 80), start)
  const after = text.slice(end, end + 16)
  if (/^ ?(?:服务器|主机|地址|端口|서버|주소|server|host|address|port)/.test(after)) return false
  return (
    /^(?:(?:판|절|항)(?![가-힣]{2}|상|구)| ?(?:버전|버젼|版(?!主)|节(?!点)|小节|章|以上|及以上|及以后|以后版)| ?(?:이상|부터) ?지원| or (?:later|newer|above|higher|better))/.test(
      after,
    ) ||
    // Two versions told of together.
    /(?:version|버전|版本) [0-9]+(?:\.[0-9]+){3}(?: of (?:the )?[a-z ]{1,30})?(?:[;,、，]| and| or| to|和|到|에서|과|와) ?$/.test(
      before,
    ) ||
    /(?:^|[^a-z])(?:version|ver\.?|v|article|chapter|annex|paragraph|section|clause|build|release|firmware) ?$/.test(
      before,
    ) ||
    /(?:(?:^|[^가-힣])(?:펌웨어|버전|판)|[가-힣]버전|版本|第|固件) ?$/.test(before) ||
    /(?:软件|固件|播放器|客户端|系统|程序|插件|驱动|浏览器|火狐|app)(?:已经?|要|得|都|自动)?(?:升级?|更新|降级?)(?:到|至|成|为)了? ?$/.test(
      before,
    )
  )
}

export const networkRules: readonly Rule[] = [
  {
    id: 'email',
    family: 'email',
    triggers: ['@'],
    pattern: `[a-z0-9._%+'*-]{1,64} ?@ ?(?:[a-z0-9-]{1,63}${dot}){1,6}(?:[a-z]{2,24}|중국|한국|中国)`,
    // `is @lark.in.snow`: a handle after a word.
    accept: ({ text }) => !/^[a-z]+ @[^ ]/.test(text),
    hits: [
      ['Write to river.stone@example.org today.', 'river.stone@example.org'],
      ['메일은 kim_77@naver.com이다.', 'kim_77@naver.com'],
      ['邮箱是li.wei@163.com，', 'li.wei@163.com'],
      ['ｌｅｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ｌｅｅ＠ｅｘａｍｐｌｅ．ｃｏｍ'],
    ],
    misses: ['Rice cost 5 yuan @ the market.'],
  },
  {
    id: 'email-spelled',
    family: 'email',
    triggers: words('[@], (@), {@}, (at), [at], {at}, dot, 골뱅이, 艾特, (dot), [dot], 점, 点'),
    pattern: `[a-z0-9._%+-]{2,64}(?: ?[\\[({](?:at|골뱅이|@|앳|艾特|圈a)[\\])}] ?| at | ?골뱅이 ?| ?艾特 ?| ?@ ?)[a-z0-9-]{2,63}(?:(?: ?[\\[({](?:dot|\\.|점|点|點)[\\])}] ?| dot | ?점 ?| ?点 ?|\\.)[a-z0-9-]{2,24}){1,3}`,
    accept: ({ text }) => /[([{#]|dot|골뱅이|艾特|점|点/.test(text) && !isWhereabouts(text),
    hits: [
      ['Reach me: stone (at) example (dot) org', 'stone (at) example (dot) org'],
      ['stone at proton dot me', 'stone at proton dot me'],
      ['kim77 골뱅이 naver 점 com', 'kim77 골뱅이 naver 점 com'],
      ['备用邮箱：shuang（at）proton（点）me。', 'shuang（at）proton（点）me'],
    ],
    misses: ['We were at home.'],
  },
  {
    id: 'email-provider',
    family: 'email',
    triggers: words(
      'proton, mail, naver, daum, kakao, nate, qq, 163, 126, sina, sohu, outlook, yahoo, icloud, tuta, yandex, gmx, riseup, zoho, aliyun, 139, 네이버, 다음, 한메일, 지메일, 네이트, 프로톤',
    ),
    pattern: `[a-z0-9][a-z0-9._%+-]{1,40}?(?: ?[\\[({]?(?:@|골뱅이|앳|에트|艾特|圈a|#|\\*|★|☆|※|~|&|\\^)[\\])}]? ?| at |_at_|-at-)(?:(?:proton ?mail|proton|gmail|naver|daum|hanmail|kakao|nate|qq|163|126|sina|sohu|outlook|hotmail|yahoo|icloud|tutanota|tuta|mail|yandex|gmx|riseup|fastmail|zoho|foxmail|aliyun|139|rambler|hushmail|pm)(?: ?(?:[.]|dot|점|닷|点|[\\[({](?:[.]|dot|점|닷|点)[\\])}]) ?(?:com|net|org|me|de|ru|kr|co|cn|io|jp|컴|넷|미)){1,2}|(?:네이버|다음|한메일|지메일|네이트|프로톤)(?: ?(?:점|닷|[.]) ?(?:컴|콤|넷|com|net|미|me))?)`,
    alone: false,
    hits: [
      ['Write to lantern at proton.me.', 'lantern at proton.me'],
      ['邮箱：lantern9#qq.com', 'lantern9#qq.com'],
      ['lantern9골뱅이naver닷컴', 'lantern9골뱅이naver닷컴'],
      ['메일은 dokdo33*naver.com (별표가 골뱅이)', 'dokdo33*naver.com'],
    ],
    misses: ['We looked at mail for hours.'],
  },
  {
    id: 'url-spoken',
    family: 'url',
    triggers: words(' dot com, dot net, dot org, dot kr, dot me, dot cn, dot onion, dot io'),
    pattern: `[a-z0-9][a-z0-9-]{1,40} dot (?:com|net|org|kr|me|cn|onion|io)(?: slash [a-z0-9-]{1,30}){0,3}`,
    accept: ({ folded, start }) =>
      !/(?:@| at )$/.test(folded.lower.slice(Math.max(0, start - 4), start)),
    hits: [['It moved to example dot com slash drop.', 'example dot com slash drop']],
    misses: ['A polka dot pattern.'],
  },
  {
    id: 'idn',
    family: 'url',
    triggers: words('.한국, .中国, .公司, .网络, .com, .kr, .net'),
    pattern: `[가-힣一-鿿][가-힣一-鿿a-z0-9-]{1,19}\\.(?:한국|中国|公司|网络|com|co\\.kr|kr|net)`,
    alone: false,
    hits: [['주소는 두만강.한국이다.', '두만강.한국']],
    misses: ['이것은 한국.'],
  },
  {
    id: 'url',
    family: 'url',
    triggers: ['://', 'www.', 'magnet:?', 'hxxp'],
    pattern: `(?:[a-z][a-z0-9+-]{1,14}:\\/\\/|www\\.|magnet:\\?)[^ \\n<>"'「」『』《》。、,가-힣一-鿿]{2,900}`,
    alone: false,
    hits: [
      ['See https://example.org/a?b=1 for it.', 'https://example.org/a?b=1'],
      ['주소는 http://www.example.kr/글 이다', 'http://www.example.kr/'],
      ['hxxp://bad.example/x', 'hxxp://bad.example/x'],
    ],
    misses: ['https is a protocol.'],
  },
  {
    id: 'domain',
    family: 'url',
    triggers: ['.', '[.]', '(.)'],
    pattern: `(?:[a-z0-9-]{1,63}${dot}){1,5}${tlds}(?::[0-9]{2,5})?(?:\\/[^ \\n<>"'「」。、,가-힣一-鿿]{0,500})?`,
    accept: ({ text, folded, start }) =>
      /[a-z][a-z0-9-]*[.[(]/.test(text) &&
      // `Inc.in the`: a full stop without a space is no address.
      !(/^[a-z]+\.(?:in|is|me|to|us|la)$/.test(text) && /[A-Z]/.test(folded.cased[start] ?? '')) &&
      !/^(?:a|p|e|i|u|no)\./.test(text) &&
      !/[a-z]\.[A-Z][a-z]+$/.test(folded.cased.slice(start, start + text.length)) &&
      folded.lower[start - 1] !== '@',
    hits: [
      ['올린 곳은 example.co.kr/board/12 이다.', 'example.co.kr/board/12'],
      ['他发在t.me/riverstone上。', 't.me/riverstone'],
      ['duskgytldkxiuqc6.onion', 'duskgytldkxiuqc6.onion'],
      ['example[.]com', 'example[.]com'],
    ],
    misses: ['It ended at 3 p.m. in Seoul.', 'The U.S. and China talked.', 'v1.2.3'],
  },
  {
    id: 'host-and-path',
    family: 'url',
    triggers: ['/'],
    pattern: `(?:[a-z0-9-]{1,63}${dot}){1,5}[a-z]{2,12}(?::[0-9]{2,5})?\\/[^ \\n<>"'「」。、,가-힣一-鿿]{1,500}`,
    accept: ({ text, folded, start }) =>
      /^[^/]*[a-z][a-z0-9-]*[.[(][^/]*\/[#+?@_a-z0-9-]/.test(text) &&
      !/^(?:a|p|e|i|u|no|cf|vs|etc)\./.test(text) &&
      folded.lower[start - 1] !== '@' &&
      folded.lower[start - 1] !== '/' &&
      !/\.(?:and|or|docx?|pdf|jpe?g|png|txt|xlsx?)\//.test(text),
    hits: [['Upload to send.vis.ee/download/7af1 today.', 'send.vis.ee/download/7af1']],
    misses: ['Bring tea and/or rice.', 'It is 5.km/h at most.'],
  },
  {
    id: 'ipv4',
    family: 'ip',
    on: 'digits',
    pattern: `${octet}${dot}${octet}${dot}${octet}${dot}${octet}(?::[0-9]{1,5}|\\/[0-9]{1,2})?`,
    accept: ({ folded, start, end }) =>
      folded.digits[start - 1] !== '.' &&
      !isVersion(folded.lower, start, end) &&
      !(folded.digits[end] === '.' && /[0-9]/.test(folded.digits[end + 1] ?? '')),
    hits: [
      ['The server was 175.45.176.3.', '175.45.176.3'],
      ['He updated 175.45.176.3 himself.', '175.45.176.3'],
      ['The app 175.45.176.3 logged him in.', '175.45.176.3'],
      ['It came through WhatsApp 175.45.176.3 at night.', '175.45.176.3'],
      ['只有通过175.45.176.3才能登录。', '175.45.176.3'],
      ['信息更新至175.45.176.3服务器。', '175.45.176.3'],
      ['信息更新至175.45.176.3。', '175.45.176.3'],
      ['只有从175.45.176.3才能访问服务器。', '175.45.176.3'],
      ['只有175.45.176.3才支持上传。', '175.45.176.3'],
      ['175.45.176.3节点还开着。', '175.45.176.3'],
      ['through WhatsApp 175.45.176.3', '175.45.176.3'],
      ['Signal version 6.2 sends it to 175.45.176.3 at night.', '175.45.176.3'],
      ['The driver 175.45.176.3 was sent to.', '175.45.176.3'],
      ['A firewall rule 175.45.176.3 was added.', '175.45.176.3'],
      ['The list was updated to 175.45.176.3 nightly.', '175.45.176.3'],
      ['사진을 175.45.176.3으로 올려 보냈다.', '175.45.176.3'],
      ['자료를 175.45.176.3으로 업데이트했다.', '175.45.176.3'],
      ['게시판 175.45.176.3에 올렸다.', '175.45.176.3'],
      ['175.45.176.3 절대 열지 말라고 했다.', '175.45.176.3'],
      ['照片装到175.45.176.3了。', '175.45.176.3'],
      ['파일을 175.45.176.3으로 올리라고 했다.', '175.45.176.3'],
      ['접속 주소는 10.0.0.15:8080이었다.', '10.0.0.15:8080'],
      ['地址是192[.]168[.]1[.]7', '192[.]168[.]1[.]7'],
    ],
    misses: [
      'Section 1.2.3.4.5 of the guide.',
      'version 10.2.3.4',
      '播放器升到10.4.22.1才能显示字幕。',
      '固件更新至10.4.22.1。',
      'Installed version 4.12.0.3 of the tool; 4.11.9.0 crashed.',
      '펌웨어 2.3.17.1로 올리면 된다.',
      '편집 지침 3.2.1.4절에 있다.',
      '앱을 10.4.22.1 버전으로 올렸다.',
      'It needs 10.4.22.1 or later.',
    ],
  },
  {
    id: 'ipv6',
    family: 'ip',
    triggers: [':'],
    pattern: `(?:[0-9a-f]{1,4}:|::)(?:[0-9a-f]{0,4}:){0,7}[0-9a-f]{1,4}`,
    accept: ({ text }) => isIpv6(text),
    hits: [
      ['It answered at 2001:db8::8a2e:370:7334.', '2001:db8::8a2e:370:7334'],
      ['fe80:0:0:0:204:61ff:fe9d:f156', 'fe80:0:0:0:204:61ff:fe9d:f156'],
    ],
    misses: ['It began at 10:30:15.', 'a::b'],
  },
  {
    id: 'ipv6-block',
    family: 'ip',
    triggers: ['::/'],
    pattern: `(?:[0-9a-f]{1,4}:){2,7}:/[0-9]{1,3}`,
    hits: [['Block 2001:0db8:85a3::/48.', '2001:0db8:85a3::/48']],
    misses: ['std::/usr'],
  },
  {
    id: 'mac',
    family: 'ip',
    pattern: `(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}|[0-9a-f]{4}\\.[0-9a-f]{4}\\.[0-9a-f]{4}|[0-9a-f]{12}`,
    accept: ({ text, folded, start, end }) =>
      /[.:-]/.test(text)
        ? /[a-f]|:/.test(text)
        : /\bmac\b|맥 ?주소|物理地址/.test(folded.lower.slice(Math.max(0, start - 24), end + 24)),
    hits: [
      ['MAC 3C:5A:B4:01:9F:2E', '3C:5A:B4:01:9F:2E'],
      ['3c5a.b401.9f2e', '3c5a.b401.9f2e'],
    ],
    misses: ['10-20-30'],
  },
  {
    id: 'imei',
    family: 'ip',
    on: 'digits',
    pattern: `[0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{6}[ -]?[0-9]{1,2}|[0-9]{6}[ -][0-9]{2}[ -][0-9]{6}[ -][0-9]`,
    accept: ({ text, folded, start }) =>
      countDigits(text) === 15 &&
      (passesLuhn(text) || /imei/.test(folded.lower.slice(Math.max(0, start - 40), start))),
    hits: [
      ['IMEI 490154203237518', '490154203237518'],
      ['단말기 번호는 49-015420-323751-8이다.', '49-015420-323751-8'],
    ],
    misses: ['The total is 490154203237510.'],
  },
  {
    id: 'device',
    family: 'ip',
    on: 'digits',
    triggers: words(
      'imei, imsi, iccid, meid, serial, sim, 시리얼, 단말, 일련번호, 유심, 序列号, 串号, 设备号',
    ),
    pattern: `(?:imei|imsi|iccid|meid|sim card|sim|serial|시리얼|단말기|단말|일련번호|유심|序列号|串号|设备号)(?: ?(?:number|no|nr|code|번호|号码|号)\\.?)?[^0-9a-z\\n]{0,6}(?:is |was |of )?([0-9a-z]{0,4}[0-9][0-9a-z-]{6,24})`,
    span: 1,
    accept: ({ text }) =>
      countDigits(text) >= 6 || /^(?=.*[a-z].*[a-z])(?=.*\d.*\d)[a-z0-9]{8,20}$/.test(text),
    hits: [
      ['IMSI 467050012345678', '467050012345678'],
      ['SIM number 8982050000012345678', '8982050000012345678'],
    ],
    misses: ['The serial killer was jailed.'],
  },
]
