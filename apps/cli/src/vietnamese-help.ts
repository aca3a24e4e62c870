import type { Command, Option } from 'commander';

/** What commander says by itself, in our users' language. */

const titles: Record<string, string> = {
  'Usage:': 'Cách dùng:',
  'Options:': 'Tùy chọn:',
  'Arguments:': 'Đối số:',
  'Commands:': 'Lệnh:',
};

const errors: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.+)'/, "không có lệnh '$1'"],
  [/^error: unknown option '(.+)'/, "không có tùy chọn '$1'"],
  [/^error: missing required argument '(.+)'/, "thiếu '$1'"],
  [/^error: option '(.+)' argument missing/, "tùy chọn '$1' thiếu giá trị"],
  [/^error: option '(.+)' argument '(.+)' is invalid\. (.+)/, "giá trị '$2' của '$1' không dùng được: $3"],
  [/^error: too many arguments.*/, 'thừa đối số'],
  [/\(Did you mean (.+)\?\)/, '(có phải $1?)'],
];

export const inVietnamese = (text: string): string => {
  const translated = errors.reduce((words, [pattern, replacement]) => words.replace(pattern, replacement), text);
  return translated === text ? text : `✕ ${translated}`;
};

const describe = (option: Option): string => {
  const hasValue = option.required || option.optional;
  const standard = hasValue && option.defaultValue !== undefined ? ` (mặc định: ${String(option.defaultValue)})` : '';
  return option.description + standard;
};

export function speakVietnamese(command: Command): Command {
  const isGroup = command.commands.length > 0;
  const names = command.registeredArguments.map((argument) => `<${argument.name()}${argument.variadic ? '...' : ''}>`);
  return command
    .usage(['[tùy chọn]', ...(isGroup ? ['[lệnh]'] : []), ...names].join(' '))
    .helpOption('-h, --help', 'hướng dẫn')
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      optionDescription: describe,
      subcommandTerm: (sub) => sub.name(),
    })
    .configureOutput({ outputError: (text, write) => write(inVietnamese(text)) })
    .showHelpAfterError('(thêm --help để xem hướng dẫn)');
}
