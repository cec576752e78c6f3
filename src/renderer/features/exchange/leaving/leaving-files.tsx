import type { ReactElement } from 'react'
import type { Out } from '../../../../shared/contract.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useText } from '../../../i18n/use-text.ts'
import styles from './leaving.module.css'

/** Attached files that leave with a record, each with whether anybody cleaned it. */
export const LeavingFiles = ({
  files,
}: Pick<Out<'exports.record'>, 'files'>): ReactElement | null => {
  const text = useText()
  const format = useFormat()
  if (files.length === 0) return null
  return (
    <section className={styles['part']}>
      <h4>{text('leaving.filesTitle')}</h4>
      <ul className={styles['files']}>
        {files.map(({ name, mediaType, bytes, is, isOlder }, at) => (
          <li key={at}>
            <span className={styles['fileName']}>{name}</span>{' '}
            <span className={styles['quiet']}>
              {mediaType} · {format.bytes(bytes)}
            </span>
            <p className={styles[is === 'cleaned' ? 'quiet' : 'warned']}>
              {text(`leaving.file.${is}`)}
            </p>
            {isOlder && <p className={styles['warned']}>{text('leaving.fileOlder')}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
