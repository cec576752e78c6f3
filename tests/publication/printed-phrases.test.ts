import { describe, expect, it } from 'vitest'
import { lint } from '../../src/disclosure-checks/lint.ts'
import { readUnprinted } from '../../src/main/vault/review/printed-phrases.ts'
import type { Finding } from '../../src/shared/lint.ts'
import { runAtOnce } from '../../src/shared/steps.ts'

const phrases = {
  en: ['a trader in the border area', 'a high-ranking source in North Korea'],
  ko: ['접경 지역의 상인', '북한의 고위급 소식통'],
  zh: ['边境地区的商人', '朝鲜一位高级消息人士'],
} as const

type Language = keyof typeof phrases

const left = (language: Language, text: string): string[] => {
  const findings: Finding[] = lint(text, { language }).map((one) => ({ ...one, replacement: null }))
  return runAtOnce(readUnprinted(text, findings, phrases[language]))
    .filter(({ family }) => family === 'phrase')
    .map(({ start, end }) => text.slice(start, end))
}

describe('a phrase that the record itself prints', () => {
  it.each<[Language, string]>([
    ['en', 'About ten people were handed over.\na trader in the border area\n2023\nthe border'],
    ['en', 'a high-ranking source in North Korea\nThey had no shoes.'],
    ['en', 'A high-ranking source in North Korea said that dozens were sent.'],
    ['en', 'Dozens were sent, according to a trader in the border area.'],
    ['ko', '접경 지역의 상인\n수십 명이 보내졌다.'],
    ['ko', '북한의 고위급 소식통은 수십 명이 보내졌다고 전했다.'],
    ['ko', '북한의 고위급 소식통에 따르면 수십 명이 보내졌다.'],
    ['zh', '边境地区的商人\n有几十人被送走。'],
    ['zh', '朝鲜一位高级消息人士说，有几十人被送走。'],
  ])('is no finding in %s: %j', (language, text) => {
    expect(left(language, text)).toEqual([])
  })
})

describe('an unregistered phrase', () => {
  it.each<[Language, string]>([
    ['en', 'A trader in Hyesan said that dozens were sent.'],
    ['en', 'Another trader in the border area near Tumen customs said that dozens were sent.'],
    ['en', 'A trader in the border area working at Tumen customs said that dozens were sent.'],
    ['en', 'A high-ranking source in North Korea at the Ministry of State Security said so.'],
    ['en', 'A grain trader in the border area said that dozens were sent.'],
    ['ko', '혜산의 한 상인은 수십 명이 보내졌다고 말했다.'],
    ['ko', '북한의 고위급 소식통인 혜산시 보위부의 한 지도원은 수십 명이 보내졌다고 전했다.'],
    ['zh', '惠山的一名商人说，有几十人被送走。'],
    ['zh', '在海关工作的朝鲜一位高级消息人士说，有几十人被送走。'],
  ])('is found in %s: %j', (language, text) => {
    expect(left(language, text)).not.toEqual([])
  })
})
