import { RadioGroup, Select } from '#app/components/choice'
import { TextInput } from '#app/components/field'
import type { FormReply } from '#app/components/form-reply'
import { affiliationChoices, areaChoices, kindChoices } from '#app/forms/application-draft-choices'
import type { InstitutionType } from '#workflows/domain/institution-kinds'

type SiteFieldsProps = {
  readonly reply: FormReply | undefined
  readonly types: readonly InstitutionType[]
  readonly suggested: {
    readonly name?: string | undefined
    readonly kind?: string | undefined
    readonly admdvs?: string | undefined
    readonly affiliation?: string | undefined
  }
}

/** A practice site as its licence names it. */
export const SiteFields = ({ reply, types, suggested }: SiteFieldsProps) => (
  <>
    <TextInput
      name="name"
      label="执业（经营）地点名称"
      hint="与执业许可证、备案凭证或者药品经营许可证一致"
      required
      reply={reply}
      defaultValue={suggested.name}
    />
    <Select
      name="kind"
      label="机构类别"
      required
      reply={reply}
      emptyLabel="请选择"
      defaultValue={suggested.kind}
      options={kindChoices(types)}
    />
    <Select
      name="admdvs"
      label="所在县区（开发区）"
      hint="地址在开发区内的，选开发区"
      required
      reply={reply}
      emptyLabel="请选择"
      defaultValue={suggested.admdvs}
      options={areaChoices}
    />
    <TextInput
      name="address"
      label="详细地址"
      hint="写到门牌号，与证照一致；不用再写市、县区"
      required
      reply={reply}
      autoComplete="street-address"
    />
    <RadioGroup
      name="affiliation"
      label="隶属关系"
      required
      reply={reply}
      defaultValue={suggested.affiliation}
      options={affiliationChoices}
    />
  </>
)
