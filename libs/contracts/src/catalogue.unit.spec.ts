import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { eventContracts, refusalTable, requestContracts, rights } from './index.js';

describe('the catalogue', () => {
  it('names every subject and every event type once', () => {
    const subjects = requestContracts.map((c) => c.subject);
    const types = eventContracts.map((e) => e.type);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(new Set(types).size).toBe(types.length);
  });

  it('offers each route once', () => {
    const routes = requestContracts.flatMap((c) => (c.http ? [`${c.http.method} ${c.http.path}`] : []));
    expect(new Set(routes).size).toBe(routes.length);
  });

  it('lets somebody ask every request: a right, or services by name', () => {
    const nobody = requestContracts.filter((c) => c.right === undefined && (c.services ?? []).length === 0);
    expect(nobody.map((c) => c.subject)).toEqual([]);
  });

  it('uses only rights of the table, and uses each of them', () => {
    const used = new Set(requestContracts.map((c) => c.right).filter((r) => r !== undefined && r !== 'signed-in'));
    for (const right of used) expect(Object.keys(rights)).toContain(right);
    // Asked of every service by the mechanisms, not by a contract here.
    const unused = Object.keys(rights).filter((r) => !used.has(r as never) && r !== 'operations.administer');
    expect(unused).toEqual([]);
  });

  it('gives administrators no document to read', () => {
    const ofDocuments = ([name]: readonly [string, unknown]) =>
      /^(outgoing|incoming|routing)\./.test(name) && !name.endsWith('.administer');
    const read = Object.entries(rights).filter(ofDocuments);
    expect(read.length).toBeGreaterThan(10);
    for (const [, roles] of read) expect(roles as readonly string[]).not.toContain('administrator');
    // Rules of the house: what is set here comes back, and nothing else.
    const administered = requestContracts.filter(({ right }) =>
      /^(outgoing|incoming|routing)\.administer$/.test(right ?? ''),
    );
    // How documents go and who is urged; never a document.
    const flows = ['activate-flow', 'check-flow', 'find-flows', 'get-flow', 'retire-flow', 'save-flow'];
    const expected = [...flows, 'set-urging-rule'].map((name) => `rq.routing.${name}`);
    expect(administered.map(({ subject }) => subject).sort()).toEqual(expected);
  });

  it('finds path parameters among the fields of the input', () => {
    for (const contract of requestContracts) {
      const wanted = [...(contract.http?.path.matchAll(/\{(\w+)\}/g) ?? [])].map((m) => m[1]);
      const schema = z.toJSONSchema(contract.input, { unrepresentable: 'any', io: 'input' }) as { properties?: object };
      for (const name of wanted) expect(Object.keys(schema.properties ?? {})).toContain(name);
    }
  });

  it('says every refusal in Vietnamese, under a code of its service', () => {
    for (const [code, kind] of Object.entries(refusalTable)) {
      expect(code).toMatch(/^[A-Z]+\.[A-Z0-9_]+$/);
      expect(kind.vi).toMatch(/[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/i);
      expect(kind.vi).toMatch(/[.}:]$|\)\.$/);
    }
  });

  it('describes every input and output for the OpenAPI document', () => {
    for (const contract of requestContracts) {
      expect(() => z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' })).not.toThrow();
      expect(() => z.toJSONSchema(contract.output, { io: 'output', unrepresentable: 'any' })).not.toThrow();
    }
  });
});
