/** The mark that the signing commands put into the note of a version that is the scan of a signed print. */
export const onPaper = '纸质签署扫描件'

export const onPaperWords = '纸质签署，扫描件'
