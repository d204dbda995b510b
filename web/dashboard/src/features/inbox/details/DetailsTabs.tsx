import type { Conversation } from '@frontdesk/protocol'
import { Tabs } from 'radix-ui'
import * as t from '../../../words/words'
import { RunsPanel } from '../../responder/RunsPanel'
import { AssignmentsPanel } from './AssignmentsPanel'
import { VisitorPanel } from './VisitorPanel'

const TAB =
  'min-h-10 border-b-2 border-transparent px-1 text-soft outline-offset-[-2px] hover:text-ink max-md:min-h-11 ' +
  'data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink'

/** Who it is, and who had the chat. */
export function DetailsTabs({ conversation }: { conversation: Conversation }) {
  return (
    <Tabs.Root defaultValue="visitor">
      <Tabs.List
        aria-label={t.details.details}
        className="flex gap-4 border-b border-line px-4 pt-1.5"
      >
        <Tabs.Trigger value="visitor" className={TAB}>
          {t.details.visitor}
        </Tabs.Trigger>
        <Tabs.Trigger value="assignments" className={TAB}>
          {t.details.assignments}
        </Tabs.Trigger>
        <Tabs.Trigger value="assistant" className={TAB}>
          {t.details.assistant}
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="visitor" className="outline-none">
        <VisitorPanel conversation={conversation} />
      </Tabs.Content>
      <Tabs.Content value="assignments" className="outline-none">
        <AssignmentsPanel conversation={conversation} />
      </Tabs.Content>
      <Tabs.Content value="assistant" className="outline-none">
        <RunsPanel conversation={conversation} />
      </Tabs.Content>
    </Tabs.Root>
  )
}
