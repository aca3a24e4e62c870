import { useQuery } from '@tanstack/react-query';
import { Button, Card, Form, Input, Radio, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../../../shared/api/client';
import { findAgencies, useColleagues, useOwnAgency } from '../../../shared/api/directory';
import { Loading, Problem } from '../../../shared/ui/states';
import { type OutgoingDetail, useOutgoingDocument } from '../api/outgoing';

interface DraftForm {
  kind: 'quyet-dinh' | 'cong-van';
  abstract: string;
  urgency: Schemas['Urgency'];
  signerPositionId: string;
  legalBases?: string;
  proposal?: string;
  articles?: string[];
  addressees?: string;
  paragraphs?: string;
  agencyIds?: string[];
  unitIds?: string[];
  others?: string;
}

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

/** Text areas hold one item a line (addressees, legal bases) or one paragraph a line; the layout by Annex I is the system's. */
function Editor({ document }: { document?: OutgoingDetail }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const [form] = Form.useForm<DraftForm>();
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const signers = useColleagues('signer');
  const agency = useOwnAgency();
  const agencies = useQuery({ queryKey: ['directory', 'find', ''], queryFn: () => findAgencies('') });
  const kind = Form.useWatch('kind', form) ?? document?.kind ?? 'cong-van';
  const required = [{ required: true, message: t('session.required') }];

  const save = async (answers: DraftForm) => {
    setBusy(true);
    setProblem(null);
    const recipients: Schemas['Recipient'][] = [
      ...(answers.agencyIds ?? []).map((id) => ({
        kind: 'agency' as const,
        agencyId: id,
        name: agencies.data?.find((a) => a.id === id)?.name ?? '',
      })),
      ...(answers.unitIds ?? []).map((id) => ({
        kind: 'unit' as const,
        unitId: id,
        name: agency.data?.units.find((u) => u.id === id)?.name ?? '',
      })),
      ...lines(answers.others).map((name) => ({ kind: 'other' as const, name })),
    ];
    const body = {
      kind: answers.kind,
      abstract: answers.abstract,
      urgency: answers.urgency,
      signerPositionId: answers.signerPositionId,
      recipients,
      field: document?.field ?? null,
      answers: document?.answers ?? parameters.get('tra-loi'),
      body: bodyOf(answers),
    };
    const request = document
      ? api.PUT('/api/outgoing/documents/{documentId}', {
          params: { path: { documentId: document.id } },
          body: { ...body, version: document.version },
        })
      : api.POST('/api/outgoing/documents', { body });
    await answerOf<Schemas['OutgoingRef']>(request).then((saved) => navigate(`/van-ban-di/${saved.id}`), setProblem);
    setBusy(false);
  };
  return (
    <section style={{ maxWidth: 860 }}>
      <Link to="/van-ban-di">{t('common.back')}</Link>
      <h1 style={{ fontSize: 20, margin: '4px 0 10px' }}>
        {document ? t('outgoing.acts.edit') : t('outgoing.create')}
      </h1>
      <Card>
        <Form<DraftForm>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={save}
          initialValues={initial(document)}
        >
          <Form.Item name="kind" label={t('outgoing.columns.kind')}>
            <Radio.Group
              options={[
                { value: 'cong-van', label: 'Công văn' },
                { value: 'quyet-dinh', label: 'Quyết định' },
              ]}
            />
          </Form.Item>
          <Form.Item name="abstract" label={t('outgoing.columns.abstract')} rules={required}>
            <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
          </Form.Item>
          {kind === 'quyet-dinh' ? <DecisionInputs /> : <LetterInputs />}
          <Form.Item name="signerPositionId" label={t('outgoing.columns.signer')} rules={required}>
            <Select
              loading={signers.isPending}
              options={signers.data?.map((p) => ({ value: p.positionId, label: `${p.fullName}, ${p.title}` }))}
            />
          </Form.Item>
          <Form.Item name="urgency" label={t('common.urgency')}>
            <Select
              options={(['normal', 'urgent', 'very-urgent', 'express'] as const).map((value) => ({
                value,
                label: t(`urgency.${value}`),
              }))}
            />
          </Form.Item>
          <Form.Item name="agencyIds" label="Nơi nhận: cơ quan">
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={agencies.data
                ?.filter((a) => a.id !== agency.data?.id)
                .map((a) => ({ value: a.id, label: a.name }))}
            />
          </Form.Item>
          <Form.Item name="unitIds" label="Nơi nhận: đơn vị trong cơ quan">
            <Select
              mode="multiple"
              optionFilterProp="label"
              options={agency.data?.units.map((u) => ({ value: u.id, label: u.name }))}
            />
          </Form.Item>
          <Form.Item name="others" label="Nơi nhận khác (mỗi dòng một nơi)">
            <Input.TextArea autoSize={{ minRows: 1 }} />
          </Form.Item>
          {problem !== null && <Problem error={problem} />}
          <Space style={{ marginTop: 12 }}>
            <Button type="primary" htmlType="submit" loading={busy}>
              Lưu dự thảo
            </Button>
          </Space>
        </Form>
      </Card>
    </section>
  );
}

function LetterInputs() {
  const { t } = useTranslation();
  const required = [{ required: true, message: t('session.required') }];
  return (
    <>
      <Form.Item name="addressees" label="Kính gửi (mỗi dòng một nơi)" rules={required}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="paragraphs" label="Nội dung (mỗi dòng một đoạn)" rules={required}>
        <Input.TextArea autoSize={{ minRows: 6 }} />
      </Form.Item>
    </>
  );
}

function DecisionInputs() {
  const { t } = useTranslation();
  const required = [{ required: true, message: t('session.required') }];
  return (
    <>
      <Form.Item name="legalBases" label="Căn cứ (mỗi dòng một căn cứ)" rules={required}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item name="proposal" label="Theo đề nghị của">
        <Input maxLength={500} />
      </Form.Item>
      <Form.List name="articles">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field, i) => (
              <Form.Item key={field.key} label={`Điều ${i + 1} (mỗi dòng một đoạn)`}>
                <Form.Item name={field.name} noStyle rules={required}>
                  <Input.TextArea autoSize={{ minRows: 2 }} aria-label={`Điều ${i + 1}`} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button size="small" style={{ marginTop: 4 }} onClick={() => remove(field.name)}>
                    Bỏ Điều {i + 1}
                  </Button>
                )}
              </Form.Item>
            ))}
            <Button style={{ marginBottom: 16 }} onClick={() => add('')}>
              Thêm điều
            </Button>
          </>
        )}
      </Form.List>
    </>
  );
}

