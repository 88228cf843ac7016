import { cx } from '#app/components/cx'

/** An uploaded file: its own address, and what it is called. */
export type ViewedFile = { readonly name: string; readonly href: string; readonly note?: string | undefined }

const FRAME = 'page-view'

const Picture = ({ file }: { file: ViewedFile }) => (
  <>
    <span className="flex h-20 w-16 shrink-0 items-center justify-center border border-line-200 bg-white">
      <img src={`${file.href}?as=thumbnail`} alt="" loading="lazy" className="max-h-full max-w-full" />
    </span>
    <span className="min-w-0 break-all">
      {file.name}
      {file.note === undefined ? null : <span className="block text-sm text-ink-600">{file.note}</span>}
    </span>
  </>
)

const linkClass = 'min-h-target items-center gap-3 py-1 aria-[current=true]:bg-brand-100'

/**
 * Opens a file in the page view at the right, or, where there is no room for one, in a window of its own. Both are plain
 * links, of which one is there at a time: what was typed into the page stays, with scripts and without.
 */
export const FileThumbnail = ({ file }: { file: ViewedFile }) => (
  <>
    <a href={`${file.href}?as=page`} target={FRAME} data-page-view-link={file.name} className={cx(linkClass, 'hidden lg:flex')}>
      <Picture file={file} />
    </a>
    <a href={`${file.href}?as=page`} target="_blank" rel="noreferrer" className={cx(linkClass, 'flex lg:hidden')}>
      <Picture file={file} />
      <span className="sr-only">（在新窗口打开）</span>
    </a>
  </>
)

export const FileThumbnails = ({ files }: { files: readonly ViewedFile[] }) => (
  <ul>
    {files.map((file, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and a file may have been handed in twice
      <li key={`${index}-${file.href}`}>
        <FileThumbnail file={file} />
      </li>
    ))}
  </ul>
)

const before = '<!doctype html><html lang="zh-CN"><title>材料内容</title><p>点左侧的文件，在这里查看。</p></html>'

/** The frame in which the files of a checklist open, on wide screens. Lines marked `data-page-item` are gone through with n and p. */
export const PageView = () => (
  <section aria-labelledby="page-view-title" className="hidden lg:block">
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <h2 id="page-view-title" className="text-xl">
        材料内容
      </h2>
      <p data-page-view-keys="" hidden className="text-sm text-ink-600">
        按 n 看下一项，按 p 看上一项
      </p>
    </div>
    <p data-page-view-name="" role="status" className="break-all text-sm text-ink-600" />
    <iframe
      name={FRAME}
      title="材料内容"
      srcDoc={before}
      loading="lazy"
      className="mt-2 h-screen max-h-[70vh] w-full border border-line-200"
    />
  </section>
)
