import { describe, expect, test } from 'vitest'
import { parseArea } from './messages.ts'
import { findMisprints } from './typography.ts'

const misprints = (language: string, text: string) =>
  findMisprints(parseArea('nav', JSON.stringify({ 'nav.it': text }), language).messages, language)
    .length

describe('how messages are written', () => {
  test('straight quotes are found in every language, and curly ones in Korean alone', () => {
    expect(misprints('en', 'Say "at night".')).toBe(1)
    expect(misprints('en', "the keys' words")).toBe(1)
    expect(misprints('en', 'Say “at night”, in the keys’ words.')).toBe(0)
    expect(misprints('zh', '只写“夜里”。')).toBe(0)
    expect(misprints('ko', '“밤에”라고 쓰세요.')).toBe(1)
    expect(misprints('ko', '‘밤에’라고 쓰세요.')).toBe(0)
  })

  test('a Korean particle after what is filled in has both its forms', () => {
    expect(misprints('ko', '‘{words}’로 바꾸기')).toBe(1)
    expect(misprints('ko', '‘{words}’와의 관계')).toBe(1)
    expect(misprints('ko', '{name}은 여기 있습니다')).toBe(1)
    expect(misprints('ko', '{count, plural, other {#}}를 추가했습니다')).toBe(1)
    expect(misprints('ko', '‘{words}’(으)로 바꾸기, {name}을(를) 삭제, {name}에게')).toBe(0)
    expect(misprints('ko', '바꾸기: ‘{words}’. {name} 이 보관함은')).toBe(0)
  })

  test('a particle after a word that the message itself has is let alone', () => {
    expect(misprints('ko', '파일 {count, plural, other {#개}}를 추가했습니다')).toBe(0)
    expect(misprints('ko', 'F8은 다음으로, 0은 처음으로')).toBe(0)
    expect(misprints('ko', '{name}의 서명({day})이 유효합니다')).toBe(0)
  })

  test('in Chinese a space separates a number and a character, but not within a date', () => {
    expect(misprints('zh', '约{count, number} 人')).toBe(1)
    expect(misprints('zh', '{count, plural, =0 {无人} other {#人}}')).toBe(1)
    expect(misprints('zh', '最多200 字符')).toBe(1)
    expect(misprints('zh', '约 {count, number} 人，{day}起')).toBe(0)
  })
})
