import { mainLeaf, stageForInstitution } from '#app/view/stages'

/** The id of a state's row on the page of its chart. */
export const stateAnchor = (path: string): string => `state-${path.replaceAll('.', '-')}`

/** The rules of the step at which a case stands, with the version of the rules that it is decided by. */
export function flowHref({ machine, stage, policyId }: { machine: string; stage: string; policyId: string }): string {
  const shown = stageForInstitution(stage)
  const main = mainLeaf(machine, shown)
  const leaf = shown.split(' ').find((path) => path === main || path.endsWith(`.${main}`)) ?? ''
  return `/guide/flow/${machine}?pack=${encodeURIComponent(policyId)}#${stateAnchor(leaf)}`
}
