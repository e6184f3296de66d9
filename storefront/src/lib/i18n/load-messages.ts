import type { Messages } from './messages/en';

const loaders: Record<string, () => Promise<Messages>> = {
  en: async () => (await import('./messages/en')).en,
  de: async () => (await import('./messages/de')).de,
  ar: async () => (await import('./messages/ar')).ar,
};

/** Words of a language tag. Each language is its own file, so a browser fetches only the one it shows. */
export function loadMessages(languageTag: string): Promise<Messages> {
  const load = loaders[languageTag.split('-', 1)[0] ?? ''] ?? loaders['en']!;
  return load();
}
