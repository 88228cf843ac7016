import type { ApplicationSectionId } from '#workflows/domain/application-form'

export type DraftPageId = 'licences' | 'people' | 'contacts'

type DraftPage = { readonly id: DraftPageId; readonly title: string; readonly sections: readonly ApplicationSectionId[] }

/**
 * Which sections share a screen: three screens of form, then self-evaluation, materials and the check, so that an
 * application takes six screens. Services come first, because later questions and the score items follow from them.
 */
export const draftPages: readonly DraftPage[] = [
  { id: 'licences', title: '服务类别、主体与证照', sections: ['services', 'entity'] },
  { id: 'people', title: '人员、规模与信息系统', sections: ['staff', 'scale', 'systems'] },
  { id: 'contacts', title: '结算账户、声明与经办人', sections: ['account', 'declaration', 'agent'] },
]

export const draftStepCount = draftPages.length + 3

export const findDraftPage = (id: string): DraftPage | undefined => draftPages.find((page) => page.id === id)

/** The screen on which a section stands. */
export function pageOfSection(section: string): DraftPage | undefined {
  return draftPages.find((page) => page.sections.some((id) => id === section))
}

/** The address of a step of a draft; `step` is a page, or one of the three steps behind the form. */
export const draftHref = (draftId: string, step?: DraftPageId | 'self-evaluation' | 'materials' | 'check'): string =>
  step === undefined ? `/my/apply/${draftId}` : `/my/apply/${draftId}/${step}`
