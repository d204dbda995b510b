import type { Conversation } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { Field, Input, Select, TextArea } from '../../../ui/Field'
import { visitorName } from '../../../words/visitor'
import * as t from '../../../words/words'
import { recentChatsQuery } from '../editor/queries'
import { conversationIn } from '../logic/trial'
import type { TrialFieldProps } from './trial-field'

/** What the visitor says: typed here, or what somebody said once. */
export function VisitorSaysFields({
  projectId,
  options,
  edit,
}: TrialFieldProps & { projectId: number }) {
  return (
    <>
      <Field label={t.dryRun.theVisitorSays}>
        {(control) => (
          <Select
            {...control}
            value={options.kind}
            onChange={(event) => edit({ kind: event.target.value === 'past' ? 'past' : 'typed' })}
          >
            <option value="typed">{t.dryRun.whatITypeHere}</option>
            <option value="past">{t.dryRun.whatWasSaid}</option>
          </Select>
        )}
      </Field>
      {options.kind === 'typed' ? (
        <Field label={t.dryRun.messages} hint={t.dryRun.onePerLineEachLine}>
          {(control) => (
            <TextArea
              {...control}
              rows={4}
              dir="auto"
              value={options.text}
              onChange={(event) => edit({ text: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <PastFields projectId={projectId} options={options} edit={edit} />
      )}
    </>
  )
}

function PastFields({ projectId, options, edit }: TrialFieldProps & { projectId: number }) {
  const chats = useQuery(recentChatsQuery(projectId))
  const rows = chats.data ?? []
  const known = rows.some(({ id }) => id === conversationIn(options.conversation))
  return (
    <>
      {rows.length > 0 ? (
        <Field label={t.dryRun.oneOfTheLatest}>
          {(control) => (
            <Select
              {...control}
              value={known ? String(conversationIn(options.conversation)) : ''}
              onChange={(event) => edit({ conversation: event.target.value })}
            >
              <option value="">{t.dryRun.choose}</option>
              {rows.map((chat) => (
                <option key={chat.id} value={chat.id}>
                  {wordsFor(chat)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <Field label={t.dryRun.conversation} hint={t.dryRun.itsNumberOrItsAddress}>
        {(control) => (
          <Input
            {...control}
            dir="ltr"
            value={options.conversation}
            onChange={(event) => edit({ conversation: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

const MOST = 60

function wordsFor(chat: Conversation): string {
  const said = (chat.lastMessageSnippet ?? '').replaceAll(/\s+/g, ' ')
  const short = said.length > MOST ? `${said.slice(0, MOST)}…` : said
  return `${visitorName(chat.visitor)}: ${short}`
}
