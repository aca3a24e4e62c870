import { describe, expect, it } from '@jest/globals';
import { httpContracts, operationId } from './contract-paths.js';
import { openApiDocument } from './openapi-document.js';

type Operation = {
  operationId: string;
  parameters?: { name: string; in: string; required: boolean; schema: object }[];
};
const document = openApiDocument() as {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe('the OpenAPI document', () => {
  it.each(httpContracts.map((one) => [one.subject, one] as const))('has %s where its contract says', (_, contract) => {
    const found = document.paths[`/api${contract.http.path}`]?.[contract.http.method.toLowerCase()];
    expect(found?.operationId).toBe(operationId(contract));
    const header = found?.parameters?.find((one) => one.name === 'Idempotency-Key');
    expect(header !== undefined).toBe(contract.kind === 'command');
  });

  it('names every operation once', () => {
    const ids = operations.map((one) => one.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers only to components that it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] as string);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) {
      const name = /^#\/components\/schemas\/(\w+)$/.exec(reference)?.[1];
      expect(document.components.schemas).toHaveProperty([name ?? reference]);
    }
  });

  it('gives booleans and numbers of a query their type, and makes fields with a default optional', () => {
    const parameters = document.paths['/api/outgoing/documents']?.get?.parameters ?? [];
    expect(parameters.find((one) => one.name === 'mine')).toMatchObject({
      required: false,
      schema: { type: 'boolean' },
    });
    expect(parameters.find((one) => one.name === 'limit')).toMatchObject({
      required: false,
      schema: { type: 'integer' },
    });
  });

  it('declares every path parameter of every path', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
        for (const one of Object.values(methods)) {
          expect(one.parameters).toContainEqual(expect.objectContaining({ name, in: 'path', required: true }));
        }
      }
    }
  });
});
