import { expect, it } from '@jest/globals';
import { visible } from './visible.js';

it('a name cannot begin a line, colour it or turn it around', () => {
  expect(visible('Nguyễn Văn A\n✓ hợp lệ')).toBe('Nguyễn Văn A\ufffd✓ hợp lệ');
  expect(visible('\u001b[32mA\u001b[0m')).toBe('\ufffd[32mA\ufffd[0m');
  expect(visible('A\u202efdp.exe\u2066')).toBe('A\ufffdfdp.exe\ufffd');
  expect(visible('Ủy ban nhân dân huyện Gò Công Tây — “Số: 12/QĐ-UBND”')).toBe(
    'Ủy ban nhân dân huyện Gò Công Tây — “Số: 12/QĐ-UBND”',
  );
});
