import { describe, expect, it } from 'vitest'
import { readRecipients, splitPasted } from './whom.ts'

const hybrid = `age1pq1${'q'.repeat(1952)}`
const other = `age1pq1${'p'.repeat(1952)}`
const classic = `age1${'z'.repeat(58)}`

describe('what was pasted', () => {
  it('is split into whole keys, each once, and the rest as it was typed', () => {
    const text = `# desk\n ${hybrid}\nage1half\n${classic}\n${hybrid}\n`
    expect(splitPasted(text)).toEqual({ keys: [hybrid, classic], rest: '# desk\nage1half\n' })
  })
})

describe('pasted recipients', () => {
  it('are read one a line, with comments and doubles left out', () => {
    expect(readRecipients(`# desk\n\n  ${hybrid}\r\n${other}\n${hybrid}`)).toEqual({
      ok: true,
      recipients: [hybrid, other],
      isClassic: false,
    })
  })

  it('are refused with the line that is no key', () => {
    expect(readRecipients(`${hybrid}\nssh-ed25519 AAAA`)).toEqual({
      ok: false,
      fault: 'bad',
      line: 2,
    })
  })

  it('are refused when both kinds occur', () => {
    expect(readRecipients(`${hybrid}\n${classic}`)).toEqual({ ok: false, fault: 'mixed' })
  })

  it('say when they are classic, and when there are none or too many', () => {
    expect(readRecipients(classic)).toMatchObject({ ok: true, isClassic: true })
    expect(readRecipients(' \n# nobody')).toEqual({ ok: false, fault: 'none' })
    const many = Array.from(
      { length: 21 },
      (_, at) => `${classic.slice(0, -1)}${'acdefghjklmnpqrstuvwx'[at]}`,
    )
    expect(readRecipients(many.join('\n'))).toEqual({ ok: false, fault: 'many' })
  })
})
