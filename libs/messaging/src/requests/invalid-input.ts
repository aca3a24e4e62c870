import { commonRefusals, type Refusal, refuser } from '@vanthu/contracts';
import type { z } from 'zod';

const refuse = refuser(commonRefusals);

/** At most so many problems are told at once. */
const most = 20;

const kindsVi: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'đúng hoặc sai',
  array: 'danh sách',
  object: 'một nhóm thông tin',
  date: 'ngày',
};

const formatsVi: Record<string, string> = {
  uuid: 'phải là mã định danh (UUID)',
  date: 'phải là ngày dạng NĂM-THÁNG-NGÀY',
  datetime: 'phải là thời điểm (ISO 8601, UTC)',
  email: 'phải là địa chỉ thư điện tử',
  url: 'phải là địa chỉ (URL)',
  base64: 'phải là dữ liệu base64',
};

/** What is counted: characters, entries, or nothing but the number itself. */
const unitsVi: Record<string, string> = { string: ' ký tự', array: ' mục', set: ' mục', file: ' byte' };

function tooSmall(issue: z.core.$ZodIssueTooSmall): string {
  if (issue.origin === 'string' && issue.minimum === 1) return 'không được để trống';
  if (issue.inclusive === false) return `phải lớn hơn ${issue.minimum}`;
  const unit = unitsVi[issue.origin];
  return unit === undefined ? `phải từ ${issue.minimum} trở lên` : `phải có từ ${issue.minimum}${unit} trở lên`;
}

function tooBig(issue: z.core.$ZodIssueTooBig): string {
  if (issue.inclusive === false) return `phải nhỏ hơn ${issue.maximum}`;
  return `không được quá ${issue.maximum}${unitsVi[issue.origin] ?? ''}`;
}

/** One sentence for a person. What was sent is not repeated: it may be a secret or very long. */
function sentence(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && /undefined/.test(issue.message)
        ? 'còn thiếu'
        : `phải là ${kindsVi[issue.expected] ?? 'giá trị khác kiểu'}`;
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_format':
      return formatsVi[issue.format] ?? 'không đúng dạng';
    case 'invalid_value':
      return 'không thuộc các giá trị cho phép';
    case 'unrecognized_keys':
      return 'có trường không biết';
    case 'not_multiple_of':
      return `phải là bội của ${issue.divisor}`;
    default:
      return 'không hợp lệ';
  }
}

/** The refusal for an input that does not fit the contract: field by field, in Vietnamese. */
export function invalidInput(error: z.ZodError): Refusal {
  const problems = error.issues.slice(0, most).map((issue) => ({
    field: issue.path.map(String).join('.'),
    problem: sentence(issue),
  }));
  const problem = problems
    .slice(0, 3)
    .map(({ field, problem }) => (field === '' ? problem : `${field} ${problem}`))
    .join('; ');
  return refuse('REQUEST.INVALID', { problem, problems });
}
