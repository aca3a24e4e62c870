import { Button, Layout, Menu, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { useSession, useSessionActions } from '../shared/session/session';

/** What every page stands in: the product, the pages one may open, and in which position one acts. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const { choosePosition, signOut } = useSessionActions();
  const navigate = useNavigate();
  const here = `/${useLocation().pathname.split('/')[1] ?? ''}`;
  const entries = [
    { key: '/tong-quan', label: t('menu.overview'), right: 'stats.read' as const },
    { key: '/van-ban-di', label: t('menu.outgoing'), right: 'outgoing.read' as const },
    { key: '/van-ban-den', label: t('menu.incoming'), right: 'incoming.read' as const },
  ].filter((entry) => session.rights.includes(entry.right));
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <Layout.Header style={{ display: 'flex', alignItems: 'center', gap: 16 }}>
        <strong style={{ fontSize: 17, letterSpacing: 0.3 }}>{t('product')}</strong>
        <Menu
          theme="dark"
          mode="horizontal"
          style={{ flex: 1, background: 'transparent', minWidth: 0 }}
          selectedKeys={[here]}
          items={entries.map(({ key, label }) => ({ key, label }))}
          onClick={({ key }) => navigate(key)}
        />
        <span style={{ whiteSpace: 'nowrap' }}>{session.fullName}</span>
        <Select
          aria-label={t('session.position')}
          value={session.position.positionId}
          style={{ minWidth: 250 }}
          options={session.positions.map((p) => ({
            value: p.positionId,
            label: `${p.title} · ${p.unitName ?? p.agencyName}`,
          }))}
          onChange={async (positionId) => {
            await choosePosition(positionId);
            navigate('/');
          }}
        />
        <Button onClick={signOut}>{t('session.signOut')}</Button>
      </Layout.Header>
      <Layout.Content style={{ padding: 14 }}>
        <main>{children}</main>
      </Layout.Content>
    </Layout>
  );
}
