import { errorMessage, http, Refusal } from '../api/http'
import { showError } from '../ui/toasts'

/** A page load afterwards, so that nothing of the session stays in memory. */
export async function signOut(): Promise<void> {
  try {
    await http.post('/auth/logout')
  } catch (failure) {
    const alreadyOut = failure instanceof Refusal && failure.status === 401
    if (!alreadyOut) {
      showError(errorMessage(failure))
      return
    }
  }
  location.assign('/sign-in')
}
