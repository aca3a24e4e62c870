import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { vi } from './words.vi';

/** A word that does not exist is an error of the compiler. */
declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof vi };
  }
}

/** Vietnamese first; another language is another file of the same shape. */
void i18next
  .use(initReactI18next)
  .init({ lng: 'vi', resources: { vi: { translation: vi } }, interpolation: { escapeValue: false } });
