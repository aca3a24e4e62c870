import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Card, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { findAgencies, useOwnAgency } from '../../../shared/api/directory';
import { formatInstant } from '../../../shared/format/format';
import { useKeptForm } from '../../../shared/ui/kept-form';
import { submitKey, useSaveKey } from '../../../shared/ui/keys';
import { PageTitle } from '../../../shared/ui/page-title';
import { oneLine, useRules } from '../../../shared/ui/rules';
import { Loading, Problem } from '../../../shared/ui/states';
import { formOfKind } from '../api/body-forms';
import { type DraftForm, draftForm, draftOf } from '../api/draft-form';
import { type OutgoingDetail, saveDraft, useOutgoingDocument } from '../api/outgoing';
import { AddressInputs } from '../components/address-inputs';
import { BodyInputs } from '../components/body-inputs';
import { WordTemplate } from '../drafting/word-template';

/** Of these forms there is a Word template. */
const HAS_TEMPLATE: readonly string[] = ['decision', 'letter', 'general'];

export default function DraftPage() {
  const { documentId } = useParams();
  return documentId ? <Existing documentId={documentId} /> : <Editor />;
}

function Existing({ documentId }: { documentId: string }) {
  const document = useOutgoingDocument(documentId);
  if (document.isPending) return <Loading />;
  if (document.isError) return <Problem error={document.error} onRetry={() => document.refetch()} />;
  return <Editor document={document.data} />;
}

/** The content is typed; the layout by Annex I is the system's and is shown when the draft is saved. */
function Editor({ document }: { document?: OutgoingDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const answers = document?.answers ?? parameters.get('tra-loi');
  const [form] = Form.useForm<DraftForm>();
  const kept = useKeptForm(document ? `${document.id}.${document.version}` : 'new', form);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const agency = useOwnAgency();
  const agencies = useQuery({ queryKey: ['directory', 'find', ''], queryFn: () => findAgencies('') });
  const kind = Form.useWatch('kind', form) ?? document?.kind ?? 'cong-van';
  const kinds = Object.entries(t('incoming.kinds', { returnObjects: true })).map(([value, label]) => ({
    value,
    label,
  }));
  useSaveKey(form.submit);

  const save = async (typed: DraftForm) => {
    setBusy(true);
    setProblem(null);
    const draft = {
      ...draftOf(typed, agencies.data ?? [], agency.data?.units ?? []),
      field: document?.field ?? null,
      answers,
    };
    await saveDraft(document, draft).then((saved) => {
      kept.forget();
      message.success(t('outgoing.draft.saved'));
      navigate(`/van-ban-di/${saved.id}`);
    }, setProblem);
    setBusy(false);
  };
  return (
    <section>
      <div className="vt-bar">
        <PageTitle text={document ? t('outgoing.acts.edit') : t('outgoing.create')} />
        <Link to={document ? `/van-ban-di/${document.id}` : '/van-ban-di'}>{t('common.cancel')}</Link>
      </div>
      {kept.keptAt && (
        <Alert
          type="info"
          showIcon
          role="status"
          style={{ marginBottom: 10 }}
          title={t('common.keptAt', { at: formatInstant(kept.keptAt) })}
          action={
            <Button size="small" onClick={kept.drop}>
              {t('common.dropKept')}
            </Button>
          }
        />
      )}
      <Form<DraftForm>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draftForm(document)}
        onFinish={save}
        onValuesChange={kept.keep}
        onKeyDown={submitKey(form.submit)}
        scrollToFirstError={{ focus: true, block: 'center' }}
      >
        <div className="vt-write">
          <Card size="small">
            <Form.Item name="kind" label={t('outgoing.columns.kind')}>
              <Select showSearch={{ optionFilterProp: 'label' }} options={kinds} />
            </Form.Item>
            <AbstractInput isLetter={kind === 'cong-van'} />
            <BodyInputs form={formOfKind(kind)} />
            {HAS_TEMPLATE.includes(formOfKind(kind)) && <WordTemplate kind={kind} />}
          </Card>
          <Card size="small">
            <AddressInputs
              agencies={agencies.data?.filter((one) => one.id !== agency.data?.id) ?? []}
              units={agency.data?.units ?? []}
              form={formOfKind(kind)}
              isCollective={agency.data?.collective ?? false}
            />
            {problem !== null && <Problem error={problem} />}
            <Button type="primary" htmlType="submit" loading={busy} title="Ctrl+S">
              {t('outgoing.draft.save')}
            </Button>
          </Card>
        </div>
      </Form>
    </section>
  );
}

function AbstractInput({ isLetter }: { isLetter: boolean }) {
  const { t } = useTranslation();
  const { required, atMost } = useRules();
  const hint = isLetter ? t('outgoing.draft.letterAbstract') : t('outgoing.draft.decisionAbstract');
  const habits = (_: unknown, text: string | undefined) =>
    isLetter && /^\s*(v\/v|về việc)/i.test(text ?? '')
      ? Promise.reject(t('outgoing.draft.dropHabit'))
      : /\.\s*$/.test(text ?? '')
        ? Promise.reject(t('outgoing.draft.fullStop'))
        : Promise.resolve();
  return (
    <Form.Item
      name="abstract"
      label={t('outgoing.columns.abstract')}
      extra={hint}
      normalize={oneLine}
      rules={[required, atMost(500), { warningOnly: true, validator: habits }]}
    >
      <Input.TextArea autoSize={{ minRows: 2 }} />
    </Form.Item>
  );
}
