import type { Conversation, VisitorDetails } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { Ban } from 'lucide-react'
import type { ReactNode } from 'react'
import { errorMessage } from '../../../api/http'
import { visitorQuery } from '../../../api/queries'
import { usePageNow } from '../../../live/presence'
import { Avatar } from '../../../ui/Avatar'
import { Button } from '../../../ui/Button'
import { ErrorState } from '../../../ui/Empty'
import { Line } from '../../../ui/Line'
import { PresenceDot } from '../../../ui/PresenceDot'
import { Delayed, SkeletonBlock } from '../../../ui/Skeleton'
import { useMinutes } from '../../../words/now'
import { fullMoment, longAgo } from '../../../words/time'
import { visitorName } from '../../../words/visitor'
import * as t from '../../../words/words'
import { useBlocking } from '../actions/BlockDialog'
import { EarlierConversations } from './EarlierConversations'
import { PageLink } from './PageLink'
import { Metadata, SiteProfile } from './SiteProfile'
import { visitOf } from './visit'

export function VisitorPanel({ conversation }: { conversation: Conversation }) {
  const { visitor, projectId } = conversation
  const details = useQuery(visitorQuery(projectId, visitor.id))
  const online = visitor.isOnline === true
  return (
    <div className="divide-y divide-line">
      <header className="flex items-center gap-3 p-4">
        <Avatar name={visitor.name ?? visitor.email} seed={visitor.uid} size="large" />
        <div className="min-w-0 flex-1">
          <h2 className="text-message font-semibold">
            <Line>{visitorName(visitor)}</Line>
          </h2>
          {visitor.email && visitor.name ? (
            <p className="truncate text-soft" dir="ltr">
              {visitor.email}
            </p>
          ) : null}
          <p className="flex items-center gap-1.5 text-small text-soft">
            <PresenceDot online={online} />
            <span aria-hidden="true">{online ? t.ui.online : t.ui.offline}</span>
          </p>
        </div>
      </header>
      {details.isPending ? <PanelBones /> : null}
      {details.isError ? (
        <ErrorState
          title={t.details.detailsCouldNotBeLoaded}
          words={errorMessage(details.error)}
          onRetry={() => void details.refetch()}
        />
      ) : null}
      {details.data?.isBlocked ? <Blocked conversation={conversation} /> : null}
      {details.data ? <Details details={details.data} conversation={conversation} /> : null}
    </div>
  )
}

function Blocked({ conversation }: { conversation: Conversation }) {
  const block = useBlocking(conversation)
  return (
    <div className="flex items-center justify-between gap-3 bg-problem-soft px-4 py-2 text-problem">
      <span className="flex items-center gap-2">
        <Ban size={15} aria-hidden="true" /> {t.details.blocked}
      </span>
      <Button busy={block.isPending} onClick={() => block.mutate(false)}>
        {t.details.unblock}
      </Button>
    </div>
  )
}

function Details({
  details,
  conversation,
}: {
  details: VisitorDetails
  conversation: Conversation
}) {
  const now = useMinutes()
  const visit = visitOf(details.sessionMetadata)
  return (
    <>
      <Whereabouts
        details={details}
        uid={conversation.visitor.uid}
        online={conversation.visitor.isOnline === true}
      />
      {details.profile ? <SiteProfile profile={details.profile} /> : null}
      <Metadata metadata={conversation.metadata ?? {}} />
      {visit.pages.length > 0 ? (
        <Section title={t.details.pages}>
          <ol className="grid gap-1">
            {visit.pages.map((page) => (
              <li key={`${page.at}${page.url}`}>
                <PageLink url={page.url} title={page.title} at={page.at} />
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
      <Section title={t.details.visit}>
        <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
          {visit.referrer ? (
            <Fact label={t.details.cameFrom}>{<PageLink url={visit.referrer} whole />}</Fact>
          ) : null}
          {visit.landingPage ? (
            <Fact label={t.details.landedOn}>{<PageLink url={visit.landingPage} />}</Fact>
          ) : null}
          {visit.device ? <Fact label={t.details.device}>{visit.device}</Fact> : null}
          {visit.locale ? <Fact label={t.details.language}>{visit.locale}</Fact> : null}
          <Fact label={t.details.firstSeen}>{fullMoment(details.createdAt)}</Fact>
          {details.lastSeenAt ? (
            <Fact label={t.details.lastSeen}>{longAgo(details.lastSeenAt, now)}</Fact>
          ) : null}
          <Fact label={t.details.visitorId}>
            <span className="font-mono text-small break-all">{details.uid}</span>
          </Fact>
        </dl>
      </Section>
      {details.conversationCount > 1 ? (
        <Section title={t.details.earlierConversations(details.conversationCount - 1)}>
          <EarlierConversations conversation={conversation} />
        </Section>
      ) : null}
    </>
  )
}

function Whereabouts({
  details,
  uid,
  online,
}: {
  details: VisitorDetails
  uid: string
  online: boolean
}) {
  const page = usePageNow(uid) ?? details.currentPage
  if (!online || !page) return null
  return (
    <Section title={t.details.lookingAtNow}>
      <PageLink url={page.currentUrl} title={page.title} />
    </Section>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-2 p-4">
      <h3 className="text-small font-medium text-faint">{title}</h3>
      {children}
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  )
}

function PanelBones() {
  return (
    <Delayed>
      <div aria-hidden="true" className="grid gap-3 p-4">
        <SkeletonBlock className="h-3 w-24" />
        <SkeletonBlock className="h-3 w-full" />
        <SkeletonBlock className="h-3 w-3/4" />
        <SkeletonBlock className="h-3 w-40" />
      </div>
    </Delayed>
  )
}
