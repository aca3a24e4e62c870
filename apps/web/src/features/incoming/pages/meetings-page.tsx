import { Alert, Button } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { civilDateOf, formatDate, formatInstant } from '../../../shared/format/format';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type Meeting, useMeetings } from '../api/meetings';

/** The week begins on Monday, whatever the browser thinks. */
const mondayOf = (day: Dayjs): Dayjs => day.subtract((day.day() + 6) % 7, 'day');
const civil = (day: Dayjs): string => day.format('YYYY-MM-DD');

/** Meetings to which registered invitations call, a week at a time; what runs into what is said. */
export default function MeetingsPage() {
  const { t } = useTranslation();
  const today = dayjs(civilDateOf(new Date()));
  const [monday, setMonday] = useState(() => mondayOf(today));
  const [from, to] = [civil(monday), civil(monday.add(6, 'day'))];
  const found = useMeetings(from, to);
  const meetings = found.data?.meetings ?? [];
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('incoming.meetings.title')} />
        <Button size="small" onClick={() => setMonday(monday.subtract(7, 'day'))}>
          {t('incoming.meetings.before')}
        </Button>
        <Button size="small" onClick={() => setMonday(mondayOf(today))}>
          {t('incoming.meetings.now')}
        </Button>
        <Button size="small" onClick={() => setMonday(monday.add(7, 'day'))}>
          {t('incoming.meetings.after')}
        </Button>
        <strong>{t('incoming.meetings.week', { from: formatDate(from), to: formatDate(to) })}</strong>
        <span style={{ flex: 1 }} />
        {meetings.length > 0 && <CalendarFile text={found.data?.icalendar ?? ''} from={from} />}
        <Link to="/van-ban-den">← {t('common.back')}</Link>
      </div>
      {found.isPending ? (
        <Loading />
      ) : found.isError ? (
        <Problem error={found.error} onRetry={() => found.refetch()} />
      ) : meetings.length === 0 ? (
        <Empty text={t('incoming.meetings.empty')} />
      ) : (
        <ol className="vt-plain-list">
          {meetings.map((meeting) => (
            <li key={meeting.documentId} style={{ background: '#fff', padding: '10px 14px', marginBottom: 8 }}>
              <MeetingLine meeting={meeting} all={meetings} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function MeetingLine({ meeting, all }: { meeting: Meeting; all: readonly Meeting[] }) {
  const { t } = useTranslation();
  const others = all.filter(({ documentId }) => meeting.conflictsWith.includes(documentId));
  const titles = others.map(({ title }) => title).join('; ');
  return (
    <>
      <strong className="vt-number">{formatInstant(meeting.startsAt)}</strong>{' '}
      <Link to={`/van-ban-den/${meeting.documentId}`}>{meeting.title}</Link>
      <div>{meeting.place}</div>
      <div className="vt-quiet">
        {t('incoming.meetings.from', { name: meeting.inviter })}
        {meeting.attendee && ` · ${t('incoming.meetings.attendee', { name: meeting.attendee })}`}
      </div>
      {others.length > 0 && (
        <Alert type="warning" showIcon style={{ marginTop: 6 }} title={t('incoming.meetings.conflict', { titles })} />
      )}
    </>
  );
}

/** The week as a file for other calendars; it lies in the page already. */
function CalendarFile({ text, from }: { text: string; from: string }) {
  const { t } = useTranslation();
  const address = `data:text/calendar;charset=utf-8,${encodeURIComponent(text)}`;
  return (
    <Button size="small" href={address} download={`lich-hop-${from}.ics`}>
      {t('incoming.meetings.download')}
    </Button>
  );
}
