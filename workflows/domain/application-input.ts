import { z } from 'zod'
import { ApplicationForm } from '#workflows/domain/application-form'
import { Institution, PracticeSite } from '#workflows/domain/institution'
import { typeOfKind } from '#workflows/domain/institution-kinds'
import { findForeignPlace } from '#workflows/domain/site-address'
import { ItemScore } from '#workflows/policy/item-scores'

/**
 * One institution's whole application as a file: the input of the walkthrough. `materials` names the files handed in
 * for each entry of the checklist; left out, every required entry is handed in with a placeholder.
 */
export const ApplicationInput = z
  .strictObject({
    institution: Institution,
    site: PracticeSite,
    form: ApplicationForm,
    materials: z.array(z.strictObject({ materialId: z.string().min(1), files: z.array(z.string().min(1)).min(1) })).optional(),
    selfEvaluation: z.array(ItemScore).min(1, '请按评估标准表逐项自评'),
  })
  .superRefine(({ institution, site }, context) => {
    if (typeOfKind(site.kind) !== institution.type) {
      context.addIssue({ code: 'custom', path: ['site', 'kind'], message: '机构类别与申请类别不一致，请核对' })
    }
    const foreign = findForeignPlace(site.address)
    if (foreign !== undefined) context.addIssue({ code: 'custom', path: ['site', 'address'], message: foreign })
  })
export type ApplicationInput = z.output<typeof ApplicationInput>
