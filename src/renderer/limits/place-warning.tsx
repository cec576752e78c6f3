import type { ReactElement } from 'react'
import { useVaultQuery } from '../data/bridge.ts'
import { useText } from '../i18n/use-text.ts'
import { Banner } from '../ui/banner.tsx'

const services = {
  dropbox: 'Dropbox',
  onedrive: 'OneDrive',
  'google-drive': 'Google Drive',
  icloud: 'iCloud',
  nextcloud: 'Nextcloud',
  syncthing: 'Syncthing',
} as const

/** Warns if the vault's folder is copied elsewhere by a service, or has no access rights. */
export const PlaceWarning = (): ReactElement | null => {
  const text = useText()
  const { data } = useVaultQuery('vault.place', {})
  if (data === undefined) return null
  return (
    <>
      {data.sync !== null && (
        <Banner tone="warn" title={text('limits.synced', { service: services[data.sync] })}>
          <p>{text('limits.syncedText')}</p>
        </Banner>
      )}
      {data.isFat && (
        <Banner tone="warn" title={text('limits.fat')}>
          <p>{text('limits.fatText')}</p>
        </Banner>
      )}
    </>
  )
}
