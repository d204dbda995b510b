import type { User } from '@frontdesk/protocol'
import { http } from '../../api/http'
import { queryClient, sessionQuery } from '../../api/queries'
import { useMe } from '../../api/session'
import { problemsIn } from '../../shared/form/check'
import { DeclaredForm } from '../../shared/form/DeclaredForm'
import type { Section } from '../../shared/form/fields'
import { useForm } from '../../shared/form/useForm'
import { Part, Sheet } from '../../shared/PageBody'
import { Avatar } from '../../ui/Avatar'
import * as t from '../../words/words'

type Profile = Pick<User, 'name' | 'email'>

const SECTIONS: readonly Section<Profile>[] = [
  {
    fields: [
      {
        kind: 'text',
        name: 'name',
        label: t.settings.name,
        autoComplete: 'name',
        max: 120,
        isRequired: true,
      },
      {
        kind: 'text',
        name: 'email',
        label: t.settings.eMail,
        hint: t.settings.youSign,
        disabled: true,
      },
    ],
  },
]

export function ProfilePage() {
  const me = useMe()
  const form = useForm<Profile>({
    values: { name: me.name, email: me.email },
    save: async ({ name }) => {
      const user = await http.patch('/user/me', { body: { name } })
      queryClient.setQueryData(sessionQuery.queryKey, (before) =>
        before ? { ...before, user } : before,
      )
    },
    check: (values) => problemsIn(SECTIONS, values),
  })
  return (
    <Sheet title={t.settings.profile} lead={t.settings.yourNameAppearsNext}>
      <Part>
        <Avatar name={form.values.name} seed={me.id} size="large" />
      </Part>
      <DeclaredForm sections={SECTIONS} form={form} />
    </Sheet>
  )
}
