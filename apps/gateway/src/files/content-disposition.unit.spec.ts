import { describe, expect, it } from '@jest/globals';
import { contentDisposition } from './content-disposition.js';

describe('the name of a file in a header', () => {
  it.each([
    ['Quyết định số 7.pdf', 'Quyet dinh so 7.pdf'],
    ['ĐỀ ÁN "mật".pdf', 'DE AN _mat_.pdf'],
    ['a\r\nSet-Cookie: x.pdf', 'a__Set-Cookie: x.pdf'],
    ['100%.pdf', '100_.pdf'],
  ])('%s', (name, ascii) => {
    const header = contentDisposition('attachment', name);
    expect(header.startsWith(`attachment; filename="${ascii}"; filename*=UTF-8''`)).toBe(true);
    expect(decodeURIComponent(header.split("''")[1] as string)).toBe(name);
    expect(header).toMatch(/^[\x20-\x7e]*$/);
  });
});
