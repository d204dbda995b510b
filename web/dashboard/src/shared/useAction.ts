import { useMutation } from '@tanstack/react-query'
import { errorMessage } from '../api/http'
import { showError, showToast } from '../ui/toasts'

/** Do something with a chat, say that it is done, or why it was refused. */
export function useAction<Answer, What = void>(
  action: (what: What) => Promise<Answer>,
  done?: string,
) {
  return useMutation({
    mutationFn: action,
    onSuccess: () => {
      if (done) showToast(done)
    },
    onError: (failure) => showError(errorMessage(failure)),
  })
}
