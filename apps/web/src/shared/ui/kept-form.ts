import type { FormInstance } from 'antd';
import { useEffect, useState } from 'react';
import { useSession } from '../session/session';

interface Kept<Values> {
  at: string;
  values: Values;
}

/**
 * What is typed outlives a failed save, a reload and a session that ends: it is kept in this tab until it is saved or dropped.
 * `name` tells forms of one person apart.
 */
export function useKeptForm<Values extends object>(name: string, form: FormInstance<Values>) {
  const key = `vanthu.kept.${useSession().personId}.${name}`;
  const [keptAt, setKeptAt] = useState<string | null>(null);
  useEffect(() => {
    const kept = read<Values>(key);
    if (!kept) return;
    form.setFieldsValue(kept.values as Parameters<typeof form.setFieldsValue>[0]);
    setKeptAt(kept.at);
  }, [form, key]);
  const forget = () => {
    sessionStorage.removeItem(key);
    setKeptAt(null);
  };
  return {
    /** When the values that were found had been typed; null when there were none. */
    keptAt,
    keep: () =>
      sessionStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), values: form.getFieldsValue(true) })),
    forget,
    drop: () => {
      forget();
      form.resetFields();
    },
  };
}

function read<Values>(key: string): Kept<Values> | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Kept<Values>);
}
