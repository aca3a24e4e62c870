import { gateway, signing } from '@vanthu/contracts';
import type { Components, JsonSchema } from './components.js';
import { json, machineSecurity, refused, unsafeSecurity } from './contract-paths.js';

/** What the gateway answers itself: the session, files, live changes, health. */
export function ownPaths(components: Components): Record<string, JsonSchema> {
  const session = json(components.schemaOf(gateway.SessionView, 'output'));
  const answers = (description: string, content?: JsonSchema) => ({
    200: content ? { description, content } : { description },
    default: refused(),
  });
  return {
    '/api/session': {
      get: {
        operationId: 'getSession',
        summary: 'Phiên làm việc',
        tags: ['gateway'],
        responses: answers('Phiên', session),
      },
      post: {
        operationId: 'signIn',
        summary: 'Đăng nhập',
        tags: ['gateway'],
        security: [],
        requestBody: { required: true, content: json(components.schemaOf(gateway.SignInInput, 'input')) },
        responses: answers('Đã đăng nhập', session),
      },
      delete: {
        operationId: 'signOut',
        summary: 'Đăng xuất',
        tags: ['gateway'],
        security: unsafeSecurity,
        responses: { 204: { description: 'Đã đăng xuất' }, default: refused() },
      },
    },
    '/api/session/position': {
      post: {
        operationId: 'choosePosition',
        summary: 'Chọn chức vụ cho các việc tiếp theo',
        tags: ['gateway'],
        security: unsafeSecurity,
        requestBody: { required: true, content: json(components.schemaOf(gateway.ChoosePositionInput, 'input')) },
        responses: answers('Phiên với chức vụ đã chọn', session),
      },
    },
    '/api/uploads': {
      put: {
        operationId: 'upload',
        summary: 'Tải tệp PDF lên (Word chỉ để kiểm tra thể thức); nhận phiếu có hạn 24 giờ',
        tags: ['gateway'],
        security: unsafeSecurity,
        parameters: [
          { name: 'name', in: 'query', required: true, schema: { type: 'string', maxLength: 250 } },
          { name: 'form', in: 'query', required: false, schema: { enum: ['pdf', 'word'], default: 'pdf' } },
        ],
        requestBody: {
          required: true,
          content: { 'application/pdf': { schema: binary }, 'application/octet-stream': { schema: binary } },
        },
        responses: answers('Phiếu', json(components.schemaOf(gateway.UploadTicket, 'output'))),
      },
    },
    '/api/machine/uploads': {
      put: {
        operationId: 'uploadForRequest',
        summary: 'Hệ thống khác gửi tệp PDF kèm theo văn bản sẽ đề nghị; nhận phiếu có hạn 24 giờ',
        tags: ['gateway'],
        security: machineSecurity,
        parameters: [{ name: 'name', in: 'query', required: true, schema: { type: 'string', maxLength: 250 } }],
        requestBody: { required: true, content: { 'application/pdf': { schema: binary } } },
        responses: answers('Phiếu', json(components.schemaOf(gateway.UploadTicket, 'output'))),
      },
    },
    '/api/outgoing/documents/{documentId}/file': { get: download('openOutgoingFile', 'Tệp của văn bản đi', true) },
    '/api/incoming/documents/{documentId}/file': { get: download('openIncomingFile', 'Tệp của văn bản đến', false) },
    '/api/machine/outgoing-documents/{documentId}/file': {
      get: {
        operationId: 'openRequestedFile',
        summary: 'Bản PDF đã phát hành của văn bản hệ thống khác đề nghị',
        tags: ['gateway'],
        security: machineSecurity,
        parameters: [{ name: 'documentId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: {
          200: { description: 'Tệp', content: { 'application/pdf': { schema: binary } } },
          default: refused(),
        },
      },
    },
    '/api/outgoing/register/file': { get: book('writeOutgoingRegister', 'Sổ đăng ký văn bản đi của một kỳ, có bìa') },
    '/api/incoming/register/file': { get: book('writeIncomingRegister', 'Sổ đăng ký văn bản đến của một kỳ, có bìa') },
    '/api/stats/reports/{period}/file': {
      get: {
        operationId: 'writeReport',
        summary: 'Báo cáo của kỳ thành tệp, hoặc mẫu bảng để nhập số liệu',
        tags: ['gateway'],
        parameters: [
          { name: 'period', in: 'path', required: true, schema: { type: 'string' } },
          { name: 'format', in: 'query', required: true, schema: { enum: ['pdf', 'docx', 'xlsx', 'csv'] } },
          { name: 'what', in: 'query', required: false, schema: { enum: ['report', 'template'], default: 'report' } },
          { name: 'at', in: 'query', required: false, schema: { enum: ['today', 'cut-off'], default: 'today' } },
          { name: 'agencyId', in: 'query', required: false, schema: { type: 'string', format: 'uuid' } },
        ],
        responses: {
          200: { description: 'Tệp', content: { 'application/octet-stream': { schema: binary } } },
          default: refused(),
        },
      },
    },
    '/api/routing/documents/{documentId}/slip': {
      get: {
        operationId: 'printSlip',
        summary: 'Phiếu giải quyết văn bản đến',
        tags: ['gateway'],
        parameters: [{ name: 'documentId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        responses: {
          200: { description: 'Tệp', content: { 'application/pdf': { schema: binary } } },
          default: refused(),
        },
      },
    },
    '/api/routing/follow-up-book/file': {
      get: {
        operationId: 'openFollowUpBook',
        summary: 'Sổ theo dõi giải quyết văn bản đến để in hoặc tính toán',
        tags: ['gateway'],
        parameters: [
          ...['from', 'to'].map((name) => ({
            name,
            in: 'query',
            required: true,
            schema: { type: 'string', format: 'date' },
          })),
          { name: 'format', in: 'query', required: true, schema: { enum: ['pdf', 'csv'] } },
        ],
        responses: {
          200: {
            description: 'Tệp',
            content: { 'application/pdf': { schema: binary }, 'text/csv': { schema: binary } },
          },
          default: refused(),
        },
      },
    },
    '/api/verification': {
      get: {
        operationId: 'verificationOffer',
        summary: 'Giới hạn và tệp mẫu của trang kiểm tra chữ ký',
        tags: ['gateway'],
        security: [],
        responses: answers('Giới hạn và tệp mẫu', json(components.schemaOf(gateway.VerificationOffer, 'output'))),
      },
      put: {
        operationId: 'verify',
        summary: 'Kiểm tra chữ ký của một tệp PDF; không cần đăng nhập, không giữ lại gì',
        tags: ['gateway'],
        security: [],
        parameters: [
          { name: 'name', in: 'query', required: false, schema: { type: 'string', maxLength: 255 } },
          { name: 'as', in: 'query', required: false, schema: { enum: ['json', 'html', 'pdf'], default: 'json' } },
        ],
        requestBody: {
          required: true,
          content: { 'application/pdf': { schema: binary }, 'application/octet-stream': { schema: binary } },
        },
        responses: {
          200: {
            description: 'Kết quả, hoặc báo cáo để lưu và in',
            content: {
              ...json(components.schemaOf(signing.VerificationView, 'output')),
              'text/html': { schema: { type: 'string' } },
              'application/pdf': { schema: binary },
            },
          },
          default: refused(),
        },
      },
    },
    '/api/verification/samples/{sample}': {
      get: {
        operationId: 'verificationSample',
        summary: 'Một tệp mẫu',
        tags: ['gateway'],
        security: [],
        parameters: [{ name: 'sample', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: { description: 'Tệp', content: { 'application/pdf': { schema: binary } } },
          default: refused(),
        },
      },
    },
    '/api/live': {
      get: {
        operationId: 'live',
        summary: 'Thay đổi của các văn bản được xem (server-sent events, sự kiện `changed`)',
        tags: ['gateway'],
        responses: {
          200: {
            description: 'Dòng sự kiện',
            content: { 'text/event-stream': { schema: components.schemaOf(gateway.LiveChange, 'output') } },
          },
          default: refused(),
        },
      },
    },
    '/health': {
      get: {
        operationId: 'health',
        summary: 'Tình trạng hoạt động',
        tags: ['gateway'],
        security: [],
        responses: {
          200: { description: 'Sẵn sàng', content: json(components.schemaOf(gateway.Readiness, 'output')) },
          503: { description: 'Chưa sẵn sàng', content: json(components.schemaOf(gateway.Readiness, 'output')) },
        },
      },
    },
  };
}

const binary = { type: 'string', format: 'binary' };

/** A register of a period, to be printed and bound or opened as a table. */
const book = (operationId: string, summary: string): JsonSchema => ({
  operationId,
  summary,
  tags: ['gateway'],
  parameters: [
    { name: 'from', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
    { name: 'to', in: 'query', required: true, schema: { type: 'string', format: 'date' } },
    { name: 'format', in: 'query', required: true, schema: { enum: ['pdf', 'xlsx', 'csv'] } },
    { name: 'volume', in: 'query', required: false, schema: { type: 'string' } },
  ],
  responses: {
    200: { description: 'Tệp', content: { 'application/octet-stream': { schema: binary } } },
    default: refused(),
  },
});

const download = (operationId: string, summary: string, severalFiles: boolean): JsonSchema => ({
  operationId,
  summary,
  tags: ['gateway'],
  parameters: [
    { name: 'documentId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    { name: 'act', in: 'query', required: false, schema: { enum: ['view', 'download', 'print'], default: 'view' } },
    ...(severalFiles ? [{ name: 'sha256', in: 'query', required: false, schema: { type: 'string' } }] : []),
    { name: 'Range', in: 'header', required: false, schema: { type: 'string' } },
  ],
  responses: {
    200: { description: 'Tệp', content: { 'application/pdf': { schema: binary } } },
    206: { description: 'Một phần của tệp', content: { 'application/pdf': { schema: binary } } },
    default: refused(),
  },
});
