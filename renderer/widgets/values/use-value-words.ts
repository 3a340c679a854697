import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { useZone } from '#renderer/ui/index.ts';
import { useReference } from '../hooks/documents.ts';
import type { ValueWords } from './value-text.ts';

/** @returns what is needed to say values in words on this screen. */
export function useValueWords(): ValueWords {
  const t = useT();
  const language = useLanguage();
  const zone = useZone();
  const reference = useReference();
  return { t, language, zone, reference };
}
