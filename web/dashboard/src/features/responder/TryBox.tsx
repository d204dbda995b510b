import type { TriedResponder } from '@frontdesk/protocol'
import { useMutation } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { useState } from 'react'
import { errorMessage, fieldErrors, http } from '../../api/http'
import { ErrorMessage } from '../../shared/FormError'
import { MessageText } from '../../shared/MessageText'
import { Button } from '../../ui/Button'
import { Field, TextArea } from '../../ui/Field'
import { submitting } from '../../ui/submitting'
import * as t from '../../words/words'
import { Withheld } from './Withheld'
import { tookWords, wholeNumber, withheldWords } from './words'

type TryBoxProps = { projectId: number; isChanged: boolean }

/** Ask what is saved something, and see who answered, how fast and at what price. */
export function TryBox({ projectId, isChanged }: TryBoxProps) {
  const [text, setText] = useState('')
  const trying = useMutation({
    mutationFn: (asked: string) =>
      http.post(`/projects/${projectId}/responder/try`, { body: { text: asked } }),
  })
  const asked = text.trim()
  return (
    <form
      onSubmit={submitting(() => asked && trying.mutate(asked))}
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
    >
      <Field
        label={t.assistant.aVisitorWrites}
        error={fieldErrors(trying.error)['text']}
        {...(isChanged ? { hint: t.assistant.youHaveUnsavedChanges } : {})}
      >
        {(control) => (
          <TextArea
            {...control}
            dir="auto"
            rows={2}
            maxLength={5000}
            placeholder={t.assistant.howLongDoesDeliveryTake}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div>
        <Button type="submit" busy={trying.isPending} disabled={asked === ''}>
          <Sparkles size={14} aria-hidden="true" />
          {trying.isPending ? t.assistant.asking : t.assistant.askTheAssistant}
        </Button>
      </div>
      <div aria-live="polite">
        {trying.isError ? <ErrorMessage>{errorMessage(trying.error)}</ErrorMessage> : null}
        {trying.data ? <Answer tried={trying.data} /> : null}
      </div>
    </form>
  )
}

function Answer({ tried }: { tried: TriedResponder }) {
  const withheld = withheldWords(tried)
  return (
    <figure className="grid gap-1.5">
      <blockquote className="w-fit max-w-[72ch] rounded-bubble rounded-es-tight bg-ai px-3 py-1.5 text-message text-on-ai">
        <MessageText content={tried.text} />
      </blockquote>
      {withheld ? <Withheld>{withheld}</Withheld> : null}
      <figcaption className="flex flex-wrap gap-x-1.5 px-1 text-small text-faint nums">
        <bdi>{tried.provider}</bdi>
        <span>· {tookWords(tried.modelMs)}</span>
        <span>
          {t.assistant.tokensReadWritten(wholeNumber(tried.tokensIn), wholeNumber(tried.tokensOut))}
        </span>
      </figcaption>
    </figure>
  )
}
