/** Files that came with an objection or a lead, each to look at and to keep. */
export const EvidenceList = ({ files, base }: { files: readonly { readonly name: string; readonly digest: string }[]; base: string }) =>
  files.length === 0 ? (
    '没有上传'
  ) : (
    <ul>
      {files.map(({ name, digest }) => (
        <li key={digest} className="flex flex-wrap items-center gap-x-4">
          <a href={`${base}/${digest}?as=page`} className="inline-flex min-h-target items-center">
            {name}
          </a>
          <a href={`${base}/${digest}`} className="inline-flex min-h-target items-center text-sm">
            下载<span className="sr-only">：{name}</span>
          </a>
        </li>
      ))}
    </ul>
  )
