import { createRootRoute, Outlet } from '@tanstack/react-router'
import { NotFound, Oops } from './shell/Oops'

export const root = createRootRoute({
  component: Outlet,
  errorComponent: Oops,
  notFoundComponent: NotFound,
})
