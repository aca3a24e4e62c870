import { describe, expect, it } from '@jest/globals';
import { boundaryOf, fileOfForm } from './form-file.js';

const boundary = '----Ranh giới';
const part = (head: string, content: string) =>
  `--${Buffer.from(boundary).toString('latin1')}\r\n${head}\r\n\r\n${content}\r\n`;
const form = [
  part('Content-Disposition: form-data; name="SessionId"', 'filename="khong-phai.pdf"'),
  part(
    'Content-Disposition: form-data; name="uploadfile"; filename="a.pdf"\r\nContent-Type: application/pdf',
    '%PDF-1.7\r\n--gần\r\nhết',
  ),
  part('Content-Disposition: form-data; name="b"; filename="b.pdf"', 'tệp thứ hai'),
].join('');

async function read(text: string, size: number): Promise<string> {
  const bytes = Buffer.from(text, 'utf8');
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const out: Uint8Array[] = [];
  for await (const chunk of fileOfForm(pieces(), 'X')) out.push(chunk);
  return Buffer.concat(out).toString('utf8');
}

describe('the file of a form', () => {
  it.each([1, 7, 64, 100_000])(
    'is what stands in the first part with a file name, in pieces of %d bytes',
    async (size) => {
      const text = form.replaceAll(Buffer.from(boundary).toString('latin1'), 'X');
      expect(await read(`${text}--X--\r\n`, size)).toBe('%PDF-1.7\r\n--gần\r\nhết');
    },
  );

  it('is empty where no part is a file, and where a head never ends', async () => {
    expect(await read('--X\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--X--\r\n', 5)).toBe('');
    expect(await read(`--X\r\n${'x'.repeat(20_000)}`, 1000)).toBe('');
  });

  it('is told by the type of the request alone', () => {
    expect(boundaryOf('multipart/form-data; boundary="a b"')).toBe('a b');
    expect(boundaryOf('multipart/form-data; charset=utf-8; boundary=xyz')).toBe('xyz');
    expect(boundaryOf('application/pdf')).toBeNull();
    expect(boundaryOf(undefined)).toBeNull();
  });
});
