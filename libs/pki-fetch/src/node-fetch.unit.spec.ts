import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type { FetchRequest } from '@vanthu/pki';
import { nodeFetch } from './index.js';
import { isPublicAddress } from './public-address.js';

const servers: Server[] = [];
async function serve(listener: RequestListener): Promise<{ port: number; base: string; server: Server }> {
  const server = createServer(listener);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, base: `http://127.0.0.1:${port}`, server };
}
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const get = (url: string, more: Partial<FetchRequest> = {}): FetchRequest => ({
  url,
  method: 'GET',
  timeoutMs: 20_000,
  maxBytes: 1000,
  ...more,
});
const local = nodeFetch({ privateHosts: ['127.0.0.1'] });

describe('addresses', () => {
  it.each(['8.8.8.8', '103.1.2.3', '2606:4700::1111', '2405:4800::1'])('%s is public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
    'ff02::1',
    'fe80::1%eth0',
    'x',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each([
    'http://127.0.0.1:1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'ldap://ca.gov.vn/cn=x',
    'http://user:word@ca.gov.vn/',
    'không phải địa chỉ',
  ])('%s is refused', async (url) => expect(await nodeFetch()(get(url))).toMatchObject({ code: 'forbidden-address' }));

  it('a name with one private address among public ones is refused', async () => {
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    expect(await nodeFetch({ resolve })(get('http://ca.test/'))).toMatchObject({ code: 'forbidden-address' });
  });

  it('the address that was checked is the one connected to, and it is asked for once', async () => {
    const { port } = await serve((request, response) => response.end(`máy chủ ${request.headers.host}`));
    const resolve = jest.fn(async () => [{ address: '127.0.0.1', family: 4 }]);
    const answer = await nodeFetch({ resolve, privateHosts: [`ca.test:${port}`] })(get(`http://ca.test:${port}/`));
    expect(answer).toMatchObject({ kind: 'answer', status: 200 });
    expect(answer.kind === 'answer' && Buffer.from(answer.body).toString()).toBe(`máy chủ ca.test:${port}`);
    expect(resolve).toHaveBeenCalledTimes(1);
  });
});

describe('exchange', () => {
  it('posts bytes with their media type', async () => {
    const { base } = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.setHeader('content-type', 'application/ocsp-response');
      response.end(`${request.method} ${request.headers['content-type']} ${Buffer.concat(chunks).toString()}`);
    });
    const answer = await local(
      get(base, { method: 'POST', body: Buffer.from('hỏi'), contentType: 'application/ocsp-request' }),
    );
    expect(answer).toMatchObject({ status: 200, contentType: 'application/ocsp-response' });
    expect(answer.kind === 'answer' && Buffer.from(answer.body).toString()).toBe('POST application/ocsp-request hỏi');
  });

  it('an answer that is too long is cut, whether it says its length or not', async () => {
    const { base } = await serve((request, response) => {
      if (request.url === '/said') response.setHeader('content-length', '100000000');
      response.write(Buffer.alloc(900));
      response.write(Buffer.alloc(900));
    });
    expect(await local(get(`${base}/said`))).toMatchObject({ code: 'too-large' });
    expect(await local(get(`${base}/unsaid`))).toMatchObject({ code: 'too-large' });
  });

  it('a server that says nothing, or stops in the middle, is a time-out', async () => {
    const { base } = await serve((request, response) => {
      if (request.url === '/middle') response.write('x');
    });
    expect(await local(get(`${base}/nothing`, { timeoutMs: 50 }))).toMatchObject({ code: 'timeout' });
    expect(await local(get(`${base}/middle`, { timeoutMs: 50 }))).toMatchObject({ code: 'timeout' });
    const stuck = nodeFetch({ resolve: () => new Promise(() => {}) });
    expect(await stuck(get('http://ca.test/', { timeoutMs: 50 }))).toMatchObject({ code: 'timeout' });
  });

  it('a connection that breaks, or nobody listening, is unreachable', async () => {
    const { base } = await serve((_, response) => response.destroy());
    expect(await local(get(base))).toMatchObject({ code: 'unreachable' });
    const half = await serve((request, response) => {
      response.setHeader('content-length', '100');
      response.write('x', () => request.socket.destroy());
    });
    expect(await local(get(half.base))).toMatchObject({ code: 'unreachable' });
    expect(
      await nodeFetch({ resolve: () => Promise.reject(new Error('ENOTFOUND')) })(get('http://ca.test/')),
    ).toMatchObject({
      code: 'unreachable',
    });
  });
});

