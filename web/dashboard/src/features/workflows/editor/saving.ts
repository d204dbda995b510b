import { useMutation, useQueryClient } from '@tanstack/react-query'
import { errorMessage, http, Refusal } from '../../../api/http'
import { showError, showToast } from '../../../ui/toasts'
import * as t from '../../../words/words'
import { publishedWords } from '../logic/published'
import { workflowPath, workflowQuery } from './queries'
import type { Editor } from './useEditor'
import { useObstacle } from './useObstacle'

/** Saving the draft, and publishing it; what somebody else saved meanwhile is never overwritten unseen. */
export function useSaving(projectId: number, editor: Editor) {
  const client = useQueryClient()
  const path = workflowPath(projectId, editor.saved.id)
  const obstacle = useObstacle()
  const refreshList = () =>
    client.invalidateQueries({ queryKey: ['project', projectId, 'workflows'] })

  const save = useMutation({
    mutationFn: (change: { name?: string; over?: number }) => {
      const body = { definition: editor.definition, ...(change.name ? { name: change.name } : {}) }
      return http.patch(path, { body, ifMatch: change.over ?? editor.saved.version })
    },
    onMutate: () => editor.definition,
    onSuccess: (answer, _, sent) => {
      editor.markSaved(answer, sent)
      void refreshList()
    },
    onError: (failure) => {
      if (!isStale(failure)) showError(errorMessage(failure))
    },
  })
  const publish = useMutation({
    mutationFn: async (remark: string) => {
      const { version } = editor.isChanged ? await save.mutateAsync({}) : editor.saved
      return await http.post(`${path}/publish`, { body: { remark }, ifMatch: version })
    },
    onSuccess: (answer) => {
      editor.markPublished(answer)
      showToast(publishedWords(answer.publishedNumber ?? 0, obstacle))
      void refreshList()
    },
    onError: (failure) => {
      if (!isStale(failure)) showError(errorMessage(failure))
    },
  })
  const unpublish = useMutation({
    mutationFn: () => http.post(`${path}/unpublish`, { body: {}, ifMatch: editor.saved.version }),
    onSuccess: (answer) => {
      editor.markPublished(answer)
      showToast(t.workflows.notLiveAnyMoreNew)
      void refreshList()
    },
    onError: (failure) => {
      if (!isStale(failure)) showError(errorMessage(failure))
    },
  })
  const theirs = () =>
    client.fetchQuery({ ...workflowQuery(projectId, editor.saved.id), staleTime: 0 })
  return {
    save,
    publish,
    unpublish,
    isStale: [save, publish, unpublish].some(({ error }) => isStale(error)),
    loadTheirs: async () => {
      editor.replaceWith(await theirs())
      save.reset()
      publish.reset()
      unpublish.reset()
    },
    keepMine: async () => {
      const { version } = await theirs()
      publish.reset()
      unpublish.reset()
      save.mutate({ over: version })
    },
  }
}

function isStale(failure: unknown): boolean {
  return failure instanceof Refusal && failure.status === 412
}
