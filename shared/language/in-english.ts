import { speak, spoken } from './spoken.ts';

/** What `words` says in English, whatever this process speaks: for programs that read it. */
export function inEnglish<Said>(words: () => Said): Said {
  const { language, catalogue } = spoken();
  speak('en', null);
  try {
    return words();
  } finally {
    speak(language, catalogue);
  }
}
