import { useMutation } from '@tanstack/react-query'
import { errorMessage } from '../../../api/http'
import { useLive } from '../../../live/LiveProvider'
import { showError } from '../../../ui/toasts'

/** How what was written leaves the composer. `clear` is called once the text is in safe hands. */
export type Sending = { busy: boolean; send: (text: string, clear: () => void) => void }

/** A reply is safe at once: the outbox of this device keeps it until the server has it. */
export function useReplySending(onSend: (text: string) => void): Sending {
  return {
    busy: false,
    send: (text, clear) => {
      onSend(text)
      clear()
    },
  }
}

/** A note stays in the composer until the server has it. */
export function useNoteSending(conversationId: number): Sending {
  const { notes } = useLive()
  const write = useMutation({
    mutationFn: ({ text }: { text: string; clear: () => void }) =>
      notes.write(conversationId, text),
    onSuccess: (_, { clear }) => clear(),
    onError: (failure) => showError(errorMessage(failure)),
  })
  return { busy: write.isPending, send: (text, clear) => write.mutate({ text, clear }) }
}
