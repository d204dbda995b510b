import { createRootRoute, Outlet } from '@tanstack/react-router'
import { NotFound, Oops } from '../shell/ErrorPage'

export const root = createRootRoute({
  component: Outlet,
  errorComponent: Oops,
  notFoundComponent: NotFound,
})
