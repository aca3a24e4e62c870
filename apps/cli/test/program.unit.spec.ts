import { describe, expect, test } from '@jest/globals';
import { examine } from '../src/commands/doctor.js';
import { judgeDisk, judgeNode, judgeWordFont } from '../src/doctor/checks.js';
import { layoutOf } from '../src/installation/layout.js';
import { table } from '../src/launch/news.js';
import { vanthuProgram } from '../src/program.js';
import { inVietnamese } from '../src/vietnamese-help.js';

describe('vanthu', () => {
  const program = vanthuProgram();

  test.each(program.commands.map((command) => command.name()))('%s explains itself in Vietnamese', (name) => {
    const help = program.commands.find((command) => command.name() === name)?.helpInformation() ?? '';
    expect(help).toContain('Cách dùng:');
    expect(help).not.toMatch(/Usage:|Options:|display help|default|\[options/);
  });

  test('what is mistyped is answered in Vietnamese; a port that is none is refused', async () => {
    const silent = vanthuProgram();
    const up = silent.commands.find((command) => command.name() === 'up');
    up?.exitOverride().configureOutput({ writeErr: () => {} });
    expect(inVietnamese("error: unknown command 'u'\n(Did you mean up?)")).toBe("✕ không có lệnh 'u'\n(có phải up?)");
    await expect(silent.parseAsync(['node', 'vanthu', 'up', '--port', '70000'])).rejects.toThrow(/0 đến 65535/);
  });
});

describe('doctor', () => {
  test('Node that is too old is a problem', () => {
    expect(judgeNode('v18.20.1').state).toBe('problem');
    expect(judgeNode('v20.18.9').state).toBe('problem');
    expect(judgeNode('v20.19.0').state).toBe('ok');
    expect(judgeNode('v24.1.0').state).toBe('ok');
  });

  test('a disk is judged by what is free', () => {
    expect(judgeDisk(5e8).state).toBe('problem');
    expect(judgeDisk(3e9).state).toBe('warning');
    expect(judgeDisk(9e9).state).toBe('ok');
  });

  test('a font of other widths in the place of Times New Roman is told, with what brings the right one', () => {
    expect(judgeWordFont('Tinos').state).toBe('ok');
    expect(judgeWordFont('Liberation Serif,Liberation').state).toBe('ok');
    expect(judgeWordFont('DejaVu Sans')).toMatchObject({
      state: 'warning',
      command: 'sudo apt-get install fonts-croscore',
    });
  });

  test('a check that fails itself does not hide the others', async () => {
    const broken = {
      name: 'a',
      look: () => {
        throw new Error('hỏng');
      },
    };
    const sound = { name: 'b', look: () => judgeDisk(9e9) };
    const findings = await examine([broken, sound], { layout: layoutOf('/nowhere'), env: {} });
    expect(findings.map(({ name, state }) => `${name} ${state}`)).toEqual(['a problem', 'b ok']);
  });
});

test('columns are as wide as their widest cell', () => {
  expect(
    table([
      ['a', 'b'],
      ['dài hơn', 'c'],
    ]),
  ).toEqual(['a        b', 'dài hơn  c']);
});
