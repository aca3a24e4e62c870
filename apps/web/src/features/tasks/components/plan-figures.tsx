import { Button, Card, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatCount, formatDate } from '../../../shared/format/format';
import { useNarrow } from '../../../shared/ui/narrow';
import type { Plan } from '../api/plans';

const FIGURES = ['total', 'doneInTime', 'doneLate', 'overdue', 'today', 'soon', 'later'] as const;
/** One plan; its number comes again with the next year. */
export const planKey = ({ kind, numberAndSymbol, title, date }: Plan): string =>
  [kind, numberAndSymbol, date, title].join(' ');

type Line = Plan['figures'] & { key: string; name: string; plan: Plan | null; children?: Line[] };

/** How far each plan is by deadline, and under it who leads how much. */
export function PlanFigures({
  plans,
  chosen,
  onChoose,
}: {
  plans: readonly Plan[];
  chosen: string | undefined;
  onChoose: (key: string) => void;
}) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const lines = plans.map((plan): Line => {
    const key = planKey(plan);
    const children = plan.byLead.map((lead): Line => ({ ...lead, key: `${key} ${lead.name}`, plan: null }));
    const name = `${plan.numberAndSymbol}, ${formatDate(plan.date)}: ${plan.title}`;
    return { ...plan.figures, key, name, plan, children };
  });
  if (narrow) return <PlanCards lines={lines} chosen={chosen} onChoose={onChoose} />;
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
            aria-pressed={planKey(plan) === chosen}
            onClick={() => onChoose(planKey(plan))}
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

/** On a phone each plan is a card; what is nought is left out beside the whole. */
function PlanCards({
  lines,
  chosen,
  onChoose,
}: {
  lines: readonly Line[];
  chosen: string | undefined;
  onChoose: (key: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <div style={{ display: 'grid', gap: 8, marginBottom: 12 }}>
      {lines.map(({ plan, name, ...line }) => (
        <Card key={line.key} size="small">
          {plan && (
            <Button
              type="link"
              size="small"
              style={{ display: 'inline', padding: 0, height: 'auto', whiteSpace: 'normal', textAlign: 'left' }}
              aria-pressed={line.key === chosen}
              onClick={() => onChoose(line.key)}
            >
              {t(`plans.kinds.${plan.kind}`)} {name}
            </Button>
          )}
          <div className="vt-small">
            {FIGURES.filter((figure) => figure === 'total' || line[figure] > 0).map((figure, at) => (
              <span key={figure} className={figure === 'overdue' ? 'vt-late' : undefined}>
                {at > 0 && ' · '}
                {t(`plans.figures.${figure}`)} {formatCount(line[figure])}
              </span>
            ))}
          </div>
        </Card>
      ))}
    </div>
  );
}
