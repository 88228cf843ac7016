import { index, type RouteConfig, route } from '@remix-run/route-config'

/** Every URL of the portal, in one table. */
export default [
  index('routes/home.tsx'),
  route('institutions', 'routes/public/institutions.tsx'),
  route('notices', 'routes/public/notices.tsx'),
  route('notices/:documentId', 'routes/public/notice.tsx'),
  route('notices/:documentId/object/:caseId', 'routes/public/objection.tsx'),
  route('notices/:documentId/object/:caseId/receipt/:commandId', 'routes/public/objection-receipt.tsx'),
  route('verify', 'routes/public/verify.tsx'),
  route('verify/:code', 'routes/public/verify-code.tsx'),
  route('documents/:id', 'routes/resources/document.ts'),
  route('attachments/:id', 'routes/resources/attachment.ts'),
  route('text-size/:size', 'routes/resources/text-size.ts'),
  route('sign-in', 'routes/session/sign-in.tsx'),
  route('sign-out', 'routes/session/sign-out.ts'),
  route('resume/:heldId', 'routes/session/resume.tsx'),
  route('demo/sign-in', 'routes/demo/demo-sign-in.ts'),
  route('demo/time', 'routes/demo/demo-time.tsx'),
  route('admin', 'routes/admin/admin.tsx'),
  route('internal/kit', 'routes/internal-kit.tsx'),
] satisfies RouteConfig
