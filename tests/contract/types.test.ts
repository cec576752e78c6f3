import { describe, expect, expectTypeOf, it } from 'vitest'
import { objectForms } from '../../src/main/exchange/object-kinds.ts'
import { requestLimits } from '../../src/main/ipc/request-limits.ts'
import type { RequestLimits } from '../../src/main/ipc/request-limits.ts'
import type { Channel, VaultChannel } from '../../src/shared/channels.ts'
import { contentSchemas } from '../../src/shared/content-schemas.ts'
import { contract } from '../../src/shared/contract.ts'
import type { VaultApi, In, Out, VaultHandlers } from '../../src/shared/contract.ts'
import { done, method, nothing } from '../../src/shared/method.ts'
import type { recordKind } from '../../src/shared/vocabularies.ts'
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

  it('need schemas, limits and a handler for a new channel', () => {
    type New = Channel | 'cases.new'
    // @ts-expect-error: no schemas, and nothing said of a locked vault
    const described: Record<New, ReturnType<typeof method>> = contract
    // @ts-expect-error: no limits
    const limited: Record<New, RequestLimits> = requestLimits
    // @ts-expect-error: no handler
    const handled: Record<VaultChannel | 'cases.new', unknown> = {} as VaultHandlers
    expect([described, limited, handled]).toHaveLength(3)
    // @ts-expect-error: no schema of the output
    expectTypeOf(method).toBeCallableWith(nothing)
    // @ts-expect-error: no limit of its size
    const unlimited: RequestLimits = { bytes: false }
    expectTypeOf(unlimited).toBeObject()
    expectTypeOf(method(nothing, done).open).toEqualTypeOf<boolean>()
    expect(method(nothing, done).open).toBe(false)
  })

  it('need a schema and a form in a file for a new kind of record', () => {
    type New = (typeof recordKind)[number] | 'letter'
    // @ts-expect-error: no schema
    const schemas: Record<New, unknown> = contentSchemas
    // @ts-expect-error: no form in a file
    const forms: Record<New, unknown> = objectForms
    expect([schemas, forms]).toHaveLength(2)
  })
})
