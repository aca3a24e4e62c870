import { Button, Card, Checkbox, Form, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useOwnAgency } from '../../../shared/api/directory';
import { civilDateOf, formatDate, formatInstant } from '../../../shared/format/format';
import { Requires } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { DayInput } from '../../../shared/ui/day-input';
import { PageTitle } from '../../../shared/ui/page-title';
import { useRules } from '../../../shared/ui/rules';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { type Assignment, type Charge, useAssignDrafting, useAssignments, useChangeAssignment } from './assignments';

/** What one's unit is charged with drafting, and what one has charged others with (Art. 10.1). */
export default function AssignmentsPage() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const [charging, setCharging] = useState(false);
  const list = useAssignments(open);
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('assignments.title')} />
        <Link to="/van-ban-di">{t('menu.outgoing')}</Link>
        <Checkbox checked={open} onChange={(event) => setOpen(event.target.checked)}>
          {t('assignments.onlyOpen')}
        </Checkbox>
        <Requires right="outgoing.sign">
          <Button type="primary" onClick={() => setCharging(true)}>
            {t('assignments.assign')}
          </Button>
        </Requires>
      </div>
      {list.isPending && <Loading />}
      {list.isError && <Problem error={list.error} onRetry={() => list.refetch()} />}
      {list.data?.assignments.length === 0 && <Empty text={t('assignments.none')} />}
      {list.data?.assignments.map((one) => (
        <AssignmentCard key={one.id} assignment={one} />
      ))}
      <ChargeDialog open={charging} onClose={() => setCharging(false)} />
    </section>
  );
}

function AssignmentCard({ assignment }: { assignment: Assignment }) {
  const { id, matter, dueOn, draft, isOverdue, isMine, mayChange, ...one } = assignment;
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Card size="small" style={{ marginBottom: 10 }}>
      <div style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{matter}</div>
      <div className="vt-small">
        {t('assignments.by', { who: one.assignedBy, unit: one.unitName, at: formatInstant(one.assignedAt) })}
        {dueOn && ` · ${t('assignments.due', { date: formatDate(dueOn) })}`}
      </div>
      {isOverdue && <Tag color="red">{t('assignments.overdue')}</Tag>}
      {draft ? (
        <Link to={`/van-ban-di/${draft.documentId}`} style={{ overflowWrap: 'anywhere' }}>
          {draft.abstract} ({t(`outgoing.states.${draft.state}`)})
        </Link>
      ) : (
        <Tag>{t('assignments.waiting')}</Tag>
      )}
      {isMine && (
        <Requires right="outgoing.draft">
          <Button size="small" onClick={() => navigate(`/van-ban-di/soan?giao=${id}`)}>
            {t('assignments.draft')}
          </Button>
        </Requires>
      )}
      {mayChange && <Changes assignment={assignment} />}
    </Card>
  );
}

/** For who gave it, until the unit has begun. */
function Changes({ assignment: { id, matter, dueOn } }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const { required } = useRules();
  const [doing, setDoing] = useState<'change' | 'withdraw' | null>(null);
  const change = useChangeAssignment();
  const close = () => {
    change.reset();
    setDoing(null);
  };
  return (
    <div className="vt-bar" style={{ marginTop: 8 }}>
      <Button size="small" onClick={() => setDoing('change')}>
        {t('assignments.change')}
      </Button>
      <Button size="small" danger onClick={() => setDoing('withdraw')}>
        {t('assignments.withdraw')}
      </Button>
      <ActDialog<Omit<Charge, 'unitId'>>
        open={doing === 'change'}
        title={t('assignments.change')}
        busy={change.isPending}
        error={change.error}
        onSubmit={(wanted) => change.mutate({ act: 'change', id, ...wanted }, { onSuccess: close })}
        onCancel={close}
      >
        <Form.Item name="matter" label={t('assignments.matter')} rules={[required]} initialValue={matter}>
          <Input.TextArea rows={3} maxLength={1000} showCount />
        </Form.Item>
        <Form.Item name="dueOn" label={t('assignments.dueOn')} initialValue={dueOn ?? ''}>
          <DayInput min={civilDateOf(new Date())} />
        </Form.Item>
      </ActDialog>
      <ActDialog<{ reason: string }>
        open={doing === 'withdraw'}
        title={t('assignments.withdraw')}
        busy={change.isPending}
        error={change.error}
        onSubmit={({ reason }) => change.mutate({ act: 'withdraw', id, reason }, { onSuccess: close })}
        onCancel={close}
      >
        <Form.Item name="reason" label={t('assignments.reason')} rules={[required]}>
          <Input.TextArea rows={2} maxLength={500} showCount />
        </Form.Item>
      </ActDialog>
    </div>
  );
}

function ChargeDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { required, chosen } = useRules();
  const agency = useOwnAgency();
  const assign = useAssignDrafting();
  return (
    <ActDialog<Charge>
      open={open}
      title={t('assignments.assign')}
      busy={assign.isPending}
      error={assign.error}
      onSubmit={(charge) => assign.mutate(charge, { onSuccess: onClose })}
      onCancel={() => {
        assign.reset();
        onClose();
      }}
    >
      <Form.Item name="unitId" label={t('assignments.unit')} rules={[chosen]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={(agency.data?.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="matter" label={t('assignments.matter')} rules={[required]}>
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
      <Form.Item name="dueOn" label={t('assignments.dueOn')}>
        <DayInput min={civilDateOf(new Date())} />
      </Form.Item>
    </ActDialog>
  );
}
