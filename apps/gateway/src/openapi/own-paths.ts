import { gateway, signing } from '@vanthu/contracts';
import type { Components, JsonSchema } from './components.js';
import { json, refused, unsafeSecurity } from './contract-paths.js';

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
        summary: 'Tải tệp PDF lên; nhận phiếu có hạn 24 giờ',
        tags: ['gateway'],
        security: unsafeSecurity,
        parameters: [{ name: 'name', in: 'query', required: true, schema: { type: 'string', maxLength: 255 } }],
        requestBody: {
          required: true,
          content: { 'application/pdf': { schema: binary }, 'application/octet-stream': { schema: binary } },
        },
        responses: answers('Phiếu', json(components.schemaOf(gateway.UploadTicket, 'output'))),
      },
    },
    '/api/outgoing/documents/{documentId}/file': { get: download('openOutgoingFile', 'Tệp của văn bản đi', true) },
    '/api/incoming/documents/{documentId}/file': { get: download('openIncomingFile', 'Tệp của văn bản đến', false) },
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
