import { Alert, Button, Card, Form, Input, Select, Space } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useColleagues, useOwnAgency } from '../../../shared/api/directory';
import { formatDate } from '../../../shared/format/format';
import { useRules } from '../../../shared/ui/rules';
import { Problem } from '../../../shared/ui/states';
import { Verdict } from '../../../shared/ui/verdict';
import {
  checkAgain,
  type IncomingDetail,
  type IncomingFields,
  returnToSender,
  useIncomingMutation,
} from '../api/incoming';
import { initialAnswers } from './act-inputs';
import { fromForm, type IncomingFieldsForm, IncomingFieldsInputs, toForm } from './incoming-fields';
import { KindChange } from './kind-change';
import { type PaperLineForm, PaperLineInputs, paperLineOf } from './paper-line';
import { PaperFacts } from './paper-view';

interface DeskAnswers extends IncomingFieldsForm, PaperLineForm {
  toPositionId: string;
  reason?: string;
}

/** What the clerk has confirmed. */
export interface DeskOrder {
  fields: IncomingFields;
  toPositionId: string;
  reason?: string;
  /** Of paper that was numbered in the book on paper during an outage. */
  paperLine: ReturnType<typeof paperLineOf>;
}

interface DeskFormProps {
  document: IncomingDetail;
  busy: boolean;
  error: unknown;
  onSubmit: (order: DeskOrder) => void;
}

/** The verdict above, nine fields, to whom it is submitted; `Ctrl+Enter` is "Vào sổ và trình" wherever one stands. */
export function DeskForm({ document, busy, error, onSubmit }: DeskFormProps) {
  const { t } = useTranslation();
  const { required, atMost, chosen } = useRules();
  const [form] = Form.useForm<DeskAnswers>();
  const directors = useColleagues('director');
  const agency = useOwnAgency();
  const needsReason = document.advice === 'decide' || document.duplicates.length > 0;
  const [head] = directors.data ?? [];
  useEffect(() => {
    if (head && !form.getFieldValue('toPositionId')) form.setFieldValue('toPositionId', head.positionId);
  }, [head, form]);
  const ready = head !== undefined && agency.data !== undefined && document.advice !== 'return' && !busy;
  useSubmitKey(ready, form.submit);
  return (
    <aside className="vt-aside">
      {document.check && (
        <Card size="small" title={t('signing.card')}>
          <p style={{ marginTop: 0 }}>{document.check.adviceVi}</p>
          <Verdict judgement={document.check.judgement} />
          <Space wrap>
            <CheckAgain documentId={document.id} />
            <KindChange document={document} />
          </Space>
        </Card>
      )}
      {document.paper && <PaperFacts paper={document.paper} />}
      {document.duplicates.map((duplicate) => (
        <Alert
          key={duplicate.documentId}
          type="warning"
          showIcon
          title={
            <Link to={`/van-ban-den/${duplicate.documentId}`}>
              {`${duplicate.whyVi} (${formatDate(duplicate.arrivedOn)})`}
            </Link>
          }
        />
      ))}
      {document.advice === 'return' ? (
        <ReturnForm document={document} />
      ) : (
        <Card size="small">
          <Form<DeskAnswers>
            form={form}
            layout="vertical"
            requiredMark={false}
            scrollToFirstError={{ focus: true }}
            initialValues={toForm(document.fields)}
            onFinish={(answers) => onSubmit({ ...answers, fields: fromForm(answers), paperLine: paperLineOf(answers) })}
          >
            {needsReason && (
              <Form.Item name="reason" label={t('incoming.inputs.stillRegister')} rules={[required, atMost(500)]}>
                <Input autoFocus />
              </Form.Item>
            )}
            <IncomingFieldsInputs />
            {document.source === 'paper' && <PaperLineInputs />}
            <Form.Item name="toPositionId" label={t('incoming.inputs.submitTo')} rules={[chosen]}>
              <Select
                loading={directors.isPending}
                options={
                  directors.data?.map((p) => ({ value: p.positionId, label: `${p.fullName}, ${p.title}` })) ?? []
                }
              />
            </Form.Item>
            {error ? <Problem error={error} /> : null}
            <Button type="primary" htmlType="submit" loading={busy} disabled={!ready} title="Ctrl+Enter">
              {t('incoming.desk.go')}
            </Button>
          </Form>
        </Card>
      )}
    </aside>
  );
}

function CheckAgain({ documentId }: { documentId: string }) {
  const { t } = useTranslation();
  const again = useIncomingMutation(() => checkAgain(documentId));
  return (
    <Button size="small" loading={again.isPending} onClick={() => again.mutate(undefined)}>
      {t('incoming.acts.check-again')}
    </Button>
  );
}

/** Reason and words are written already: the number is not given, and the sender is told why. */
function ReturnForm({ document }: { document: IncomingDetail }) {
  const { t } = useTranslation();
  const { required, chosen, atMost } = useRules();
  const reasons = t('incoming.returnReasons', { returnObjects: true });
  const start = initialAnswers('return', document, undefined);
  const act = useIncomingMutation((answers: { reasonCode: keyof typeof reasons; reason: string }) =>
    returnToSender(document.id, answers.reasonCode, answers.reason),
  );
  return (
    <Card size="small" title={t('incoming.desk.noNumber')}>
      <Form
        layout="vertical"
        requiredMark={false}
        initialValues={start}
        onFinish={(answers) => act.mutate(answers as { reasonCode: keyof typeof reasons; reason: string })}
      >
        <Form.Item name="reasonCode" label={t('common.reason')} rules={[chosen]}>
          <Select options={Object.entries(reasons).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="reason" label={t('incoming.inputs.returnText')} rules={[required, atMost(500)]}>
          <Input.TextArea autoSize={{ minRows: 3 }} />
        </Form.Item>
        {act.error && <Problem error={act.error} />}
        <Space wrap>
          <Button type="primary" danger htmlType="submit" loading={act.isPending}>
            {t('incoming.acts.return')}
          </Button>
        </Space>
      </Form>
    </Card>
  );
}

/** `Ctrl+Enter`, also when nothing has the focus: after an act its field is gone. */
function useSubmitKey(ready: boolean, submit: () => void): void {
  const wanted = useRef(false);
  const [, again] = useState(0);
  useEffect(() => {
    if (ready && wanted.current) {
      wanted.current = false;
      submit();
    }
  }, [ready, submit]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (event.repeat) return;
      // Pressed a moment early, while the names are still being fetched: done when they are there.
      if (ready) submit();
      else wanted.current = true;
      again((count) => count + 1);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [ready, submit]);
}
