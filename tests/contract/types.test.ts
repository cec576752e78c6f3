import { describe, expectTypeOf, it } from 'vitest'
import type { VaultApi, In, Out, VaultHandlers } from '../../src/shared/contract.ts'
import type { Reply, SentReply } from '../../src/shared/reply.ts'
import type { CaseId, ReportId } from '../../src/shared/ids.ts'

describe('the contract’s types', () => {
  it('keep one kind of id from being taken for another', () => {
    const caseId = 'ab'.repeat(16) as CaseId
    // @ts-expect-error: a case's id is not a report's
    const wrong: ReportId = caseId
    // @ts-expect-error: nor is just any text
    const text: ReportId = 'ab'.repeat(16)
    expectTypeOf([wrong, text]).toEqualTypeOf<ReportId[]>()
  })

  it('know no channel outside the list, and no key outside the schema', () => {
    // @ts-expect-error: not a channel
    expectTypeOf<In<'vault.dump'>>().toBeAny()
    // @ts-expect-error: an extra key
    const wrong: In<'cases.list'> = { all: true }
    expectTypeOf(wrong).toBeObject()
  })

  it('give a reply for every request, which must be looked at', () => {
    type Sent = Awaited<ReturnType<VaultApi['cases.list']>>
    // @ts-expect-error: what crosses has to be read first
    expectTypeOf<Extract<Sent, { ok: true }>['value']>().toBeArray()
    type Asked = Reply<Out<'cases.list'>>
    expectTypeOf<Sent>().toEqualTypeOf<SentReply<Out<'cases.list'>>>()
    // @ts-expect-error: the value is there only when it went well
    expectTypeOf<Asked['value']>().toBeArray()
    expectTypeOf<Extract<Asked, { ok: true }>['value']>().toEqualTypeOf<Out<'cases.list'>>()
  })

  it('hold handlers to what the contract says', () => {
    // @ts-expect-error: a case is not a list of cases
    const wrong: Pick<VaultHandlers, 'cases.list'> = { 'cases.list': () => ({ id: 1 }) }
    expectTypeOf(wrong).toBeObject()
  })
})
