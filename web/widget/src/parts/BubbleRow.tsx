import { type Bubble, meaning } from '@frontdesk/client'
import { type Chat, teamName } from '../chat.ts'
import type { Line } from '../look/days.ts'
import { linkify } from '../look/linkify.ts'
import type { Words } from '../words/words.ts'
import { AiTag, PersonChip } from './Answering.tsx'
import { Face } from './Face.tsx'
import { State } from './State.tsx'

type BubbleLine = Extract<Line, { kind: 'bubble' }>

interface BubbleRowProps {
  chat: Chat
  line: BubbleLine
  offersPerson: boolean
}

export function BubbleRow({ chat, line, offersPerson }: BubbleRowProps) {
  const { bubble, isFirst, isLast } = line
  const { message, isMine } = bubble
  if (message?.contentType === 'event' || message?.sender.type === 'system') {
    return (
      <p class="event" dir="auto">
        {bubble.content}
      </p>
    )
  }
  const sender = message?.sender
  const isAi = sender?.type === 'ai'
  const { words } = chat.language.value
  const name = isMine ? words.visitor : sender?.name || teamName(chat)
  return (
    <div class="row" data-mine={isMine} data-first={isFirst} data-last={isLast}>
      {!isMine && isFirst && (
        <p class="author">
          <Face name={name} pictureUrl={sender?.avatarUrl ?? null} />
          <bdi>{name}</bdi>
          {isAi && <AiTag words={words} />}
        </p>
      )}
      <div class="line">
        {(isMine || !isFirst) && (
          <span class="hidden">{isAi ? `${name} (${words.ai})` : name}: </span>
        )}
        <Text bubble={bubble} isAi={isAi} words={words} />
        <Meta chat={chat} bubble={bubble} />
      </div>
      {bubble.state === 'failed' && <Failure chat={chat} bubble={bubble} />}
      <HeldBack bubble={bubble} words={words} />
      {offersPerson && <PersonChip chat={chat} />}
    </div>
  )
}

function Text({ bubble, isAi, words }: { bubble: Bubble; isAi: boolean; words: Words }) {
  const isDeleted = !!bubble.message?.deletedAt
  return (
    <p class="bubble" dir="auto" data-ai={isAi} data-deleted={isDeleted}>
      {isDeleted ? words.deleted : <Content text={bubble.content} />}
      {!isDeleted && bubble.message?.editedAt && <small> ({words.edited})</small>}
    </p>
  )
}

/** Only text and links made by us: what people write never becomes markup. */
function Content({ text }: { text: string }) {
  return linkify(text).map((piece, index) =>
    piece.kind === 'text' ? (
      piece.text
    ) : (
      <a
        key={`${index}-${piece.href}`}
        href={piece.href}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        dir="ltr"
      >
        {piece.text}
      </a>
    ),
  )
}

function Meta({ chat, bubble }: { chat: Chat; bubble: Bubble }) {
  const { code, words } = chat.language.value
  const written = new Date(bubble.createdAt)
  return (
    <span class="meta">
      <time dateTime={bubble.createdAt} title={written.toLocaleString(code)}>
        {written.toLocaleTimeString(code, { hour: 'numeric', minute: '2-digit' })}
      </time>
      {bubble.isMine && <State state={bubble.state} words={words} />}
    </span>
  )
}

function Failure({ chat, bubble }: { chat: Chat; bubble: Bubble }) {
  const { words } = chat.language.value
  const { tempId } = bubble
  if (!tempId) return null
  return (
    <p class="failure">
      <span>
        {words.failed}. {reasonOf(bubble, words)}
      </span>
      <button type="button" onClick={() => chat.session.retry(tempId)}>
        {words.retry}
      </button>
      <button type="button" onClick={() => chat.session.discard(tempId)}>
        {words.discard}
      </button>
    </p>
  )
}

function HeldBack({ bubble, words }: { bubble: Bubble; words: Words }) {
  if (bubble.error?.reason !== 'too_many_newcomers') return null
  return (
    <p class="event" role="status">
      {words.heldBack}
    </p>
  )
}

function reasonOf({ error }: Bubble, words: Words): string {
  if (!error) return words.reasonOther
  const known = { temp_id_taken: words.reasonConflict, chat_closed: words.blocked }
  return meaning(error, known, (code) =>
    code === 'too_long' ? words.reasonTooLong : words.reasonOther,
  )
}
