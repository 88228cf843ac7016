import { Button, ButtonRow, LinkButton } from '#app/components/button'
import { CheckboxGroup, RadioGroup, Select } from '#app/components/choice'
import { Dialog, DialogLink } from '#app/components/dialog'
import { ErrorSummary } from '#app/components/error-summary'
import { DateInput, NumberInput, TextArea, TextInput } from '#app/components/field'
import { FormSection, HiddenFields } from '#app/components/field-parts'
import { FileInput } from '#app/components/file-input'
import type { KitState } from '#app/components/kit/kit-data'
import { kitReply, SERVICES, STORED_FILES } from '#app/components/kit/kit-data'

const SiteFields = ({ state }: { state: KitState }) => {
  const reply = kitReply(state)
  return (
    <FormSection title="执业地点" hint="按《医疗机构执业许可证》或备案凭证填写，一个执业地点填一份。">
      <TextInput name="siteName" label="机构名称" required reply={reply} width="full" />
      <TextInput
        name="creditCode"
        label="统一社会信用代码"
        hint="18 位，见营业执照或法人登记证书"
        required
        reply={reply}
        maxLength={18}
        width="half"
      />
      <TextInput name="phone" label="联系电话" type="tel" autoComplete="tel" inputMode="tel" required reply={reply} width="third" />
      <Select
        name="district"
        label="所在县区"
        required
        emptyLabel="请选择"
        reply={reply}
        options={[
          { value: '370502', label: '东营区' },
          { value: '370503', label: '河口区' },
          { value: '370505', label: '垦利区' },
        ]}
      />
      <DateInput name="licensedOn" label="许可证首次核发日期" hint="不晚于今天" required reply={reply} />
      <NumberInput name="beds" label="编制床位" suffix="张" min={0} max={2000} optional reply={reply} />
    </FormSection>
  )
}

const ServiceFields = ({ state }: { state: KitState }) => {
  const reply = kitReply(state)
  return (
    <FormSection title="服务与材料">
      <RadioGroup
        name="ownership"
        label="经营性质"
        required
        inline
        reply={reply}
        options={[
          { value: 'profit', label: '营利性' },
          { value: 'nonprofit', label: '非营利性' },
        ]}
      />
      <CheckboxGroup name="services" label="申请的服务类别" hint="可选多项；每一项有专项评估" required reply={reply} options={SERVICES} />
      <TextArea name="remark" label="需要说明的情况" optional reply={reply} maxLength={500} />
      <FileInput
        name="license"
        label="执业许可证正副本"
        hint="PDF、JPG 或 PNG，每个不超过 20 MB；已上传的文件会保留"
        required
        multiple
        accept=".pdf,.jpg,.jpeg,.png"
        reply={reply}
        files={state === 'empty' ? [] : STORED_FILES}
        removeName="removeFile"
      />
    </FormSection>
  )
}

/** Fields, error summary, buttons and dialog. */
export const KitForms = ({ state }: { state: KitState }) => (
  <form method="post" encType="multipart/form-data" noValidate>
    <ErrorSummary reply={kitReply(state)} />
    <HiddenFields values={{ commandId: '01J8ZQ', revision: 3 }} />
    <SiteFields state={state} />
    <ServiceFields state={state} />
    <ButtonRow>
      <Button name="intent" value="next">
        保存并继续
      </Button>
      <Button name="intent" value="save" tone="secondary" busyText="保存中…">
        暂存
      </Button>
      <LinkButton href="#main">返回上一页</LinkButton>
      <Button tone="danger">不予受理</Button>
      <Button tone="quiet" type="button">
        取消
      </Button>
      <DialogLink dialogId="withdraw">撤回申请…</DialogLink>
    </ButtonRow>
    <Dialog id="withdraw" title="确定撤回申请？" isLoss>
      <p>撤回后本次申请终止，已填内容保留为草稿，可在下一评估批次前重新提交。</p>
      <ButtonRow>
        <Button tone="danger" name="intent" value="withdraw">
          确定撤回
        </Button>
      </ButtonRow>
    </Dialog>
  </form>
)
