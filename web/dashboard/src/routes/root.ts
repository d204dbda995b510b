import { createRootRoute, Outlet } from '@tanstack/react-router'
import { ErrorPage, NotFound } from '../shell/ErrorPage'

export const root = createRootRoute({
  component: Outlet,
  errorComponent: ErrorPage,
  notFoundComponent: NotFound,
})
