import { http } from '../../api/http'
import { queryClient, sessionQuery } from '../../api/queries'
import { useMe } from '../../api/session'
import { Part, Sheet } from '../../shared/PageBody'
import { SaveBar } from '../../shared/SaveBar'
import { useForm } from '../../shared/useForm'
import { Avatar } from '../../ui/Avatar'
import { Field, Input } from '../../ui/Field'
import { submitting } from '../../ui/submitting'
import * as t from '../../words/words'

export function ProfilePage() {
  const me = useMe()
  const form = useForm({
    values: { name: me.name },
    save: (_, changes) => http.patch('/user/me', { body: changes }),
    onSaved: (user) =>
      queryClient.setQueryData(sessionQuery.queryKey, (before) =>
        before ? { ...before, user } : before,
      ),
  })
  return (
    <Sheet title={t.settings.profile} lead={t.settings.yourNameAppearsNext}>
      <form onSubmit={submitting(form.submit)} className="grid gap-6">
        <Part>
          <Avatar name={form.current.name} seed={me.id} size="large" />
          <Field label={t.settings.name} error={form.wrong['name']}>
            {(control) => (
              <Input
                {...control}
                dir="auto"
                autoComplete="name"
                maxLength={120}
                required
                value={form.current.name}
                onChange={(event) => form.edit({ name: event.target.value })}
              />
            )}
          </Field>
          <Field label={t.settings.eMail} hint={t.settings.youSign}>
            {(control) => <Input {...control} dir="ltr" type="email" value={me.email} disabled />}
          </Field>
        </Part>
        <SaveBar {...form.bar} />
      </form>
    </Sheet>
  )
}
