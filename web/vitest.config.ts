import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Each package's own vite.config.ts says how its tests run (environment, JSX). None of them
    // isolates its files: a document for each file costs more than all the tests in it.
    projects: ['tokens', 'client', 'loader', 'widget', 'dashboard'],
    passWithNoTests: true,
  },
})
