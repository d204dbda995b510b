import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { needsSetUpQuery } from '../../api/queries'
import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { AuthFrame } from './AuthFrame'

/** A fresh installation, opened without its link: where the link is, and how to get another. */
export function NotSetUp() {
  const { data: isNeeded } = useQuery({ ...needsSetUpQuery, staleTime: 0 })
  if (isNeeded === false) {
    return (
      <AuthFrame title={t.auth.itIsSetUp}>
        <Link to="/sign-in" className="text-accent-text underline">
          {t.auth.signIn}
        </Link>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t.auth.setUpFrontdesk} lead={t.auth.frontdeskIsRunning}>
      <ol className="grid list-decimal gap-2 ps-5 text-soft">
        <li>
          <Rich
            text={t.auth.openThePrintedLink}
            parts={{ link: <code>{`${location.origin}/setup/…`}</code> }}
          />
        </li>
        <li>
          <Rich
            text={t.auth.orMakeAnOwner}
            parts={{ command: <code>frontdesk create-owner</code> }}
          />
        </li>
      </ol>
    </AuthFrame>
  )
}
