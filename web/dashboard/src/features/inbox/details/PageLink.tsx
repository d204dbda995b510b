import { Line } from '../../../ui/Line'
import { pathOf, safeUrl, shortUrl } from '../../../words/links'
import { useMinutes } from '../../../words/now'
import { shortAgo } from '../../../words/time'

type PageLinkProps = { url: string; title?: string | null; at?: string | null; whole?: boolean }

/** A page a visitor says they were on. The address is theirs, so only http ones become links. */
export function PageLink({ url, title, at, whole = false }: PageLinkProps) {
  const now = useMinutes()
  const href = safeUrl(url)
  const words = whole ? shortUrl(url) : pathOf(url)
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <span className="min-w-0 flex-1">
        {title ? <Line>{title}</Line> : null}
        {href ? (
          <a
            href={href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            title={url}
            dir="ltr"
            className="block truncate text-start text-accent-text hover:underline"
          >
            {words}
          </a>
        ) : (
          <span dir="ltr" className="block truncate text-start text-soft">
            {words}
          </span>
        )}
      </span>
      {at && !Number.isNaN(Date.parse(at)) ? (
        <time dateTime={at} className="shrink-0 text-small text-faint nums">
          {shortAgo(at, now)}
        </time>
      ) : null}
    </span>
  )
}
