import { nobody, over, type WordsOfStages } from './position-words-kit'

/** The stages of a version of the rules (第四条). */
export const ruleReleaseWords: WordsOfStages = {
  draft: {
    actor: ({ agency: name }) => `${name}起草人以外的经办人员或者负责人`,
    noDue: '没有法定期限。',
    consequence: '核对、公布以前不生效，各事项仍按现行版本办理。',
  },
  checked: {
    actor: ({ agency: name }) => `${name}起草人以外的经办人员或者负责人`,
    noDue: '没有法定期限；施行日期以前公布。',
    consequence: '公布以前不生效；内容再有修改的，须重新核对。',
  },
  published: { actor: nobody, noDue: over, consequence: '公布的版本不能再改。需要更正的，另行起草新的版本。' },
  dropped: { actor: nobody, noDue: over, consequence: '没有公布，不影响任何事项。' },
}

/** The stages of a record of 第二十七条. */
export const ruleOverrideWords: WordsOfStages = {
  proposed: {
    actor: ({ agency: name }) => `${name}提出人以外的经办人员或者负责人`,
    noDue: '没有法定期限。',
    consequence: '批准以前，规则版本有效期届满后提交的申请不能立卷（第二十七条）。',
  },
  approved: { actor: nobody, noDue: over, consequence: '所定期间内提交的新事项按这个版本办理，每件事项的记录都注明。' },
  dropped: { actor: nobody, noDue: over, consequence: '不影响任何事项。' },
}
