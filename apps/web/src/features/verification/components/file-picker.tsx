import { Button } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface FilePickerProps {
  maxMegabytes: number | undefined;
  onFile: (file: File) => void;
}

/** Drop a file anywhere on it, or choose one. */
export function FilePicker({ maxMegabytes, onFile }: FilePickerProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (file: File | undefined) => file && onFile(file);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is for those with a mouse; the button does the same
    <div
      className="vt-drop"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <strong>{t('verification.drop')}</strong>
      <Button type="primary" size="large" onClick={() => input.current?.click()}>
        {t('verification.choose')}
      </Button>
      {maxMegabytes !== undefined && <span className="vt-quiet">{t('verification.limit', { max: maxMegabytes })}</span>}
      <input
        ref={input}
        type="file"
        accept="application/pdf,.pdf"
        hidden
        aria-hidden="true"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files?.[0]);
          // The same file may be chosen again after it was changed.
          event.target.value = '';
        }}
      />
    </div>
  );
}
