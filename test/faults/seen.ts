import { readFileSync } from 'node:fs';
import { holdWords } from '../../shared/text/hold-words.ts';
import { statusWords } from '../../shared/text/status-words.ts';
import type { Scene } from './scene.ts';

/** The words that a person sees; times and addresses made equal for every run. */
export interface SeenWords {
  /** Of the row: its state, and what belongs to it. */
  readonly row: string;
  /** Above the list, where the whole destination is held. */
  readonly notice: string | null;
}

/** By fault and protocol: what the last recording run saw. */
export type Seen = Readonly<Record<string, SeenWords>>;

const seenUrl = new URL('./seen.json', import.meta.url);

export function readSeen(): Seen {
  return JSON.parse(readFileSync(seenUrl, 'utf8')) as Seen;
}

export function seenPath(): URL {
  return seenUrl;
}

export function seenKey(faultName: string, kind: string, when: 'passing' | 'staying'): string {
  return `${faultName} · ${kind} · ${when}`;
}

/** What the window shows of the file now. */
export function seeNow({ clock, engine, file, tcp, hostName }: Scene): SeenWords {
  const { state, detail } = statusWords(file(), clock.now());
  const [held] = engine.totals().held;
  const words = held === undefined ? null : holdWords(held.reason, held.error);
  const equal = (text: string): string =>
    text
      .replaceAll(`${hostName}:${tcp.port}`, 'files.example')
      .replaceAll(hostName, 'files.example')
      .replaceAll(/SHA256:[\w+/]+/g, 'SHA256:…')
      .replace(' · just now', '')
      .replace(/Try \d+ of \d+/, 'Try n of 8')
      .replace(/(in \d+:\d\d(:\d\d)?|in a moment| now)$/, ' in m:ss')
      .replace('  ', ' ');
  return {
    row: equal(detail === null ? state : `${state} — ${detail}`),
    notice: words === null ? null : equal(`${words.title}. ${words.remedy}`),
  };
}
