import type { Term } from './glossary.ts'

/** The glossary terms that `npm run check:messages` enforces. */
export const terms: readonly Term[] = [
  {
    term: 'finding',
    said: /\bfindings?\b/i,
    refused: { en: /\bmarks?\b/i, ko: /표시|점검 결과/, zh: /标记|检查结果/ },
    within: {
      // On a screen nearly everything is 표시: shown.
      ko: ['cases', 'limits', 'lint', 'palette', 'preview', 'publications', 'review'],
    },
    besides: {
      'cases.nextClaims': 'to mark words as a claim',
      'claims.': 'to mark words as a claim; a question mark',
      'guide.claims': 'to mark words as a claim',
      'guide.publish': 'a withdrawal marks what went out',
      'guide.sources': 'a source is marked',
      'keys.mapEnds': 'places on the map',
      'lint.why.hidden': 'to mark a copy, so that it leads back',
      'map.': 'to mark words as a claim; places on the map',
      'sources.doNotContactHint': 'a source is marked',
      'sources.foundStop': 'to mark a source',
      'timeline.emptyText': 'to mark words as a claim',
    },
  },
  {
    term: 'publication',
    said: /\bpublications?\b/i,
    refused: { en: /\bpublic records?\b/i, ko: /공개물|출판물|간행물/, zh: /出版物|刊物/ },
    besides: { 'vocab.channel.publication': 'a newspaper or a book that a report came from' },
  },
  {
    term: 'source',
    // Alone, 来源 is also the attribution and the origin.
    refused: { zh: /(?<!消息)来源(?!表述|处)/ },
    besides: { 'vocab.credibility.1': 'what the Admiralty scale calls a source' },
  },
  {
    term: 'record',
    // What the journal is, in the views of both.
    refused: { ko: /항목/, zh: /条目/ },
    within: { ko: ['record'], zh: ['record'] },
  },
  {
    term: 'journal',
    said: /\bjournal(s|ed)?\b/i,
    refused: {
      // Alone it was the name of the view.
      en: /\b(in|by) the record\b(?! of)|^record$/i,
      ko: /저널|기록의 줄|기록 줄/,
      zh: /记录行|记录的行/,
    },
    besides: { 'wipe.limit.disk': 'the journal of a file system' },
  },
  {
    term: 'revision',
    said: /\brevisions?\b/i,
    refused: { ko: /판본|개정판/, zh: /版本数/ },
  },
  { term: 'timeline', said: /\btimeline/i, refused: { ko: /시간축|연표/, zh: /时间轴/ } },
  {
    term: 'attribution',
    said: /\battributions?\b/i,
    refused: { ko: /출처 표현/, zh: /来源(的)?说法/ },
  },
  {
    term: 'phrase',
    said: /\bphrases?\b/i,
    refused: { zh: /称谓/ },
    besides: {
      'limits.words.text': 'a turn of phrase',
    },
  },
  {
    term: 'passphrase',
    said: /\bpassphrases?\b/i,
    refused: { en: /\bpasswords?\b/i, ko: /암호문(?!구)|비밀번호/, zh: /密码/ },
    besides: {
      'failures.encrypted-pdf': 'what others locked a PDF with',
    },
  },
  {
    term: 'unlock screen',
    said: /\bunlock screen\b/i,
    refused: { ko: /잠금 화면/, zh: /解锁画面/ },
  },
  { term: 'write', refused: { ko: /(?<!덮어)쓰지 않았|쓰였|쓰는 중/ } },
  { term: 'digest', said: /\bdigests?\b/i, refused: { ko: /요약값/ } },
  { term: 'image', refused: { ko: /그림/, zh: /图像/ } },
  { term: 'recovery code', said: /\brecovery codes?\b/i },
  { term: 'code name', said: /\bcode names?\b/i },
  { term: 'sealed identity', said: /\bsealed identit/i, refused: { zh: /密封的身份/ } },
  { term: 'seal', said: /\bseal(s|ed|ing)?\b/i, refused: { zh: /封存/ } },
  { term: 'do not contact', refused: { zh: /不得联系/ } },
  {
    term: 'post-quantum key',
    said: /\bpost-quantum keys?\b/i,
    refused: { en: /\bhybrid\b/i, ko: /하이브리드/, zh: /混合密钥/ },
  },
  { term: 'classic key', said: /\bclassic keys?\b/i, refused: { ko: /일반 키/ } },
  {
    term: 'erase permanently',
    refused: { en: /\bfor good\b/i, ko: /완전히 (지워|삭제)/, zh: /永久(删除|清除|抹去)/ },
  },
  {
    term: 'delete',
    refused: { en: /\bremov(e|es|ed|ing)\b/i, zh: /移除/ },
    // Elsewhere entries are removed from lists.
    within: { en: ['selection'], zh: ['selection'] },
    besides: {
      'selection.doneUntag': 'a tag is removed from a report',
      'selection.noneFitText': 'a filter is removed from a list',
      'selection.takeTag': 'a tag is removed from a report',
      'selection.untagText': 'a tag is removed from a report',
    },
  },
  { term: 'retention', said: /\bretention\b/i },
  {
    term: 'override',
    said: /\boverrid(e|es|den|ing)\b/i,
    refused: {
      en: /\blet(s|ting)? (it |this |them |items? |things? )?(pass|stand)\b|\bmay (pass|stand)\b/i,
      ko: /통과시[켜키킨킬]/,
      zh: /放行/,
    },
    besides: {
      'lint.takeBack': 'undoing an override, in short',
    },
  },
  { term: 'issue', said: /\bissues?\b/i },
  {
    term: 'different person',
    said: /\bdifferent person\b/i,
    refused: { en: /\bsomebody else\b/i },
  },
  {
    term: 'combined phrases',
    refused: { en: /\btaken together\b/i, zh: /合在一起/ },
  },
  { term: 'compromised', refused: { en: /\bfound out\b/i } },
  {
    term: 'withheld',
    said: /\bwith(held|holds?)\b/i,
    refused: { en: /\b(held|holds?|holding) (\w+ )?back\b/i, zh: /扣留/ },
  },
  {
    term: 'dry run',
    said: /\bdry run\b/i,
    refused: { en: /\brehears/i, ko: /리허설/, zh: /预演|彩排/ },
  },
  {
    term: 'quarantine',
    said: /\bquarantine/i,
    refused: {
      en: /\bset(s|ting)? (it |them |the files? )?aside\b/i,
      ko: /따로 [두둔둠]/,
      zh: /搁置/,
    },
  },
  { term: 're-encrypt', said: /\bre-encrypt/i },
  { term: 'reseal', said: /\breseal/i, refused: { en: /\bseal\w* (\w+ ){0,3}anew\b/i } },
  { term: 'review', refused: { zh: /审核/ } },
  { term: 'filed', refused: { zh: /提交/ } },
  { term: 'redact, redacted copy', refused: { zh: /遮盖(?!框)/ } },
  {
    term: 'contact card',
    refused: { en: /\bcontact files?\b/i, ko: /연락처 파일/, zh: /联系人文件/ },
  },
  {
    // 撤销 is what the app says for "undo".
    term: 'revoke',
    said: /\brevo(ke|ked|kes|cation)\b/i,
  },
  { term: 'wipe passphrase', said: /\bwipe passphrase/i },
  { term: 'second reader', said: /\bsecond readers?\b/i },
  { term: 'pseudonym', said: /\bpseudonyms?\b/i },
  { term: 'fingerprint', said: /\bfingerprints?\b/i },
  { term: 'backup', said: /\bbackups?\b/i },
  { term: 'draft', said: /\bdrafts?\b/i },
  { term: 'embargo', said: /\bembargo/i },
  { term: 'key file', said: /\bkey files?\b/i },
  { term: 'rescue mode', said: /\brescue mode\b/i },
  { term: 'vault', said: /\bvaults?\b/i },
]
