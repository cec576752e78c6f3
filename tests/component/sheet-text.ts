import type { PaperArrival, PaperChain, PaperLine, PaperTold } from '../exchange/paper-reader.ts'

const token =
  /exported (\S+) · received (\S+) · txn (\d+)|\b(subject) ([0-9a-f]{32})\b|\b(holder|digest|prev|subjectPrev|hash|manifest|sender) ([0-9a-f]{64})\b|\b(signature) ([0-9a-f]{128})\b|\b(subjectKind) ([a-z]+)|seq (\d+) · txn (\d+) · day (\S+) · kind (\S+) · actor ("(?:[^"\\]|\\.)*")/g

/** The chains on a custody sheet, out of its printed words alone, whatever their language. */
export const chainsInText = (words: string): PaperChain[] => {
  const chains: PaperChain[] = []
  let subject = ''
  let holder = ''
  let subjectKind = ''
  let lines: PaperLine[] = []
  let told: Partial<PaperTold> = {}
  let arrivals: PaperArrival[] = []
  for (const match of words.replaceAll(/\s*\n\s*/g, ' ').matchAll(token)) {
    const [, exported = '', received = '', came, , , , , , , , , seq, txn, day, kind, actor] = match
    if (came !== undefined) {
      arrivals.push({ exported, received, txn: Number(came), manifest: '', sender: '' })
      continue
    }
    if (seq !== undefined) {
      told = { seq: Number(seq), txn: Number(txn), day: day ?? '', kind: kind ?? '' }
      told = { ...told, actor: JSON.parse(actor ?? '""') as string }
      continue
    }
    const [name = '', value = ''] = match.slice(1).filter((part) => part !== undefined)
    if (name === 'subject') subject = value
    else if (name === 'holder') holder = value
    else if (name === 'subjectKind') subjectKind = value
    else if (name === 'hash') {
      lines.push({ hash: value, told: told.seq === undefined ? null : (told as PaperTold) })
      told = {}
    } else if (name === 'signature') {
      chains.push({ arrivals, holder, lines, signature: value, subject, subjectKind })
      lines = []
      arrivals = []
    } else if (name === 'manifest' || name === 'sender') {
      arrivals = [...arrivals.slice(0, -1), { ...arrivals.at(-1)!, [name]: value }]
    } else told = { ...told, [name]: value }
  }
  return chains
}
