import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { formatAbstract } from '../../../shared/format/format';
import { rowKeys } from '../../../shared/ui/keys';
import { ListCards } from '../../../shared/ui/list-cards';
import { useNarrow } from '../../../shared/ui/narrow';
import { UrgencyTag } from '../../../shared/ui/tags';
import { type RoutedLine, workAddress } from '../api/tasks';
import { Due } from './buckets';

export type WorkRow = RoutedLine & { id: string };

const addressOf = (row: WorkRow) => workAddress(row.source, row.documentId);

/** Numbers of plans begin anew every year, so the year of the decision stands with it (`directedBy` ends with its day). */
function numberOf({ source, numberAndSymbol, direction }: WorkRow): string {
  const year = source === 'document' ? undefined : /\d{4}$/.exec(direction?.directedBy ?? '')?.[0];
  return year === undefined ? numberAndSymbol : `${numberAndSymbol} (${year})`;
}

interface WorkTableProps {
  /** Of plans alone: the headings say so. */
  ofPlan?: boolean;
  rows: WorkRow[];
  selected?: readonly string[];
  onSelect?: (ids: string[]) => void;
}

/** Overdue first, then by urgency and day: as the service orders them. */
export function WorkTable({ rows, ofPlan = false, selected, onSelect }: WorkTableProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const narrow = useNarrow();
  if (narrow)
    return (
      <ListCards<WorkRow>
        rows={rows}
        addressOf={addressOf}
        brief={(row) => ({
          lead: (
            <>
              <UrgencyTag urgency={row.urgency} />
              {t(row.source === 'document' ? 'incoming.arrivalNumber' : 'plans.taskNumber', {
                number: row.arrivalNumber,
              })}{' '}
              · {numberOf(row)} · {row.senderName}
            </>
          ),
          title: formatAbstract('', row.abstract),
          more: (
            <>
              {t(`tasks.states.${row.state}`)} · <Due date={row.deadline} left={row.workingDaysLeft} />
              {row.waitingFor && ` · ${row.waitingFor}`}
            </>
          ),
        })}
      />
    );
  const columns: TableColumnsType<WorkRow> = [
    {
      title: t(ofPlan ? 'plans.number' : 'tasks.columns.arrival'),
      width: 66,
      render: (_, row) => (
        <span className="vt-number">
          {row.source === 'document' ? row.arrivalNumber : t('plans.taskNumber', { number: row.arrivalNumber })}
        </span>
      ),
    },
    {
      title: t('tasks.columns.number'),
      width: 150,
      ellipsis: true,
      render: (_, row) => <span title={numberOf(row)}>{numberOf(row)}</span>,
    },
    {
      title: t(ofPlan ? 'plans.content' : 'tasks.columns.abstract'),
      ellipsis: true,
      render: (_, row) => (
        <>
          <UrgencyTag urgency={row.urgency} />
          <Link to={addressOf(row)} tabIndex={-1} title={row.abstract}>
            {row.abstract}
          </Link>
        </>
      ),
    },
    {
      title: t(ofPlan ? 'plans.plan' : 'tasks.columns.sender'),
      width: 190,
      ellipsis: true,
      render: (_, row) => <span title={row.senderName}>{row.senderName}</span>,
    },
    {
      title: t('tasks.columns.due'),
      width: 210,
      render: (_, row) => <Due date={row.deadline} left={row.workingDaysLeft} />,
    },
    { title: t('tasks.columns.state'), width: 112, render: (_, row) => t(`tasks.states.${row.state}`) },
    {
      title: t('tasks.columns.waiting'),
      width: 200,
      ellipsis: true,
      render: (_, row) => <span title={row.waitingFor ?? ''}>{row.waitingFor}</span>,
    },
  ];
  return (
    <Table<WorkRow>
      rowKey="id"
      size="small"
      pagination={false}
      tableLayout="fixed"
      columns={columns}
      dataSource={rows}
      rowClassName="vt-row"
      {...(onSelect
        ? {
            rowSelection: {
              selectedRowKeys: [...(selected ?? [])],
              onChange: (keys) => onSelect(keys.map(String)),
              columnWidth: 40,
              getTitleCheckboxProps: () => ({ 'aria-label': t('common.selectAll') }) as object,
              getCheckboxProps: (row) => ({ 'aria-label': row.numberAndSymbol }) as object,
            },
          }
        : {})}
      onRow={(row) => ({
        tabIndex: 0,
        onClick: (click) => {
          if (!(click.target as HTMLElement).closest('a, .ant-table-selection-column')) navigate(addressOf(row));
        },
        onKeyDown: rowKeys(() => navigate(addressOf(row))),
      })}
    />
  );
}
