/**
 * The build date, in UTC: of SOURCE_DATE_EPOCH where it is set
 * (https://reproducible-builds.org/specs/source-date-epoch/), so that two builds are the same
 * bytes.
 *
 * @throws Error for an epoch that is not a number of seconds.
 */
export const buildDay = (epoch: string | undefined, now: Date): string => {
  if (epoch === undefined || epoch === '') return now.toISOString().slice(0, 10)
  if (!/^\d{1,11}$/.test(epoch)) throw new Error('SOURCE_DATE_EPOCH is not a number of seconds')
  return new Date(Number(epoch) * 1000).toISOString().slice(0, 10)
}
