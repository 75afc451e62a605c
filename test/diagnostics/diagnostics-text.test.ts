import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiagnosticsFacts, DiagnosticsSource } from '../../electron/host/diagnostics/diagnostics-source.ts';
import { diagnosticsText } from '../../electron/host/diagnostics/diagnostics-text.ts';
import { safeAddress } from '../../electron/host/diagnostics/safe-address.ts';
import { createFileLog } from '../../electron/host/file-log.ts';
import { createRedactor } from '../../electron/host/redactor.ts';
import type { DestinationId, UploadId } from '../../shared/ids.ts';
import { totals as sampleTotals } from '../desktop/progress-samples.ts';
import { createHandClock } from '../host/hand-clock.ts';
import { batchProgress, fileProgress } from '../renderer/file-progress.ts';
import { formsOf, secretsFound } from './secret-scanner.ts';
import { environmentCanaries, environmentSecrets, foreignSecrets } from './seeded-secrets.ts';

const homeDirectory = '/home/marguerite';
const secretName = 'Divorce papers (draft).pdf';
const foreign = Object.values(foreignSecrets);
const foreignCanaries = foreign.map(([, canary]) => canary);
/** The environment's secrets as other programs write them into their errors. */
const encodedTexts = environmentCanaries.flatMap((canary) => [
  ...formsOf(canary).map((form) => `said ${form} there`),
  Buffer.from(`ana:${canary}`).toString('base64'),
  `<p>${canary.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}</p>`,
]);
const everyText = [...foreign.map(([text]) => text), ...encodedTexts];

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gantry-diagnostics-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** A queue in which every field that can hold foreign text holds a secret. */
function seededSource(): DiagnosticsSource {
  const files = everyText.slice(0, 45).map((serverSaid, index) =>
    fileProgress({
      position: index + 1,
      status: 'failed',
      fileName: index === 0 ? secretName : `holiday ${index}.jpg`,
      relativePath: `Private/${index === 0 ? secretName : `holiday ${index}.jpg`}`,
      sourcePath: `${homeDirectory}/Private/${index === 0 ? secretName : `holiday ${index}.jpg`}`,
      error: { code: 'rejected', details: { serverSaid, httpStatus: 422, path: `${homeDirectory}/Private/${secretName}` } },
    }),
  );
  return {
    overview: () => ({
      batches: [batchProgress({ name: 'Divorce', destinationName: 'Marguerite NAS' })],
      totals: sampleTotals({
        total: files.length,
        failed: files.length,
        held: [
          {
            destinationId: 'd1' as DestinationId,
            destinationName: 'Marguerite NAS',
            reason: 'sign-in',
            retryAt: null,
            error: { code: 'sign-in-refused', details: { serverSaid: everyText[0] ?? '' } },
          },
        ],
      }),
    }),
    uploads: (status) => (status === 'failed' ? files : []),
    findUpload: (uploadId) => files.find((file) => file.uploadId === uploadId) ?? null,
    listAttempts: () => ({
      location: `https://files.example/${foreignCanaries[0]}`,
      attempts: everyText.slice(-60).map((serverSaid, index) => ({
        startedAt: index,
        endedAt: index + 9,
        outcome: 'error',
        error: { code: 'rejected', details: { serverSaid } },
        bytesFrom: 0,
        bytesTo: 0,
      })),
    }),
    destinations: () => [
      {
        destinationId: 'd1' as DestinationId,
        kind: 'put',
        url: 'put+https://marguerite@files.example:8443/in/canary39PathToken4711/?token=canary40&field=files',
        isDefault: true,
        isBuiltIn: false,
      },
    ],
  };
}

function seededLog(): void {
  // Without any redaction: the log of an older version, or of another program's making.
  const log = createFileLog({ directory, clock: createHandClock(), redact: (text) => text });
  for (const text of everyText) log.write('error', 'refused', { said: text, [`x-${text.slice(0, 20)}`]: 1, error: new Error(text) });
  log.write('warn', 'refused', { said: `no room for ${encodeURIComponent(secretName)} here` });
  log.write('warn', 'gone', { path: `${homeDirectory}/My letters/to the lawyer.odt` });
  log.write('warn', 'gone', {
    path: `${homeDirectory}/Private/${secretName}`,
    error: new Error(`ENOENT: no such file, open '${homeDirectory}/My files/will.odt'`),
  });
  log.close();
}

const facts = (): DiagnosticsFacts => ({
  host: 'terminal',
  versions: { gantry: '0.1.0' },
  settings: { limitRate: null },
  environment: environmentSecrets,
  homeDirectory,
  userName: 'marguerite',
  logDirectory: directory,
  nowMs: 1_790_000_000_000,
  salt: 'salt',
});
const everySecret = [
  ...environmentCanaries,
  ...foreignCanaries,
  'canary39PathToken4711',
  'canary40',
  secretName,
  'will.odt',
  'lawyer',
  'Divorce%20papers',
  'marguerite',
  'Marguerite NAS',
  'Divorce',
];