describe('redirections', () => {
  it('are followed for GET, and not into private networks', async () => {
    const target = await serve((_, response) => response.end('danh sách'));
    const { base, port } = await serve((request, response) => {
      response.statusCode = 302;
      response.setHeader('location', request.url === '/in' ? `${target.base}/` : 'http://169.254.169.254/');
      response.end();
    });
    expect(await local(get(`${base}/in`))).toMatchObject({ kind: 'answer', status: 200 });
    expect(await local(get(`${base}/out`))).toMatchObject({ code: 'forbidden-address' });
    const narrow = nodeFetch({ privateHosts: [`127.0.0.1:${port}`] });
    expect(await narrow(get(`${base}/in`))).toMatchObject({ code: 'forbidden-address' });
    const post = await local(get(`${base}/in`, { method: 'POST', body: Buffer.from('x') }));
    expect(post).toMatchObject({ kind: 'answer', status: 302 });
  });

  it('end after three', async () => {
    const { base } = await serve((_, response) => {
      response.writeHead(302, { location: '/again' }).end();
    });
    expect(await local(get(base))).toMatchObject({ code: 'too-many-redirects' });
  });
});

describe('closed networks', () => {
  it('a mirror stands in for public addresses, and nothing else is spoken to', async () => {
    const { base } = await serve((request, response) => response.end(request.url));
    const closed = nodeFetch({
      closedNetwork: true,
      mirrors: [{ from: 'http://ca.gov.vn/', to: `${base}/ca.gov.vn/` }],
    });
    const answer = await closed(get('http://CA.gov.vn/pki/pub/crl/cpcag2.crl'));
    expect(answer.kind === 'answer' && Buffer.from(answer.body).toString()).toBe('/ca.gov.vn/pki/pub/crl/cpcag2.crl');
    expect(await closed(get('http://crl.example.com/x.crl'))).toMatchObject({ code: 'forbidden-address' });
  });

  it('a proxy is asked for the whole address; private addresses in digits are refused before it', async () => {
    const asked: string[] = [];
    const { base } = await serve((request, response) => {
      asked.push(`${request.url} ${request.headers.host}`);
      response.end('qua proxy');
    });
    const proxied = nodeFetch({ proxy: base });
    expect(await proxied(get('http://ca.gov.vn/a.crl'))).toMatchObject({ kind: 'answer', status: 200 });
    expect(await proxied(get('http://10.0.0.1/a.crl'))).toMatchObject({ code: 'forbidden-address' });
    expect(await proxied(get('http://localhost/a.crl'))).toMatchObject({ code: 'forbidden-address' });
    expect(asked).toEqual(['http://ca.gov.vn/a.crl ca.gov.vn']);
  });

  it('https goes through a tunnel, and a proxy that refuses one is unreachable', async () => {
    const tunnels: string[] = [];
    const inner = createTcpServer((socket) => socket.end());
    inner.listen(0, '127.0.0.1');
    await once(inner, 'listening');
    const { server, base } = await serve((_, response) => response.end());
    server.on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      if (request.url?.startsWith('refused')) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      const through = connect((inner.address() as AddressInfo).port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
      through.on('error', () => socket.destroy());
      socket.on('error', () => through.destroy());
    });
    const proxied = nodeFetch({ proxy: base });
    // the inner server speaks no TLS: the tunnel stood, the handshake did not
    expect(await proxied(get('https://ca.gov.vn/a.crl'))).toMatchObject({ code: 'unreachable' });
    expect(await proxied(get('https://refused.vn/'))).toMatchObject({
      code: 'unreachable',
      message: 'the proxy answers 403',
    });
    expect(tunnels).toEqual(['ca.gov.vn:443', 'refused.vn:443']);
    inner.close();
  });
});
