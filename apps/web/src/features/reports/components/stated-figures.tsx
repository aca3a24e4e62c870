import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNarrow } from '../../../shared/ui/narrow';
import type { Report } from '../api/reports';

type Figure = Report['figures'][number];

/** Every figure of the report, and on what it rests. */
export function StatedFigures({ figures }: { figures: Figure[] }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  return (
    <Table<Figure>
      rowKey={(one) => `${one.groupVi} ${one.nameVi}`}
      size="small"
      pagination={false}
      dataSource={figures}
      columns={[
        ...(narrow ? [] : [{ title: t('reports.group'), width: 230, dataIndex: 'groupVi' }]),
        { title: t('reports.indicator'), dataIndex: 'nameVi' },
        {
          title: t('reports.value'),
          align: 'right',
          render: (_, { value }) => value ?? <span className="vt-late">{t('reports.unknown')}</span>,
        },
        { title: t('reports.origin'), width: 120, render: (_, { origin }) => t(`reports.origins.${origin}`) },
        ...(narrow ? [] : [{ title: t('reports.basisShort'), width: 330, dataIndex: 'basisVi' }]),
      ]}
    />
  );
}
