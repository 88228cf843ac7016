import { Button, ButtonRow } from '#app/components/button'
import { CheckboxGroup } from '#app/components/choice'
import { TextInput } from '#app/components/field'
import { HiddenFields } from '#app/components/field-parts'
import { FileInput } from '#app/components/file-input'
import type { FormReply } from '#app/components/form-reply'
import { Inset } from '#app/components/inset'
import { NoticeBanner } from '#app/components/notice-banner'
import { FormToken } from '#app/http/form-token'
import { SignerFields } from './bodies-signing'
import { FileForm, MATERIAL_MAX_BYTES, PlainForm } from './case-form'
import { KeptFields } from './kept-files'

/** Key files of real CAs are a few thousand bytes. */
export const KEY_FILE_MAX_BYTES = 256 * 1024

export type SignFacts = {
  readonly caseId: string
  readonly revision: number
  readonly commandId: string
  readonly holder: string
  readonly isDemo: boolean
  readonly representative: string
  readonly agreement: { readonly digest: string }
}

type FormProps = { readonly view: SignFacts; readonly reply: FormReply | undefined }

const Confirm = ({ view, reply, words }: FormProps & { words: string }) => (
  <>
    <HiddenFields values={{ baseDigest: view.agreement.digest }} />
    <CheckboxGroup name="confirmed" label="确认" required reply={reply} options={[{ value: 'yes', label: words }]} />
  </>
)

/** 乙方: its own certificate, used for this one request. In a demonstration one click does as well. */
export const InstitutionSignForm = ({ view, reply, isShort }: FormProps & { isShort: boolean }) => (
  <>
    <Inset>
      <p>
        法定代表人在公示以后变更的，请先<a href={`/cases/${view.caseId}/do/reportRepresentative`}>申报变更</a>
        ，协议文本重新生成后再签。不能网上签章的，可以到经办机构窗口打印签署。
      </p>
    </Inset>
    <FileForm page={view} path={`/cases/${view.caseId}/sign`} maxBytes={MATERIAL_MAX_BYTES}>
      <Confirm view={view} reply={reply} words="我单位已打开并核对上述协议文本，同意签订" />
      <KeptFields reply={reply} />
      <SignerFields reply={reply} representative={view.representative} />
      <FileInput
        name="certificate"
        label="本单位的证书文件"
        hint={`后缀为 .p12 或 .pfx，持有人须为“${view.holder}”。只在本次签章时使用，平台不保存。`}
        required
        accept=".p12,.pfx"
        reply={reply}
      />
      <TextInput name="password" type="password" label="证书密码" hint="平台不保存密码。" required width="half" reply={reply} />
      <ButtonRow>
        <Button name="intent" value="sign" busyText="正在签章…">
          签章
        </Button>
        {view.isDemo ? (
          <Button name="intent" value="demo" tone="secondary" busyText="正在签章…">
            用演示证书签章
          </Button>
        ) : null}
      </ButtonRow>
    </FileForm>
    {view.isDemo ? <DemoCertificate view={view} isShort={isShort} /> : null}
  </>
)

const DemoCertificate = ({ view, isShort }: { view: SignFacts; isShort: boolean }) => (
  <section id="demo" aria-labelledby="demo-title" className="mt-10 border-t border-line-200 pt-6">
    <h2 id="demo-title" className="text-xl">
      下载演示证书
    </h2>
    <p className="mb-4 max-w-measure text-ink-600">仅供演示：以“{view.holder}”的名义签发，可以下载后在上面选用，体验用自己的证书签章。</p>
    <form method="post" action={`/cases/${view.caseId}/demo-certificate`} noValidate>
      <FormToken />
      <TextInput
        name="filePassword"
        type="password"
        label="为证书文件设一个密码"
        hint="至少6位"
        width="half"
        reply={isShort ? { values: {}, errors: { filePassword: ['密码至少6位，请重新设置'] } } : undefined}
      />
      <Button tone="secondary" busyText="正在生成…">
        下载演示证书（.p12）
      </Button>
    </form>
  </section>
)

/** 甲方: the agency's seal, which the portal holds. */
export const AgencySignForm = ({ view, reply }: FormProps) => (
  <PlainForm page={view}>
    {view.isDemo ? (
      <NoticeBanner title="演示环境">
        <p>用以“{view.holder}”名义签发的演示印章签章。</p>
      </NoticeBanner>
    ) : null}
    <Confirm view={view} reply={reply} words="已核对协议文本和乙方签章，同意签订" />
    <ButtonRow>
      <Button name="intent" value="sign" busyText="正在签章…">
        加盖本机构电子签章
      </Button>
    </ButtonRow>
  </PlainForm>
)
