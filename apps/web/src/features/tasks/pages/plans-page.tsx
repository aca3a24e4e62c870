import { Button } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Requires } from '../../../shared/session/session';
import { PageTitle } from '../../../shared/ui/page-title';
import { Empty, Loading, Problem } from '../../../shared/ui/states';
import { usePlans, usePlanWork } from '../api/plans';
import { AddTaskDialog, ImportTasksDialog } from '../components/plan-dialogs';
import { PlanFigures, planKey } from '../components/plan-figures';
import { TasksViews } from '../components/tasks-views';
import { WorkTable } from '../components/work-table';

/** Work of the year's plan and of meetings' conclusions: how far it is, and each task of the one that is chosen. */
export default function PlansPage() {
  const { t } = useTranslation();
  const plans = usePlans();
  const [picked, setPicked] = useState<string>();
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null);
  const chosen = plans.data?.find((plan) => planKey(plan) === picked) ?? plans.data?.[0];
  const work = usePlanWork(chosen);
  const rows = (work.data?.pages ?? []).flatMap(({ items }) => items.map((item) => ({ ...item, id: item.documentId })));
  const initial = chosen
    ? {
        ...{ kind: chosen.kind, numberAndSymbol: chosen.numberAndSymbol, title: chosen.title },
        date: dayjs(chosen.date),
      }
    : { kind: 'plan' as const };
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('plans.title')} />
        <TasksViews />
        <span style={{ flex: 1 }} />
        <Requires right="routing.plan">
          <Button onClick={() => setDialog('import')}>{t('plans.fromTable')}</Button>
          <Button type="primary" onClick={() => setDialog('add')}>
            {t('plans.add')}
          </Button>
        </Requires>
      </div>
      {plans.isError && <Problem error={plans.error} onRetry={() => plans.refetch()} />}
      {plans.isPending && <Loading />}
      {plans.data?.length === 0 && <Empty text={t('plans.none')} />}
      {plans.data && plans.data.length > 0 && (
        <>
          <PlanFigures plans={plans.data} chosen={chosen && planKey(chosen)} onChoose={setPicked} />
          {work.isError && <Problem error={work.error} onRetry={() => work.refetch()} />}
          {work.isPending ? <Loading /> : <WorkTable ofPlan rows={rows} />}
          {work.hasNextPage && (
            <Button size="small" onClick={() => work.fetchNextPage()} loading={work.isFetchingNextPage}>
              {t('common.more')}
            </Button>
          )}
        </>
      )}
      <AddTaskDialog open={dialog === 'add'} initial={initial} onClose={() => setDialog(null)} />
      <ImportTasksDialog open={dialog === 'import'} initial={initial} onClose={() => setDialog(null)} />
    </section>
  );
}
