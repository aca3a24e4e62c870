import { Card, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Paths, Schemas } from '../../../shared/api/client';
import { formatCount, formatInstant } from '../../../shared/format/format';
import { Facts } from '../../../shared/ui/facts';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { Verdict } from '../../../shared/ui/verdict';
import { plainName } from '../api/plain-name';
import { useSignatureEvidence } from '../api/signing';

type Evidence =
  Paths['/api/signing/documents/{documentId}/signatures']['get']['responses'][200]['content']['application/json'];
type Judged = Evidence['judgements'][number];

/** What lies behind the signatures of one document: kept for as long as the document is (R-VER-08). */
export default function SignatureEvidencePage() {
  const { t } = useTranslation();
  const { documentId = '' } = useParams();
  const evidence = useSignatureEvidence(documentId);
  return (
    <section style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12, maxWidth: 1180 }}>
      <PageTitle text={t('evidence.title')} />
      <Link to={`/van-ban-di/${documentId}`}>{t('evidence.back')}</Link>
      {evidence.isPending && <Loading />}
      {evidence.isError && <Problem error={evidence.error} onRetry={() => evidence.refetch()} />}
      {evidence.data && <Found evidence={evidence.data} />}
    </section>
  );
}

function Found({ evidence: { judgements, preservation } }: { evidence: Evidence }) {
  const { t } = useTranslation();
  const [latest, ...earlier] = judgements;
  if (!latest) return <Empty text={t('evidence.none')} />;
  return (
    <>
      <Card size="small" title={t('evidence.latest', { at: formatInstant(latest.judgedAt) })}>
        <Verdict judgement={latest} />
      </Card>
      {preservation.map((file) => (
        <Preserved key={file.issuedSha256} file={file} />
      ))}
      <Material judged={latest} />
      {earlier.length > 0 && (
        <Card size="small" title={t('evidence.history')}>
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {earlier.map((judged) => (
              <li key={`${judged.judgedAt} ${judged.fileSha256}`}>
                <span className="vt-number">{formatInstant(judged.judgedAt)}</span>: {t(`signing.${judged.answer}`)} (
                {judged.policy})
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}

function Preserved({ file }: { file: Schemas['PreservedFile'] }) {
  const { t } = useTranslation();
  return (
    <Facts
      title={t('evidence.preservation.title')}
      facts={[
        [t('evidence.preservation.state'), t(`evidence.preservation.states.${file.state}`)],
        [t('evidence.preservation.level'), file.level],
        [t('evidence.preservation.until'), file.provenUntil && formatInstant(file.provenUntil)],
        [
          t('evidence.preservation.size'),
          file.bytes === null ? null : t('evidence.preservation.bytes', { bytes: formatCount(file.bytes) }),
        ],
        [t('evidence.preservation.problem'), file.problemVi],
        [t('evidence.preservation.issued'), <code key="sha">{file.issuedSha256.slice(0, 16)}…</code>],
      ]}
    />
  );
}

function Material({ judged }: { judged: Judged }) {
  const { t } = useTranslation();
  const day = (instant: string | null) => (instant === null ? t('common.none') : formatInstant(instant));
  return (
    <>
      <Card size="small" title={t('evidence.certificates')}>
        <Table
          rowKey="sha256"
          size="small"
          pagination={false}
          dataSource={judged.certificates}
          scroll={{ x: 860 }}
          columns={[
            { title: t('certificates.subject'), render: (_, { subject }) => plainName(subject) },
            { title: t('certificates.issuer'), render: (_, { issuer }) => plainName(issuer) },
            {
              title: t('evidence.serial'),
              dataIndex: 'serialNumber',
              width: 190,
              // A number that is cut off proves nothing.
              render: (serial: string) => (
                <span className="vt-number" style={{ overflowWrap: 'anywhere' }}>
                  {serial}
                </span>
              ),
            },
            {
              title: t('certificates.validTo'),
              width: 150,
              render: (_, row) => <span className="vt-number">{formatInstant(row.validTo)}</span>,
            },
          ]}
        />
      </Card>
      <Card size="small" title={t('evidence.timestamps')}>
        {judged.timestamps.length === 0 ? (
          <p style={{ margin: 0 }}>{t('evidence.noTimestamps')}</p>
        ) : (
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {judged.timestamps.map(({ time, by }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two tokens of one second are told alike
              <li key={`${time} ${i}`}>
                <span className="vt-number">{formatInstant(time)}</span> · {by}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card size="small" title={t('evidence.revocation')}>
        {judged.revocation.length === 0 ? (
          <p style={{ margin: 0 }}>{t('evidence.noRevocation')}</p>
        ) : (
          <ul style={{ margin: 0, paddingInlineStart: 18 }}>
            {judged.revocation.map(({ kind, by, thisUpdate, nextUpdate }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one authority answers for several certificates at once
              <li key={`${kind} ${by} ${thisUpdate} ${i}`}>
                {kind.toUpperCase()} · {by} · {day(thisUpdate)} – {day(nextUpdate)}
              </li>
            ))}
          </ul>
        )}
      </Card>
    </>
  );
}
