import { fileURLToPath } from 'node:url';
import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GatewaySettings } from '../settings.js';
import { BuiltFiles } from './built-files.js';

const besideThisPackage = fileURLToPath(new URL('../../../web/dist', import.meta.url));

const notBuilt = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>VanThu</title>
<p>Giao diện chưa được dựng. Chạy <code>npm run build</code> rồi tải lại trang này. Cổng giao tiếp (API) vẫn hoạt động tại <code>/api</code>.</p></html>`;

/** Serves the built web: files as they are, everything else the page, which knows the routes. */
@Injectable()
export class WebAppRoutes {
  private readonly files: BuiltFiles;

  constructor(settings: GatewaySettings) {
    this.files = new BuiltFiles(settings.options.webDirectory ?? besideThisPackage);
  }

  register(app: FastifyInstance): void {
    app.get('/*', (request, reply) => this.answer(request, reply));
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    await this.files.look();
    const path = (request.params as { '*': string })['*'];
    if (path !== '' && this.files.has(path)) return this.send(path, request, reply);
    // A file that is not there is not a page: a script must not get HTML.
    if (/\.\w{1,11}$/.test(path)) return reply.code(404).type('text/plain; charset=utf-8').send('Không có tệp này.');
    if (!this.files.has('index.html')) return reply.code(503).type('text/html; charset=utf-8').send(notBuilt);
    return this.send('index.html', request, reply);
  }

  private async send(name: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const file = await this.files.find(name, String(request.headers['accept-encoding'] ?? ''));
    // The build puts a hash of the content into the names of assets; the rest is asked for again each time.
    const forever = name.startsWith('assets/');
    reply.headers({
      'cache-control': forever ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: file.etag,
      vary: 'accept-encoding',
    });
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
    if (file.encoding) reply.header('content-encoding', file.encoding);
    return reply.header('content-length', file.bytes).type(file.mediaType).send(file.open());
  }
}
