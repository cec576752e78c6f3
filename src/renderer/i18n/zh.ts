import attachments from './zh/attachments.json' with { type: 'json' }
import attributions from './zh/attributions.json' with { type: 'json' }
import backup from './zh/backup.json' with { type: 'json' }
import border from './zh/border.json' with { type: 'json' }
import cases from './zh/cases.json' with { type: 'json' }
import claims from './zh/claims.json' with { type: 'json' }
import common from './zh/common.json' with { type: 'json' }
import consent from './zh/consent.json' with { type: 'json' }
import contacts from './zh/contacts.json' with { type: 'json' }
import custody from './zh/custody.json' with { type: 'json' }
import editor from './zh/editor.json' with { type: 'json' }
import escrow from './zh/escrow.json' with { type: 'json' }
import exchange from './zh/exchange.json' with { type: 'json' }
import failures from './zh/failures.json' with { type: 'json' }
import handover from './zh/handover.json' with { type: 'json' }
import help from './zh/help.json' with { type: 'json' }
import identity from './zh/identity.json' with { type: 'json' }
import journal from './zh/journal.json' with { type: 'json' }
import keys from './zh/keys.json' with { type: 'json' }
import limits from './zh/limits.json' with { type: 'json' }
import lint from './zh/lint.json' with { type: 'json' }
import map from './zh/map.json' with { type: 'json' }
import merge from './zh/merge.json' with { type: 'json' }
import nav from './zh/nav.json' with { type: 'json' }
import pages from './zh/pages.json' with { type: 'json' }
import palette from './zh/palette.json' with { type: 'json' }
import paper from './zh/paper.json' with { type: 'json' }
import places from './zh/places.json' with { type: 'json' }
import preview from './zh/preview.json' with { type: 'json' }
import publications from './zh/publications.json' with { type: 'json' }
import release from './zh/release.json' with { type: 'json' }
import reports from './zh/reports.json' with { type: 'json' }
import retention from './zh/retention.json' with { type: 'json' }
import review from './zh/review.json' with { type: 'json' }
import reviewers from './zh/reviewers.json' with { type: 'json' }
import search from './zh/search.json' with { type: 'json' }
import selection from './zh/selection.json' with { type: 'json' }
import settings from './zh/settings.json' with { type: 'json' }
import sources from './zh/sources.json' with { type: 'json' }
import spellings from './zh/spellings.json' with { type: 'json' }
import timeline from './zh/timeline.json' with { type: 'json' }
import today from './zh/today.json' with { type: 'json' }
import tour from './zh/tour.json' with { type: 'json' }
import undo from './zh/undo.json' with { type: 'json' }
import unlock from './zh/unlock.json' with { type: 'json' }
import versions from './zh/versions.json' with { type: 'json' }
import viewer from './zh/viewer.json' with { type: 'json' }
import vocab from './zh/vocab.json' with { type: 'json' }
import wipe from './zh/wipe.json' with { type: 'json' }
import type { MessageKey } from './messages.ts'

export const zh = {
  ...common,
  ...nav,
  ...failures,
  ...tour,
  ...undo,
  ...unlock,
  ...settings,
  ...journal,
  ...release,
  ...pages,
  ...palette,
  ...reports,
  ...editor,
  ...custody,
  ...retention,
  ...keys,
  ...preview,
  ...limits,
  ...lint,
  ...search,
  ...selection,
  ...cases,
  ...sources,
  ...spellings,
  ...consent,
  ...claims,
  ...timeline,
  ...today,
  ...attachments,
  ...attributions,
  ...viewer,
  ...wipe,
  ...border,
  ...escrow,
  ...exchange,
  ...handover,
  ...help,
  ...contacts,
  ...backup,
  ...identity,
  ...versions,
  ...map,
  ...merge,
  ...paper,
  ...places,
  ...publications,
  ...reviewers,
  ...review,
  ...vocab,
} satisfies Readonly<Record<MessageKey, string>>
