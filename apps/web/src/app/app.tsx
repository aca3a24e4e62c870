import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import locale from 'antd/locale/vi_VN';
import 'dayjs/locale/vi';
import { BrowserRouter } from 'react-router';
import { SignInPage } from '../features/session/pages/sign-in-page';
import { RequestProblem } from '../shared/api/client';
import { SessionProvider, useSessionQuery } from '../shared/session/session';
import { Loading, Problem } from '../shared/ui/states';
import { Pages } from './pages';
import { theme } from './theme';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => error instanceof RequestProblem && error.refusal.retryable && failures < 2,
      refetchOnWindowFocus: true,
    },
  },
});

export const App = () => (
  <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }}>
    <AntApp>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <Door />
        </BrowserRouter>
      </QueryClientProvider>
    </AntApp>
  </ConfigProvider>
);

/** Nobody signed in: the sign-in page, on whatever address; the address is kept for afterwards. */
function Door() {
  const session = useSessionQuery();
  if (session.isPending) return <Loading />;
  if (session.isError) return <Problem error={session.error} onRetry={() => session.refetch()} />;
  if (session.data === null) return <SignInPage />;
  return (
    <SessionProvider session={session.data}>
      <Pages />
    </SessionProvider>
  );
}
