import { Button, ButtonRow } from '#app/components/button'
import { type KitState, kitReply, SHEET } from '#app/components/kit/kit-data'
import { ScoreComparison } from '#app/components/score-comparison'
import { CategoryScores, ScoreMeter } from '#app/components/score-meter'
import { ScoreSheet } from '#app/components/score-sheet'

const PASS_MARK = 8000

/** The score sheet as a form, and its results as drawings. */
export const KitScores = ({ state }: { state: KitState }) => (
  <>
    <h2 className="mb-4 mt-10">得分</h2>
    <ScoreMeter label="自评折算得分" total={state === 'empty' ? 0 : 8650} passMark={PASS_MARK} />
    <ScoreMeter label="评估折算得分" total={7850} passMark={PASS_MARK} hasVeto={state === 'error'} />
    <CategoryScores
      label="各类得分：自评与评估"
      categories={[
        { id: 'B', title: '机构与场所', max: 80, self: 80, official: 65 },
        { id: 'C', title: '人员与执业', max: 180, self: 165, ...(state === 'empty' ? {} : { official: 150 }) },
      ]}
    />
    <ScoreComparison
      caption="逐项对照"
      items={[
        { id: 'M-A01', title: '执业证照合法有效', max: 0, selfVeto: 'pass', officialVeto: 'fail', reason: '校验已过期' },
        { id: 'M-B01', title: '连续运营时间', max: 20, self: 20, official: 20 },
        { id: 'M-B03', title: '功能分区与诊疗环境', max: 20, self: 20, official: 15, reason: '候诊区与治疗区之间缺少隔断' },
      ]}
    />
    <form method="post" id="sheet" noValidate>
      <ScoreSheet categories={SHEET} passMark={PASS_MARK} reply={kitReply(state)} />
      <ButtonRow>
        <Button tone="secondary" busyText="保存中…">
          保存评分
        </Button>
      </ButtonRow>
    </form>
  </>
)
