import { App, Button, Space } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOwnAgency } from '../../../shared/api/directory';
import { Requires, useSession } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { Problem } from '../../../shared/ui/states';
import * as requests from '../api/incoming';
import { type ActAnswers, ActInputs, initialAnswers } from './act-inputs';
import { directionOf } from './direction-inputs';
import { fromForm } from './incoming-fields';
import { paperLineOf } from './paper-line';
import { Proposal } from './proposal';

type Act = requests.IncomingAct;
const ORDER: readonly Act[] = ['register', 'submit', 'direct', 'assign', 'complete', 'return', 'check-again'];

interface IncomingActsProps {
  document: requests.IncomingDetail;
  routed: requests.RoutedDocument | undefined;
}

/** The acts that are possible now, the advised one first; each asks only for what it needs. */
export function IncomingActs({ document, routed }: IncomingActsProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [asking, setAsking] = useState<Act | null>(null);
  // While the dialog closes it still says what it was about.
  const asked = useRef<Act>('register');
  if (asking) asked.current = asking;
  const task = useOwnTask(routed);
  const act = requests.useIncomingMutation(useRequestOf(document, task?.id, routed));
  const run = (kind: Act, answers: Partial<ActAnswers> = {}) =>
    act.mutate(
      { kind, answers: answers as ActAnswers },
      {
        onSuccess: (done) => {
          setAsking(null);
          const number = (done as { arrivalNumber?: number }).arrivalNumber ?? '';
          message.success(t(`incoming.outcome.${kind}`, { number }));
        },
      },
    );
  const start = (kind: Act) => {
    act.reset();
    if (kind === 'check-again') run(kind);
    else setAsking(kind);
  };
  // While others are heard the leader's turn has not come.
  const heard = routed !== undefined && !routed.acts.includes('direct');
  const acts = document.acts.filter((kind) => kind !== 'direct' || !heard);
  const ordered = [...acts].sort((a, b) => rank(a, document) - rank(b, document));
  const proposal = acts.includes('direct') ? routed?.proposal : undefined;
  return (
    <>
      {proposal && <Proposal proposal={proposal} />}
      {act.error && asking === null && <Problem error={act.error} />}
      <Space wrap>
        {proposal && (
          <Button type="primary" loading={act.isPending && asking === null} onClick={() => run('direct')}>
            {t('incoming.direction.agree')}
          </Button>
        )}
        {ordered.map((kind, i) => (
          <Button
            key={kind}
            type={i === 0 && kind !== 'check-again' && !proposal ? 'primary' : 'default'}
            onClick={() => start(kind)}
            loading={act.isPending && act.variables?.kind === kind && !(proposal && asking === null)}
          >
            {t(`incoming.acts.${kind}`)}
          </Button>
        ))}
        {document.acts.includes('complete') && (
          <Requires right="outgoing.draft">
            <Link to={`/van-ban-di/soan?tra-loi=${document.id}`}>{t('incoming.answer')}</Link>
          </Requires>
        )}
      </Space>
      <ActDialog<ActAnswers>
        open={asking !== null}
        beside={asked.current === 'register'}
        title={t(`incoming.acts.${asked.current}`)}
        initial={initialAnswers(asked.current, document, routed)}
        busy={act.isPending}
        error={act.error}
        onSubmit={(answers) => asking && run(asking, answers)}
        onCancel={() => setAsking(null)}
      >
        <ActInputs
          act={asked.current}
          document={document}
          routed={routed}
          unitId={task?.assignee.kind === 'unit' ? task.assignee.unitId : undefined}
        />
      </ActDialog>
    </>
  );
}

/** What must go back goes back first; checking again is never what one is asked to do. */
const rank = (act: Act, { advice }: requests.IncomingDetail): number =>
  act === 'return' && advice === 'return' ? -1 : ORDER.indexOf(act);

function useRequestOf(document: requests.IncomingDetail, taskId = '', routed: requests.RoutedDocument | undefined) {
  const agency = useOwnAgency();
  return ({ kind, answers }: { kind: Act; answers: ActAnswers }): Promise<unknown> => {
    const direction = answers.lead ? directionOf(answers, agency.data?.units ?? []) : undefined;
    switch (kind) {
      case 'check-again':
        return requests.checkAgain(document.id);
      case 'register':
        return requests.register(document.id, fromForm(answers), answers.reason, paperLineOf(answers));
      case 'return':
        return requests.returnToSender(document.id, answers.reasonCode, answers.reason ?? '');
      case 'submit':
        return requests.submit(document.id, answers.toPositionId, direction ?? null);
      case 'direct':
        return requests.direct(document.id, direction);
      case 'assign':
        return requests.assign(taskId, answers.personId);
      case 'complete':
        return requests.complete(taskId, routed?.answeredWith ?? null, answers.reason ?? '');
      default:
        return kind satisfies never;
    }
  };
}

/** The task on which the signed-in person may act: one's own, or that of the unit one heads. */
function useOwnTask(routed: requests.RoutedDocument | undefined) {
  const session = useSession();
  return routed?.tasks.find(
    (task) =>
      (task.state === 'given' || task.state === 'in-progress') &&
      (task.personId === session.personId ||
        (task.assignee.kind === 'unit'
          ? task.assignee.unitId === session.position.unitId
          : task.assignee.personId === session.personId)),
  );
}
