import { useMutation } from '@tanstack/react-query';
import { Button, Form, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useColleagues } from '../../../shared/api/directory';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';
import { draftReport, type Report } from '../api/reports';

/** The report becomes a draft, and is checked, signed, numbered and issued like any other document. */
export function DraftButton({ report }: { report: Report }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { chosen } = useRules();
  const [asking, setAsking] = useState(false);
  const signers = useColleagues('signer');
  const draft = useMutation({
    mutationFn: ({ signerPositionId }: { signerPositionId: string }) => draftReport(report, signerPositionId),
    onSuccess: ({ id }) => navigate(`/van-ban-di/${id}`),
  });
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('reports.draft')}</Button>
      <ActDialog<{ signerPositionId: string }>
        open={asking}
        title={t('reports.draft')}
        lead={<p>{t('reports.draftLead')}</p>}
        busy={draft.isPending}
        error={draft.error}
        onSubmit={(answers) => draft.mutate(answers)}
        onCancel={() => setAsking(false)}
      >
        <Form.Item name="signerPositionId" label={t('reports.signer')} rules={[chosen]}>
          <Select
            loading={signers.isPending}
            showSearch={{ optionFilterProp: 'label' }}
            options={
              signers.data?.map((one) => ({ value: one.positionId, label: `${one.fullName}, ${one.title}` })) ?? []
            }
          />
        </Form.Item>
      </ActDialog>
    </>
  );
}
