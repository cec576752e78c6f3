import { isDigitCode } from './letters.ts'

export const countDigits = (text: string): number => {
  let count = 0
  for (let at = 0; at < text.length; at += 1) if (isDigitCode(text.charCodeAt(at))) count += 1
  return count
}

/** The digits of a text and nothing else. */
export const onlyDigits = (text: string): string => {
  let digits = ''
  for (let at = 0; at < text.length; at += 1) {
    if (isDigitCode(text.charCodeAt(at))) digits += text.charAt(at)
  }
  return digits
}

/** A month and a day that exist, as MMDD. */
export const isMonthDay = (mmdd: string): boolean => {
  const month = Number(mmdd.slice(0, 2))
  const day = Number(mmdd.slice(2, 4))
  return month >= 1 && month <= 12 && day >= 1 && day <= 31
}

/** ISO/IEC 7812 check digit: cards, IMEI. */
export const passesLuhn = (text: string): boolean => {
  const digits = onlyDigits(text)
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const value = Number(digits[digits.length - 1 - index])
    const doubled = index % 2 === 1 ? value * 2 : value
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return digits.length > 0 && sum % 10 === 0 && /[1-9]/.test(digits)
}

const chineseWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643 check character of an 18-character citizen number (17 digits and 0-9 or x). */
export const passesChineseCheck = (text: string): boolean => {
  const id = text.toLowerCase().replaceAll(/[^0-9x]/g, '')
  if (id.length !== 18) return false
  const sum = chineseWeights.reduce((total, weight, index) => total + weight * Number(id[index]), 0)
  return '10x98765432'[sum % 11] === id[17]
}

/** Korean resident number as 13 digits: a date that exists and a century digit. */
export const isResidentNumber = (text: string): boolean => isMonthDay(onlyDigits(text).slice(2, 6))

/** ISO 7064 mod 97-10 over an IBAN, read piecewise. */
export const passesIban = (text: string): boolean => {
  const iban = text.toLowerCase().replaceAll(/[^0-9a-z]/g, '')
  if (iban.length < 15 || iban.length > 34) return false
  let rest = 0
  for (const unit of iban.slice(4) + iban.slice(0, 4)) {
    const value = unit >= 'a' ? unit.charCodeAt(0) - 87 : Number(unit)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** RFC 4291 text form with at least two colons' worth of structure; not a clock time. */
export const isIpv6 = (text: string): boolean => {
  const [left = '', right, extra] = text.split('::')
  if (extra !== undefined) return false
  const groups = (part: string): readonly string[] => (part === '' ? [] : part.split(':'))
  const all = [...groups(left), ...groups(right ?? '')]
  if (!all.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return false
  if (right === undefined) return all.length === 8
  return all.length <= 7 && all.length >= 2 && text.length > 5 && /[a-f]|::[0-9]/.test(text)
}