const lines = (text: string | undefined): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

function bodyOf(answers: DraftForm): Schemas['DraftBody'] {
  return answers.kind === 'quyet-dinh'
    ? {
        form: 'decision',
        legalBases: lines(answers.legalBases),
        proposal: answers.proposal?.trim() || null,
        articles: (answers.articles ?? []).map((text) => ({ paragraphs: lines(text) })),
      }
    : { form: 'letter', addressees: lines(answers.addressees), paragraphs: lines(answers.paragraphs) };
}

function initial(document: OutgoingDetail | undefined): Partial<DraftForm> {
  if (!document) return { kind: 'cong-van', urgency: 'normal', articles: [''] };
  const { body, recipients } = document;
  return {
    kind: document.kind === 'quyet-dinh' ? 'quyet-dinh' : 'cong-van',
    abstract: document.abstract,
    urgency: document.urgency,
    ...(document.plan.find((p) => p.kind === 'personal')?.positionId
      ? { signerPositionId: document.plan.find((p) => p.kind === 'personal')?.positionId ?? '' }
      : {}),
    ...(body.form === 'decision'
      ? {
          legalBases: body.legalBases.join('\n'),
          proposal: body.proposal ?? '',
          articles: body.articles.map((a) => a.paragraphs.join('\n')),
        }
      : { addressees: body.addressees.join('\n'), paragraphs: body.paragraphs.join('\n'), articles: [''] }),
    agencyIds: recipients.flatMap((r) => (r.kind === 'agency' ? [r.agencyId] : [])),
    unitIds: recipients.flatMap((r) => (r.kind === 'unit' ? [r.unitId] : [])),
    others: recipients.flatMap((r) => (r.kind === 'other' ? [r.name] : [])).join('\n'),
  };
}
