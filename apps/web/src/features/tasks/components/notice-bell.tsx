import { Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatInstant } from '../../../shared/format/format';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type NoticeKind, type NoticeMode, useNoticeActs, useNoticeModes, useNotices } from '../api/notices';
import { workAddress } from '../api/tasks';

const KINDS: readonly NoticeKind[] = [
  'submitted',
  'given',
  'sent-back',
  'extension',
  'urge-before',
  'urge-due',
  'urge-overdue',
  'escalated',
  'completed',
  'remind-signature',
  'certificate-expiring',
  'certificate-revoked',
  'signature-failed',
  'charged',
];
const MODES: readonly NoticeMode[] = ['at-once', 'digest', 'never'];

/** How many notices are unread; pressed, the notices and how one wants to be told. */
export function NoticeBell() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const notices = useNotices(true);
  const { read } = useNoticeActs();
  const unread = notices.data?.unread ?? 0;
  return (
    <>
      <Button
        size="small"
        ghost
        onClick={() => setOpen(true)}
        aria-label={t('tasks.notices.unread', { count: unread })}
      >
        {t('tasks.notices.open')}
        {unread > 0 && <span className="vt-count">{unread}</span>}
      </Button>
      <Drawer
        open={open}
        title={t('tasks.notices.title')}
        size={420}
        onClose={() => setOpen(false)}
        extra={
          <>
            <Button
              size="small"
              disabled={unread === 0}
              onClick={() => read.mutate(undefined)}
              loading={read.isPending}
            >
              {t('tasks.notices.readAll')}
            </Button>{' '}
            <Button size="small" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>
              {t('tasks.notices.how')}
            </Button>
          </>
        }
      >
        {choosing && <Modes />}
        {notices.isPending && <Loading />}
        {notices.isError && <Problem error={notices.error} onRetry={() => notices.refetch()} />}
        {notices.data?.items.length === 0 && <Empty text={t('tasks.notices.empty')} />}
        <ul className="vt-timeline">
          {notices.data?.items.map((one) => (
            <li key={one.id} style={{ fontWeight: one.read ? 400 : 600 }}>
              <div className="vt-small">
                {t(`tasks.notices.kinds.${one.kind}`)} · {formatInstant(one.at)}
              </div>
              {one.documentId ? (
                <Link
                  to={workAddress(one.source, one.documentId)}
                  onClick={() => {
                    setOpen(false);
                    if (!one.read) read.mutate([one.id]);
                  }}
                >
                  {one.textVi}
                </Link>
              ) : (
                <Link
                  to="/viec"
                  onClick={() => {
                    setOpen(false);
                    read.mutate([one.id]);
                  }}
                >
                  {one.textVi}
                </Link>
              )}
            </li>
          ))}
        </ul>
      </Drawer>
    </>
  );
}

/** Per kind: at once, once a day, or never. */
function Modes() {
  const { t } = useTranslation();
  const modes = useNoticeModes(true);
  const { setModes } = useNoticeActs();
  if (!modes.data) return <Loading />;
  return (
    <>
      <p className="vt-quiet" style={{ marginTop: 0 }}>
        {t('tasks.notices.urgentAlways')}
      </p>
      <dl className="vt-facts" style={{ gridTemplateColumns: 'minmax(0, 1fr) 150px', marginBottom: 14 }}>
        {KINDS.map((kind) => (
          <div key={kind} style={{ display: 'contents' }}>
            <dt>{t(`tasks.notices.kinds.${kind}`)}</dt>
            <dd>
              <Select<NoticeMode>
                aria-label={t(`tasks.notices.kinds.${kind}`)}
                size="small"
                style={{ width: '100%' }}
                value={modes.data.modes[kind] ?? 'at-once'}
                options={MODES.map((value) => ({ value, label: t(`tasks.notices.modes.${value}`) }))}
                onChange={(mode) => setModes.mutate({ [kind]: mode })}
              />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
