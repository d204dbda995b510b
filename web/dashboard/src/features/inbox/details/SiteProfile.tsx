import type { SiteProfile as Said } from '@frontdesk/protocol'
import * as t from '../../../words/words'

/** Who the site says the visitor is. Anybody at its page could have said so, and that is said, too. */
export function SiteProfile({ profile }: { profile: Said }) {
  const { name, email, attributes = {} } = profile
  const facts = [
    ...(name ? [[t.details.name, name] as const] : []),
    ...(email ? [[t.details.eMail, email] as const] : []),
    ...Object.entries(attributes).map(([key, value]) => [key, wordOf(value)] as const),
  ]
  return <Facts title={t.details.fromYourWebsiteNotVerified} facts={facts} />
}

/** What other systems keep with the conversation. */
export function Metadata({ metadata }: { metadata: Record<string, string | number | boolean> }) {
  const facts = Object.entries(metadata).map(([key, value]) => [key, wordOf(value)] as const)
  return facts.length > 0 ? <Facts title={t.details.fromOtherSystems} facts={facts} /> : null
}

function Facts({ title, facts }: { title: string; facts: (readonly [string, string])[] }) {
  return (
    <section className="grid gap-2 p-4">
      <h3 className="text-small font-medium text-faint">{title}</h3>
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
        {facts.map(([key, value]) => (
          <div key={key} className="contents">
            <dt className="min-w-0 break-words text-faint">
              <bdi>{key}</bdi>
            </dt>
            <dd className="min-w-0 break-words">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function wordOf(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? t.details.yes : t.details.no
  return `${value}`
}
