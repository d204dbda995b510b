import { errorMessage, Refusal } from '../../api/http'
import * as t from '../../words/words'

/** Why a link opens nothing; one that was never given is most often one that was cut in copying. */
export function linkProblem(failure: Error): string {
  const isUnknown = failure instanceof Refusal && failure.status === 404
  return isUnknown ? t.auth.checkTheLink : errorMessage(failure)
}
