import { Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchKey } from './keys';

/** Milliseconds after the last key. */
const pauseMs = 300;

/** Searches while one types; `/` comes here, Enter and leaving do not wait. */
export function SearchBox({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const { t } = useTranslation();
  const box = useRef<InputRef>(null);
  const [typed, setTyped] = useState(text);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useSearchKey(box);
  // The address changed by other means: "back", or the filters were taken off.
  useEffect(() => setTyped((now) => (now.trim() === text ? now : text)), [text]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const later = (next: string, ms: number) => {
    setTyped(next);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => onSearch(next.trim()), ms);
  };
  return (
    <Input
      ref={box}
      type="search"
      className="vt-wide"
      allowClear
      aria-label={t('common.search')}
      placeholder={t('common.searchHint')}
      value={typed}
      onChange={(event) => later(event.target.value, pauseMs)}
      onPressEnter={() => later(typed, 0)}
      // Who goes on to a row must not be fetched back to the list by a search that comes late.
      onBlur={() => typed.trim() !== text && later(typed, 0)}
      style={{ width: 320 }}
    />
  );
}
