import { countDigits } from '../../checks.ts'
import { words } from '../../rule.ts'
import type { Rule } from '../../rule.ts'
import { around } from './code-tokens.ts'

/** Accounts in the forms of banks and services outside Korea and China. */
export const accountAbroadRules: readonly Rule[] = [
  {
    id: 'bank-abroad',
    family: 'account',
    on: 'digits',
    triggers: words('810, 840, 978, 156, kasikorn, kbank, krung, scb, bangkok, thai, 태국, 泰'),
    pattern: `4(?:0[5-8]|2[0-6])[0-9]{3}(?:810|840|978|156)[0-9]{11}|[0-9]{3}-[0-9]-[0-9]{5}-[0-9]`,
    hits: [
      ['счет 40817810099910004312 Сбербанк', '40817810099910004312'],
      ['Kasikorn 123-4-56789-0', '123-4-56789-0'],
    ],
    misses: ['ISBN 978-7-5417-7302-8', 'A total of 40817 roubles.'],
  },
  {
    id: 'bank-by-word',
    family: 'account',
    on: 'digits',
    triggers: words('sort code, routing, aba, bsb, clabe, ifsc, бик, счет, счёт'),
    pattern: `(?:sort code|routing(?: number| no\\.?)?|aba|bsb|clabe|ifsc|бик|сч[её]т[а-я]{0,2})[ :#]{0,3}(?:is |was |no\\.? )?([0-9a-z]{0,4}[0-9](?:[ -]?[0-9]){5,21})`,
    span: 1,
    accept: ({ text }) => countDigits(text) >= 6,
    hits: [
      ['Sort code 20-45-17, at a branch in Leeds.', '20-45-17'],
      ['routing 021000021', '021000021'],
    ],
    misses: ['The sort code is secret.'],
  },
  {
    id: 'name-with-mark',
    family: 'account',
    triggers: words('discord, 디스코드, reddit, 레딧, matrix, element, u/, 매트릭스'),
    pattern: `[a-z0-9_.가-힣一-鿿]{2,32}#[0-9]{4}|u/[a-z0-9_-]{3,20}|@[a-z0-9._=-]{2,40}:[a-z0-9.-]{3,40}[.][a-z]{2,10}`,
    accept: (hit) => {
      const marked = /#|:/.test(hit.text) || /[/]r[/]|reddit|레딧|[0-9_]/.test(around(hit, 40))
      return marked && !/[/.]/.test(hit.folded.lower[hit.start - 1] ?? ' ')
    },
    hits: [
      ['Discord tumen#4471 after ten.', 'tumen#4471'],
      ['On Reddit it was u/tumen_fog.', 'u/tumen_fog'],
      ['Matrix: @luwei:matrix.org', '@luwei:matrix.org'],
    ],
    misses: ['He fled w/o papers, u/s of course.', 'Discord grew.'],
  },
  {
    id: 'threema-id',
    family: 'account',
    triggers: words('threema, 쓰리마, 스리마, 트리마'),
    pattern: `(?:threema|[쓰스트]리마)[ -]?(?:id|아이디)?[ :=]{0,3}(?:is |는 |은 |为|是)?([0-9a-z*]{8})`,
    span: 1,
    accept: ({ folded, start, end }) => /^[0-9A-Z*]{8}$/.test(folded.cased.slice(start, end)),
    hits: [['Threema ECHOECHO', 'ECHOECHO']],
    misses: ['Threema software is fine.'],
  },
  {
    id: 'coin-abroad',
    family: 'account',
    on: 'cased',
    triggers: words('doge, litecoin, dash, ltc, 도지, 라이트코인, 狗狗币, 莱特币'),
    pattern: `(?:D[5-9A-HJ-NP-U]|L|X)[1-9A-HJ-NP-Za-km-z]{32}`,
    accept: ({ folded, start, end }) => {
      const text = folded.cased.slice(start, end)
      return /[a-z]/.test(text) && /[A-Z].*[A-Z]/.test(text) && /[0-9].*[0-9]/.test(text)
    },
    hits: [['Doge: DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L', 'DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L']],
    misses: ['DISTRIBUTIONSCHANNELSANDOTHERS1999'],
  },
  {
    id: 'short-for-qq',
    family: 'account',
    on: 'digits',
    triggers: ['扣', '加q', 'q号', 'q:', '球球'],
    pattern: `(?:扣|球球|加q|q号|q:)(?:号|是|为)?[ :]{0,2}([1-9][0-9]{6,10})`,
    span: 1,
    alone: false,
    accept: ({ folded, end }) => !/[0-9]|元|块/.test(folded.digits[end] ?? ' '),
    hits: [
      ['扣3310927645，晚上在。', '3310927645'],
      ['球球3310927645', '3310927645'],
    ],
    misses: ['罚款扣5000000元。'],
  },
]
