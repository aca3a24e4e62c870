import { gateway } from '@vanthu/contracts';
import { Components, type JsonSchema } from './components.js';
import { contractPaths } from './contract-paths.js';
import { ownPaths } from './own-paths.js';

/** The OpenAPI 3.1 document of everything behind the door, made from the contracts alone. */
export function openApiDocument(): JsonSchema {
  const components = new Components();
  components.schemaOf(gateway.RefusalBody, 'output');
  const paths = { ...contractPaths(components), ...ownPaths(components) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'VanThu',
      version: '1',
      description: 'Văn bản đi, văn bản đến và chữ ký số theo Nghị định 30/2020/NĐ-CP.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ session: [] }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas: Object.fromEntries(Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'vanthu_session' },
        machineKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'Khóa của tài khoản hệ thống khác (`vtk_…`), do quản trị của cơ quan mở và thu hồi.',
        },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token', description: '`csrfToken` của phiên làm việc.' },
      },
    },
  };
}
