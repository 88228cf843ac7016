import type { Response } from 'express'

/** A page that needs neither Remix nor the database: for refusals before routing and for faults of the shell. */
export type PlainPage = { status: number; title: string; advice: string }

export const plainPages = {
  badRequest: { status: 400, title: '请求无法识别', advice: '请核对网址，或从首页重新进入。' },
  crossSite: {
    status: 403,
    title: '已拒绝来自其他网站的提交',
    advice: '您的操作没有生效。请从本平台的页面重新提交，不要使用其他网站上的链接或按钮。',
  },
  staleForm: {
    status: 403,
    title: '页面已失效，提交未生效',
    advice: '您可能已经重新登录或退出，或者浏览器禁用了 Cookie。请返回上一页，复制已填写的内容，刷新页面后重新提交。',
  },
  notFound: { status: 404, title: '页面不存在', advice: '请核对网址，或从首页重新进入。' },
  methodRefused: { status: 405, title: '不支持这种访问方式', advice: '请从本平台的页面进入办理。' },
  lengthMissing: { status: 411, title: '无法接收上传的文件', advice: '请求没有注明文件大小。请换用常用浏览器重新上传。' },
  formTooLarge: {
    status: 413,
    title: '填写的内容过多',
    advice: '一次提交的文字不能超过 1 MB，您的操作没有生效。请返回上一页删减后重新提交。',
  },
  uploadTooLarge: { status: 413, title: '上传的文件过大', advice: '文件超过允许的大小，没有保存。请返回上一页，压缩或拆分后重新上传。' },
  tooMany: { status: 429, title: '访问过于频繁', advice: '请稍候一分钟再试。' },
  unexpected: {
    status: 500,
    title: '系统暂时无法处理',
    advice: '您的操作没有生效。请稍后重试；仍不成功时，请向经办机构提供下方的请求编号。',
  },
  unavailable: {
    status: 503,
    title: '平台暂时不能使用',
    advice: '数据库正在恢复，已经办理的事项不受影响。请过一分钟返回上一页重试，填写的内容还在那里；重复提交不会重复办理。',
  },
} as const satisfies Record<string, PlainPage>

const retrySeconds = 30

/** While the database is away: browsers and programs are told when to come back. */
export function sendUnavailable(res: Response, requestId: string): void {
  res.set('Retry-After', String(retrySeconds))
  sendPlainPage(res, plainPages.unavailable, requestId)
}

export function sendPlainPage(res: Response, { status, title, advice }: PlainPage, requestId: string): void {
  res
    .status(status)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<h1>${title}</h1>
<p>${advice}</p>
<p class="small">请求编号：${requestId}</p>
<p><a href="/">返回首页</a></p>
</main>
</body>
</html>
`)
}
