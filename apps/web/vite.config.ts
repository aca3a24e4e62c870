import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Of a running system: `npx vanthu up` says its address. */
const gateway = {
  target: process.env.VANTHU_API ?? 'http://127.0.0.1:8030',
  // The gateway refuses changes that come from another origin than its own name.
  changeOrigin: false,
};

/** Lies beside each file for the gateway to send: 0.8 MB instead of 2.9 MB for the first document over a slow line. */
const compressed = (): Plugin => ({
  name: 'compressed-beside',
  apply: 'build',
  async writeBundle({ dir = 'dist' }, bundle) {
    const names = Object.keys(bundle).filter((name) => /\.(js|mjs|css)$/.test(name));
    await Promise.all(
      names.map(async (name) => {
        const content = await readFile(join(dir, name));
        if (content.length < 1024) return;
        const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
        await writeFile(join(dir, `${name}.br`), await promisify(brotliCompress)(content, quality));
        await writeFile(join(dir, `${name}.gz`), await promisify(gzip)(content));
      }),
    );
  },
});

export default defineConfig({
  plugins: [react(), compressed()],
  build: { outDir: 'dist', sourcemap: false, chunkSizeWarningLimit: 900 },
  server: { proxy: { '/api': gateway, '/health': gateway } },
});
