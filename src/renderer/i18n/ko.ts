import attachments from './ko/attachments.json' with { type: 'json' }
import attributions from './ko/attributions.json' with { type: 'json' }
import backup from './ko/backup.json' with { type: 'json' }
import border from './ko/border.json' with { type: 'json' }
import cases from './ko/cases.json' with { type: 'json' }
import claims from './ko/claims.json' with { type: 'json' }
import common from './ko/common.json' with { type: 'json' }
import consent from './ko/consent.json' with { type: 'json' }
import contacts from './ko/contacts.json' with { type: 'json' }
import custody from './ko/custody.json' with { type: 'json' }
import editor from './ko/editor.json' with { type: 'json' }
import escrow from './ko/escrow.json' with { type: 'json' }
import exchange from './ko/exchange.json' with { type: 'json' }
import failures from './ko/failures.json' with { type: 'json' }
import handover from './ko/handover.json' with { type: 'json' }
import help from './ko/help.json' with { type: 'json' }
import identity from './ko/identity.json' with { type: 'json' }
import journal from './ko/journal.json' with { type: 'json' }
import keys from './ko/keys.json' with { type: 'json' }
import limits from './ko/limits.json' with { type: 'json' }
import lint from './ko/lint.json' with { type: 'json' }
import map from './ko/map.json' with { type: 'json' }
import merge from './ko/merge.json' with { type: 'json' }
import nav from './ko/nav.json' with { type: 'json' }
import pages from './ko/pages.json' with { type: 'json' }
import palette from './ko/palette.json' with { type: 'json' }
import paper from './ko/paper.json' with { type: 'json' }
import places from './ko/places.json' with { type: 'json' }
import preview from './ko/preview.json' with { type: 'json' }
import publications from './ko/publications.json' with { type: 'json' }
import release from './ko/release.json' with { type: 'json' }
import reports from './ko/reports.json' with { type: 'json' }
import retention from './ko/retention.json' with { type: 'json' }
import review from './ko/review.json' with { type: 'json' }
import reviewers from './ko/reviewers.json' with { type: 'json' }
import search from './ko/search.json' with { type: 'json' }
import selection from './ko/selection.json' with { type: 'json' }
import settings from './ko/settings.json' with { type: 'json' }
import sources from './ko/sources.json' with { type: 'json' }
import spellings from './ko/spellings.json' with { type: 'json' }
import timeline from './ko/timeline.json' with { type: 'json' }
import today from './ko/today.json' with { type: 'json' }
import tour from './ko/tour.json' with { type: 'json' }
import undo from './ko/undo.json' with { type: 'json' }
import unlock from './ko/unlock.json' with { type: 'json' }
import versions from './ko/versions.json' with { type: 'json' }
import viewer from './ko/viewer.json' with { type: 'json' }
import vocab from './ko/vocab.json' with { type: 'json' }
import wipe from './ko/wipe.json' with { type: 'json' }
import type { MessageKey } from './messages.ts'

export const ko = {
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
