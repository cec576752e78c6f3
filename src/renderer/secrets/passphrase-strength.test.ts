import { describe, expect, it } from 'vitest'
import { passphraseBits, passphraseStrength } from './passphrase-strength.ts'
import { suggestPassphrase, suggestionWords } from './new-passphrase.tsx'
import { words } from './words.ts'

describe('passphraseStrength', () => {
  it.each([
    'password123456',
    'qwertyuiop',
    'aaaaaaaaaaaa',
    '1234567890',
    'love love love love love',
    'Seoul2024!',
    'internationalization',
    '비밀번호',
    'correct horse',
  ])('refuses %s', (passphrase) => expect(passphraseStrength(passphrase)).toBe('weak'))

  it('calls every suggestion good or better', () => {
    for (let round = 0; round < 200; round += 1) {
      expect(['good', 'strong']).toContain(passphraseStrength(suggestPassphrase()))
    }
  })

  it('calls a long random string strong', () =>
    expect(passphraseStrength('xK9#mQ2$vL7!pR4%')).toBe('strong'))

  it('lets five words of one language pass, with or without spaces', () => {
    expect(passphraseStrength('orbit cactus lemon tiger window')).not.toBe('weak')
    expect(passphraseStrength('저녁 하늘 아래 고양이 셋이 노래')).not.toBe('weak')
  })

  it('never counts a word twice', () =>
    expect(passphraseBits('orbit orbit orbit')).toBe(passphraseBits('orbit')))
})

describe('suggestPassphrase', () => {
  it('takes six words of the list', () => {
    const chosen = suggestPassphrase().split(' ')
    expect(chosen).toHaveLength(suggestionWords)
    for (const word of chosen) expect(words).toContain(word)
  })

  it('has 2048 words to take from, no two alike', () => expect(new Set(words).size).toBe(2048))
})
