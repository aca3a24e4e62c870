import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { vi } from './words.vi';

/** Vietnamese first; another language is another file of the same shape. */
export const translator = i18next.use(initReactI18next);

void translator.init({ lng: 'vi', resources: { vi: { translation: vi } }, interpolation: { escapeValue: false } });
