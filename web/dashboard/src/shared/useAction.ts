import { useMutation } from '@tanstack/react-query'
import { wordsOf } from '../api/http'
import { complain, say } from '../ui/toasts'

/** Do something with a chat, say that it is done, or why it was refused. */
export function useDeed<Answer, What = void>(deed: (what: What) => Promise<Answer>, done?: string) {
  return useMutation({
    mutationFn: deed,
    onSuccess: () => {
      if (done) say(done)
    },
    onError: (failure) => complain(wordsOf(failure)),
  })
}
