import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useIntl } from 'react-intl'
import type { Out } from '../../../shared/contract.ts'
import { languageOf } from '../../i18n/languages.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useText } from '../../i18n/use-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Facts } from './section.tsx'
import shared from '../../ui/shared.module.css'
import styles from './settings.module.css'

type Release = Out<'release.check'>

/** The one thing to know first: a rollback before all else. */
const verdictOf = ({ order, isGenuine, files }: Release) => {
  if (!isGenuine) return { name: 'unproven', tone: 'warn' } as const
  if (order === 'older') return { name: 'older', tone: 'danger' } as const
  if (files.every(({ kind }) => kind !== 'package')) {
    return { name: 'noPackage', tone: 'warn' } as const
  }
  return { name: order, tone: 'done' } as const
}

const Verdict = ({ release }: { readonly release: Release }): ReactElement => {
  const text = useText()
  const { name, tone } = verdictOf(release)
  const isUnsigned = name === 'unproven' && release.unknown.length === 0
  return (
    <Banner tone={tone} announce title={text(`release.${name}`)}>
      <p>{text(isUnsigned ? 'release.unsignedText' : `release.${name}Text`)}</p>
    </Banner>
  )
}

const Part = ({
  title,
  about,
  children,
}: {
  readonly title: string
  readonly about?: string
  readonly children: ReactNode
}): ReactElement => {
  const id = useId()
  return (
    <section aria-labelledby={id} className={shared['stack1']}>
      <h3 id={id} className={shared['subheading']}>
        {title}
      </h3>
      {about !== undefined && <p className={shared['quiet']}>{about}</p>}
      {children}
    </section>
  )
}

/** Keys with their fingerprints, to compare with those on paper. Nothing for no keys. */
const Keys = ({
  title,
  about,
  keys,
}: {
  readonly title: string
  readonly about?: string
  readonly keys: Release['signers']
}): ReactElement | null => {
  const text = useText()
  if (keys.length === 0) return null
  return (
    <Part title={title} {...(about === undefined ? {} : { about })}>
      <ul className={shared['stack1']}>
        {keys.map(({ name, fingerprint }) => (
          <li key={fingerprint}>
            {name !== null && <p>{text('release.key', { name })}</p>}
            <code translate="no" className={styles['fingerprint']}>
              {fingerprint}
            </code>
          </li>
        ))}
      </ul>
    </Part>
  )
}

/** What a check of a release found. */
export const ReleaseResult = ({ release }: { readonly release: Release }): ReactElement => {
  const text = useText()
  const format = useFormat()
  const { locale } = useIntl()
  const facts = [
    [text('release.version'), release.version],
    [text('release.day'), format.day(release.day)],
    [
      text('release.index'),
      text('release.indexValue', { index: release.index, own: release.ownIndex }),
    ],
    [text('release.order'), text(`release.order.${release.order}`)],
  ] as const
  return (
    <div className={shared['stack4']}>
      <Verdict release={release} />
      <Facts facts={facts} />
      <Part title={text('release.files')}>
        <ul className={styles['names']}>
          {release.files.map(({ name, kind, bytes }) => (
            <li key={name}>
              {text('release.file', {
                name,
                kind: text(`release.kind.${kind}`),
                size: format.bytes(bytes),
              })}
            </li>
          ))}
        </ul>
      </Part>
      <Keys title={text('release.signers')} keys={release.signers} />
      <Keys
        title={text('release.unknown')}
        about={text('release.unknownText')}
        keys={release.unknown}
      />
      {/* Words that no trusted key signed could ask the user to do anything. */}
      {release.isGenuine && (
        <Part title={text('release.news')}>
          <p className={styles['news']}>{release.news[languageOf(locale)]}</p>
        </Part>
      )}
      {release.isGenuine && (
        <>
          <Keys
            title={text('release.nextKeys')}
            about={text('release.nextKeysText')}
            keys={release.nextKeys ?? []}
          />
          <Keys title={text('release.revoked')} keys={release.revoked} />
        </>
      )}
    </div>
  )
}