describe('the diagnostics', () => {
  it('hold none of the secrets that were put everywhere, and nothing that looks like one', () => {
    seededLog();
    expect(environmentCanaries.length + foreignCanaries.length).toBeGreaterThanOrEqual(25);
    const [first] = seededSource().uploads('failed', 1);
    const text = diagnosticsText(seededSource(), facts(), { uploadId: first?.uploadId ?? ('' as UploadId) });
    expect(secretsFound(text, everySecret)).toEqual([]);
  });

  it('would hold them all without the redaction, so the scanner is no blind one', () => {
    seededLog();
    const text = diagnosticsText(seededSource(), facts(), { redact: (unsafe) => unsafe });
    const found = secretsFound(text, [...environmentCanaries, ...foreignCanaries]);
    const missed = [...environmentCanaries, ...foreignCanaries].filter((canary) => !found.includes(canary));
    // A name hides these two already, as the log's facts go by their names.
    expect(missed).toEqual([]);
    expect(
      found.filter((each) => /^(?:aws|github|gitlab|slack|stripe|google|jwt|private|url|bearer|basic|cookie|query)/.test(each)).length,
    ).toBeGreaterThan(8);
  });

  it('still say what helps: codes, status, counts, sizes, endings, the server', () => {
    seededLog();
    const text = diagnosticsText(seededSource(), facts());
    for (const wanted of [
      '"rejected"',
      '"httpStatus": 422',
      '"failed": 45',
      '"fileSize": 48100000',
      '.pdf"',
      'put+https://files.example:8443/in/',
      '"gantry": "0.1.0"',
      '"GANTRY_TOKEN"',
    ])
      expect(text).toContain(wanted);
    const [, json = ''] = /```json\n([\s\S]*?)\n```/.exec(text) ?? [];
    expect(() => JSON.parse(json)).not.toThrow();
    for (const line of text
      .slice(text.lastIndexOf('## '))
      .split('\n')
      .filter((each) => each.startsWith('{')))
      expect(() => JSON.parse(line)).not.toThrow();
  });

  it('call one file the same everywhere in a bundle, and otherwise in the next', () => {
    const nameIn = (salt: string): string =>
      /"file": "(file-[0-9a-f]{8}\.pdf)"/.exec(diagnosticsText(seededSource(), { ...facts(), salt }))?.[1] ?? '';
    expect(nameIn('one')).toMatch(/^file-/);
    expect(nameIn('one')).toBe(nameIn('one'));
    expect(nameIn('one')).not.toBe(nameIn('two'));
  });
});

describe('the redaction', () => {
  it.each(Object.entries(foreignSecrets))('takes out: %s', (_kind, [text, canary]) => {
    const redact = createRedactor({});
    expect(text).toContain(canary);
    for (const around of [text, `before ${text} after`, JSON.stringify({ said: text })]) expect(redact(around)).not.toContain(canary);
  });

  it('leaves ordinary words alone', () => {
    const ordinary = [
      'connect ECONNREFUSED 127.0.0.1:1080',
      'The destination is full (507). Make room there, then retry.',
      '/home/ada/Pictures/ceremony/IMG_4012.CR3',
      'upload 3f9a2c1b-0000-4000-8000-000000000012 of batch 7, attempt 3 of 8',
      'tus+https://files.example.org/files/',
      'TypeError: x is not a function\n    at run (file:///app/out/main/cli.js:12:3)',
    ];
    const redact = createRedactor({ GANTRY_TOKEN: '', PATH: '/usr/bin', COOKIES: 'true', GPG_KEY_PATH: '/keys' });
    for (const text of ordinary) expect(redact(text)).toBe(text);
  });

  it('shows of an address what helps', () => {
    expect(safeAddress('tus+https://files.example.org/files/')).toBe('tus+https://files.example.org/files/');
    expect(safeAddress('put+http://ana@h.test:8080/hook/T0Kq9x77Zk/?gantry-accept=jpg&k=1')).toBe(
      'put+http://h.test:8080/hook/[redacted]/?gantry-accept=[redacted]&k=[redacted]',
    );
    expect(safeAddress('no address at all')).toBe('[not an address]');
    expect(safeAddress('')).toBe('');
  });

  it('keeps the shapes quick on long texts', () => {
    const redact = createRedactor(environmentSecrets);
    const startedAt = performance.now();
    for (const text of ['a'.repeat(50_000), 'token '.repeat(8_000), '%3A%2F%2F'.repeat(5_000), '"\\'.repeat(20_000), 'Aa1/'.repeat(12_000)])
      redact(text);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
