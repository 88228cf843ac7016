/** 新增 3 家，变更 1 家，退出 0 家 */
export const listCounts = ({ additions, changes, exits }: Readonly<Record<'additions' | 'changes' | 'exits', number>>): string =>
  `新增 ${additions} 家，变更 ${changes} 家，退出 ${exits} 家`
