import type { PublicationWords } from './words.ts'

export const zh: PublicationWords = {
  kind: '公开记录',
  summary: '摘要',
  claims: '陈述',
  texts: '原文',
  method: '调查方法',
  grading: '如何评级',
  digests: '校验值',
  digestsText:
    '每一项的 SHA-256 值，依据本记录 JSON 形式中该项去掉校验值后的内容计算（键排序、无空白、UTF-8）。引文若被改动，校验值就会不同。',
  digestsHow: '例如，用 JSON 形式计算 {item} 的校验值：',
  redaction: '删去的内容',
  redactionText:
    '方括号中的字样代表被删去的文字。被删去的内容不在本记录的任何部分，也不在它的任何其他形式之中。',
  attributionText:
    '对人的描述仅限于本人同意的说法，并且适用于许多人。日期、地点和数字按保护的需要写得较为宽泛。',
  gradingText:
    '每项陈述都按海军部评级法（Admiralty scale）标明信息本身的可信程度：1 最可靠，5 最弱；6 表示无法判断，并不表示不实。来源是否可靠另行评定，不在此列出。',
  number: '编号',
  claim: '陈述',
  attribution: '来源',
  when: '时间',
  place: '地点',
  count: '人数',
  credibility: '评级',
  digest: '校验值',
  text: '正文',
  columns: '表格各列',
  claimOrText: '陈述或正文',
  meaning: '评级的含义',
  language: '语言',
  credibilities: {
    '1': '已由其他来源证实',
    '2': '很可能属实',
    '3': '可能属实',
    '4': '可疑',
    '5': '不大可能属实',
    '6': '无法判断',
  },
  removed: {
    name: '[姓名已删]',
    place: '[地点已删]',
    date: '[日期已删]',
    role: '[职务已删]',
    relation: '[关系已删]',
    contact: '[联系方式已删]',
    number: '[数字已删]',
    other: '[已删]',
  },
}
