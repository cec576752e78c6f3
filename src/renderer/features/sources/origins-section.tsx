import type { ReactElement } from 'react'
import type { Source } from '../../../shared/records.ts'
import { useAction, useVaultQuery } from '../../data/bridge.ts'
import { FailureBanner } from '../../data/failure-text.tsx'
import { useText } from '../../i18n/use-text.ts'
import { sourceName, useSources } from '../../records/names.ts'
import { useRevisable } from '../../records/use-revisable.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useView } from '../../app/view-state.ts'
import shared from '../../ui/shared.module.css'
import form from '../../records/record-form.module.css'

/**
 * Sources that the user confirmed to be one origin, and while the identity key is open those that
 * look alike. Only confirmations are stored, without the reason.
 */
export const OriginsSection = ({ source }: { readonly source: Source }): ReactElement | null => {
  const text = useText()
  const { select } = useView()
  const isFixed = useRevisable(source.id) !== 'yes'
  const { sourceById } = useSources()
  const { data: status } = useVaultQuery('identity.status', {})
  const isOpen = (status?.keyOpenUntil ?? null) !== null
  const proposed = useVaultQuery('sources.proposeOrigins', {}, { enabled: isOpen, gcTime: 0 })
  const save = useAction('sources.save')
  const { id, rev, content } = source
  const same = new Set<string>([
    ...content.sameOrigin,
    ...[...sourceById.values()]
      .filter((other) => other.content.sameOrigin.includes(id))
      .map((other) => other.id),
  ])
  const groups = isOpen ? (proposed.data ?? []) : []
  const alike = groups
    .filter((group) => group.includes(id))
    .flat()
    .filter((other) => other !== id && !same.has(other))
  if (same.size === 0 && alike.length === 0) return null

  const nameOf = (other: string): string => {
    const found = sourceById.get(other)
    return found === undefined ? text('journal.gone') : sourceName(found)
  }
  const put = (sameOrigin: typeof content.sameOrigin): void =>
    save.mutate({ id, rev, content: { ...content, sameOrigin } })
  return (
    <section className={form['section']}>
      <h2 className={form['heading']}>{text('identity.origins')}</h2>
      <p className={form['quiet']}>{text('identity.originsText')}</p>
      <FailureBanner failure={save.error} />
      {alike.map((other) => (
        <Banner
          key={other}
          tone="warn"
          title={text('identity.alike', { name: nameOf(other) })}
          actions={
            <CommandButton
              words="identity.confirmOrigin"
              offered="identity.confirmOriginNamed"
              values={{ name: nameOf(other) }}
              size="small"
              isDisabled={isFixed || save.isPending}
              onPress={() => put([...content.sameOrigin, other])}
            />
          }
        />
      ))}
      {[...same].map((other) => {
        const isOurs = content.sameOrigin.some((each) => each === other)
        return (
          <div key={other} className={shared['row2']}>
            <Button variant="quiet" icon="person" onPress={() => select('sources', other)}>
              {nameOf(other)}
            </Button>
            {isOurs && (
              <CommandButton
                words="identity.separate"
                spoken="identity.separateFrom"
                values={{ name: nameOf(other) }}
                size="small"
                isDisabled={isFixed || save.isPending}
                onPress={() => put(content.sameOrigin.filter((each) => each !== other))}
              />
            )}
          </div>
        )
      })}
    </section>
  )
}
