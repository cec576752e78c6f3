import { describe, expect, it } from 'vitest'
import type { Contact } from '../../shared/contacts.ts'
import { addressees } from './whom.ts'

const key = (symbol: string): string => `age1pq1${symbol.repeat(1952)}`
const contact = (author: string, state: Contact['state']): Contact =>
  ({ author, state, recipient: key(author), pseudonym: author }) as unknown as Contact
const contacts = [contact('q', 'verified'), contact('p', 'unverified'), contact('z', 'revoked')]
const to = (chosen: string[], pasted = '') =>
  addressees({ chosen: new Set(chosen), pasted }, contacts)

describe('who an export is for', () => {
  it('are chosen contacts and pasted keys, each once', () => {
    expect(to(['q'], `${key('q')}\n${key('y')}`)).toMatchObject({
      ok: true,
      recipients: [key('q'), key('y')],
      unverified: [null],
    })
    expect(to(['q'])).toMatchObject({ ok: true, unverified: [] })
    expect(to([])).toEqual({ ok: false, fault: 'none' })
  })

  it('says which keys nobody compared, also of a contact whose key was pasted', () => {
    expect(to(['q', 'p'])).toMatchObject({ ok: true, unverified: [{ author: 'p' }] })
    expect(to([], key('p'))).toMatchObject({ ok: true, unverified: [{ author: 'p' }] })
    expect(to([], key('q'))).toMatchObject({ ok: true, unverified: [] })
    const own = addressees({ chosen: new Set(), pasted: key('y') }, contacts, [key('y')])
    expect(own).toMatchObject({ ok: true, unverified: [] })
  })

  it('is never somebody who was revoked, and never both kinds of keys', () => {
    expect(to(['z'])).toEqual({ ok: false, fault: 'none' })
    expect(to(['q'], `age1${'z'.repeat(58)}`)).toEqual({ ok: false, fault: 'mixed' })
    expect(to(['q'], 'ssh-ed25519 AAAA')).toEqual({ ok: false, fault: 'bad', line: 1 })
  })
})
