import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useNavigate } from 'react-router';
import { useIncomingWaiting } from '../features/incoming/api/incoming';
import { useOutgoingWaiting } from '../features/outgoing/api/outgoing';
import { useWorkWaiting } from '../features/tasks/api/tasks';
import { NoticeBell } from '../features/tasks/components/notice-bell';
import { Requires, useRight, useSession, useSessionActions } from '../shared/session/session';

/** What every page stands in: the product, the pages one may open, and in which position one acts. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const { signOut } = useSessionActions();
  return (
    <>
      <a className="vt-skip" href="#main">
        {t('menu.skip')}
      </a>
      <header className="vt-head">
        <strong style={{ fontSize: 17, letterSpacing: 0.3 }}>{t('product')}</strong>
        <Navigation />
        <Requires right="routing.read">
          <NoticeBell />
        </Requires>
        <Person />
        <Button size="small" ghost onClick={signOut}>
          {t('session.signOut')}
        </Button>
      </header>
      <main id="main" className="vt-main" tabIndex={-1} style={{ outline: 'none' }}>
        {children}
      </main>
    </>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const outgoing = useRight('outgoing.read');
  const incoming = useRight('incoming.read');
  const tasks = useRight('routing.read');
  const tasksWaiting = useWorkWaiting(tasks);
  const [activates, administers] = [useRight('signing.activate'), useRight('signing.administer')];
  const signs = activates || administers;
  const outgoingWaiting = useOutgoingWaiting(outgoing);
  const incomingWaiting = useIncomingWaiting(incoming);
  return (
    <nav aria-label={t('menu.label')}>
      {useRight('stats.read') && <NavLink to="/tong-quan">{t('menu.overview')}</NavLink>}
      {useRight('outgoing.sign') && <NavLink to="/can-ky">{t('toSign.menu')}</NavLink>}
      {useRight('routing.sort') && <NavLink to="/but-phe">{t('direction.menu')}</NavLink>}
      {outgoing && (
        <NavLink to="/van-ban-di">
          {t('menu.outgoing')}
          <Waiting count={outgoingWaiting} />
        </NavLink>
      )}
      {incoming && (
        <NavLink to="/van-ban-den">
          {t('menu.incoming')}
          <Waiting count={incomingWaiting} />
        </NavLink>
      )}
      {useRight('stats.read') && <NavLink to="/bao-cao">{t('menu.reports')}</NavLink>}
      {tasks && (
        <NavLink to="/viec">
          {t('tasks.menu')}
          <Waiting count={tasksWaiting} />
        </NavLink>
      )}
      {useRight('outgoing.allot-number') && <NavLink to="/cho-cap-so">{t('toNumber.menu')}</NavLink>}
      {useRight('outgoing.register') && <NavLink to="/so">{t('registers.menu')}</NavLink>}
      {signs && <NavLink to="/chung-thu">{t('certificates.menu')}</NavLink>}
      {useRight('routing.administer') && <NavLink to="/luong-xu-ly">{t('flows.menu')}</NavLink>}
      {useRight('directory.administer') && <NavLink to="/quy-dinh-cua-nguoi-dung-dau">{t('headRules.menu')}</NavLink>}
      {useRight('directory.administer') && <NavLink to="/he-thong-khac">{t('machines.menu')}</NavLink>}
      {useRight('operations.administer') && <NavLink to="/tinh-trang">{t('menu.operations')}</NavLink>}
    </nav>
  );
}

function Waiting({ count }: { count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  const words = t('menu.waiting', { count });
  return (
    <span className="vt-count" role="img" aria-label={words} title={words}>
      {count}
    </span>
  );
}

/** Who is signed in, and as what; with several positions one is chosen for the acts that follow. */
function Person() {
  const { t } = useTranslation();
  const { fullName, position, positions } = useSession();
  const { choosePosition } = useSessionActions();
  const navigate = useNavigate();
  const nameOf = (one: typeof position) => `${one.title} · ${one.unitName ?? one.agencyName}`;
  return (
    <>
      <div className="vt-person" title={`${fullName}, ${nameOf(position)}`}>
        {fullName}
        {positions.length === 1 && <small>{nameOf(position)}</small>}
      </div>
      {positions.length > 1 && (
        <Select
          aria-label={t('session.position')}
          value={position.positionId}
          style={{ minWidth: 180, maxWidth: 300 }}
          popupMatchSelectWidth={false}
          options={positions.map((one) => ({ value: one.positionId, label: nameOf(one) }))}
          onChange={async (positionId) => {
            await choosePosition(positionId);
            navigate('/');
          }}
        />
      )}
    </>
  );
}
