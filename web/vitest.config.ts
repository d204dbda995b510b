import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Each package's own vite.config.ts says how its tests run (environment, JSX). Files that share
    // no document need no worker each; those with one do: focus and open dialogs outlive a file.
    projects: ['tokens', 'client', 'loader', 'widget', 'dashboard'],
    passWithNoTests: true,
  },
})
