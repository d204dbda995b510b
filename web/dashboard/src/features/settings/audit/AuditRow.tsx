import type { AuditChange, AuditEntry } from '@frontdesk/protocol'
import { ArrowRight } from 'lucide-react'
import { fullMoment } from '../../../words/time'
import * as t from '../../../words/words'
import { fieldWords, sentenceOf, sourceOf } from './entry'

/** One entry: what happened, what changed by it, when and from where. */
export function AuditRow({ entry }: { entry: AuditEntry }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-6 gap-y-1 px-4 py-3 max-md:grid-cols-[minmax(0,1fr)]">
      <p className="font-medium wrap-anywhere">{sentenceOf(entry)}</p>
      <p className="text-small text-faint nums md:text-end">
        <time dateTime={entry.at}>{fullMoment(entry.at)}</time>
      </p>
      {entry.changes.length > 0 ? (
        <ul className="col-span-full grid gap-1 text-small text-soft">
          {entry.changes.map((change) => (
            <Change key={change.field} change={change} />
          ))}
        </ul>
      ) : null}
      <p className="col-span-full text-small text-faint wrap-anywhere">{sourceOf(entry)}</p>
    </li>
  )
}

function Change({ change }: { change: AuditChange }) {
  return (
    <li className="wrap-anywhere">
      <span className="text-faint">{fieldWords(change.field)}:</span>{' '}
      <span className="sr-only">{t.audit.was}</span> <Value text={change.before} />{' '}
      <ArrowRight size={12} className="inline rtl:-scale-x-100" aria-hidden="true" />{' '}
      <span className="sr-only">{t.audit.isNow}</span> <Value text={change.after} />
    </li>
  )
}

function Value({ text }: { text: string | null }) {
  if (text === null || text === '') return <span className="text-faint">{t.audit.empty}</span>
  return <bdi>{text}</bdi>
}
