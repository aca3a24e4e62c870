import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../shared/format/format';
import { Empty } from '../../../shared/ui/states';
import { plainName } from '../api/plain-name';
import type { Certificate } from '../api/signing';

/** Days at which an end is announced: the nearer, the louder. */
const SOON = 60;
const PRESSING = 30;

export function CertificateTable({ certificates }: { certificates: Certificate[] }) {
  const { t } = useTranslation();
  if (certificates.length === 0) return <Empty text={t('certificates.none')} />;
  return (
    <Table<Certificate>
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={certificates}
      scroll={{ x: 760 }}
      columns={[
        {
          title: t('certificates.owner'),
          render: (_, row) => (
            <>
              {row.ownerName} <span className="vt-small">{t(`signing.${row.owner.kind}`)}</span>
            </>
          ),
        },
        { title: t('certificates.subject'), render: (_, { subject }) => plainName(subject) },
        {
          title: t('certificates.validTo'),
          width: 160,
          render: (_, row) => <span className="vt-number">{formatInstant(row.validTo)}</span>,
        },
        { title: t('certificates.left'), width: 220, render: (_, row) => <Left row={row} /> },
      ]}
    />
  );
}

function Left({ row }: { row: Certificate }) {
  const { t } = useTranslation();
  const { daysLeft, isRenewed } = row;
  if (daysLeft < 0) return <span style={{ color: 'var(--seal)' }}>✕ {t('certificates.ended')}</span>;
  const words = t('certificates.daysLeft', { count: daysLeft });
  if (isRenewed) return <span>{`✓ ${words} · ${t('certificates.renewed')}`}</span>;
  if (daysLeft > SOON) return <span>{words}</span>;
  const colour = daysLeft <= PRESSING ? 'var(--seal)' : 'var(--doubt)';
  return <span style={{ color: colour }}>{`! ${words} · ${t('certificates.renew')}`}</span>;
}
