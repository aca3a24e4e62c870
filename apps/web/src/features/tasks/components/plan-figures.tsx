import { Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDate } from '../../../shared/format/format';
import type { Plan } from '../api/plans';

const FIGURES = ['total', 'doneInTime', 'doneLate', 'overdue', 'today', 'soon', 'later'] as const;
type Line = Plan['figures'] & { key: string; name: string; plan: Plan | null; children?: Line[] };

/** How far each plan is by deadline, and under it who leads how much. */
export function PlanFigures({
  plans,
  chosen,
  onChoose,
}: {
  plans: readonly Plan[];
  chosen: string | undefined;
  onChoose: (numberAndSymbol: string) => void;
}) {
  const { t } = useTranslation();
  const lines = plans.map((plan): Line => {
    const key = `${plan.kind} ${plan.numberAndSymbol} ${plan.title}`;
    const children = plan.byLead.map((lead): Line => ({ ...lead, key: `${key} ${lead.name}`, plan: null }));
    const name = `${plan.numberAndSymbol}, ${formatDate(plan.date)}: ${plan.title}`;
    return { ...plan.figures, key, name, plan, children };
  });
  const columns: TableColumnsType<Line> = [
    {
      title: t('plans.plan'),
      width: 420,
      render: (_, { plan, name }) =>
        plan === null ? (
          name
        ) : (
          <Button
            type="link"
            size="small"
            style={{ display: 'inline', padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'left' }}
            aria-pressed={plan.numberAndSymbol === chosen}
            onClick={() => onChoose(plan.numberAndSymbol)}
          >
            {t(`plans.kinds.${plan.kind}`)} {name}
          </Button>
        ),
    },
    ...FIGURES.map((figure) => ({
      title: t(`plans.figures.${figure}`),
      width: 92,
      render: (_: unknown, line: Line) => (
        <span className={figure === 'overdue' && line.overdue > 0 ? 'vt-number vt-late' : 'vt-number'}>
          {formatCount(line[figure])}
        </span>
      ),
    })),
  ];
  return (
    <Table<Line>
      rowKey="key"
      size="small"
      pagination={false}
      columns={columns}
      dataSource={lines}
      scroll={{ x: 1060 }}
      style={{ marginBottom: 12 }}
    />
  );
}
