import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { http } from '../../api/http'
import { passwordLinkQuery, queryClient } from '../../api/queries'
import { EntryForm } from '../../shared/form/EntryForm'
import { Button } from '../../ui/Button'
import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { AuthFrame } from './AuthFrame'
import { NEW_PASSWORD } from './fields'
import { linkProblem } from './link-problem'

/** The one-time page for somebody who forgot their password. */
export function PasswordLinkPage({ token }: { token: string }) {
  const link = useQuery(passwordLinkQuery(token))
  const setPassword = useMutation({
    mutationFn: (body: { password: string }) =>
      http.post(`/auth/password-links/${encodeURIComponent(token)}`, { body }),
    // Whoever was signed in here is not any more.
    onSuccess: () => queryClient.removeQueries({ queryKey: ['session'] }),
  })

  if (setPassword.isSuccess) return <PasswordIsSet />
  if (link.isPending) return <AuthFrame title={t.auth.oneMoment}>{null}</AuthFrame>
  if (link.isError) {
    return (
      <AuthFrame title={t.auth.thisLinkNoLongerWorks} lead={linkProblem(link.error)}>
        <p className="text-soft">{t.accounts.askForANewLink}</p>
      </AuthFrame>
    )
  }
  const email = <span className="font-medium text-ink">{link.data.email}</span>
  return (
    <AuthFrame
      title={t.accounts.setANewPassword}
      lead={<Rich text={t.accounts.forAccount} parts={{ email }} />}
    >
      <EntryForm
        fields={[NEW_PASSWORD]}
        submit={t.accounts.setPassword}
        failure={setPassword.error}
        isBusy={setPassword.isPending}
        onSubmit={setPassword.mutate}
      />
    </AuthFrame>
  )
}

function PasswordIsSet() {
  const navigate = useNavigate()
  return (
    <AuthFrame title={t.accounts.passwordIsSet} lead={t.accounts.signInWithIt}>
      <Button variant="primary" onClick={() => void navigate({ to: '/sign-in' })}>
        {t.auth.signIn}
      </Button>
    </AuthFrame>
  )
}
