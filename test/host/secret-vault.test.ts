import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { UploadError } from '../../electron/engine/errors/upload-error.ts';
import { createKeptSecretForms } from '../../electron/host/kept-secret-forms.ts';
import { createRedactor } from '../../electron/host/redactor.ts';
import type { Cipher } from '../../electron/host/secret-vault.ts';
import { createSecretVault } from '../../electron/host/secret-vault.ts';
import type { DestinationId } from '../../shared/ids.ts';
import { secretsFound } from '../diagnostics/secret-scanner.ts';
import { temporaryDirectory } from '../fakes/temporary-directory.ts';

/** Not a good one, but no byte of the text is left as it was. */
const cipher: Cipher = {
  encrypt: (text) => Buffer.from(Buffer.from(text).map((byte) => byte ^ 0x5a)),
  decrypt: (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString('utf8'),
};
const one = 'd1' as DestinationId;
const two = 'd2' as DestinationId;
const password = 'canary-7-Cranes&Gulls';

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let path: string;
let logged: unknown[] = [];
beforeEach(async () => {
  directory = await temporaryDirectory();
  path = join(directory.path, 'deep', 'secrets.json');
  logged = [];
});
afterEach(() => directory.remove());

function open(with_: Cipher | null = cipher, onSecret = (_secret: string): void => undefined) {
  return createSecretVault({ path, cipher: with_, log: { write: (...entry) => logged.push(entry) }, onSecret });
}

test('what is kept is there at the next start, encrypted, and readable by its owner alone', () => {
  open().save(one, { password });
  const next = open();
  expect([next.keeping, next.fieldsOf(one), next.secretOf(one)]).toEqual(['keychain', ['password'], { password }]);
  expect(secretsFound(readFileSync(path, 'utf8'), [password])).toEqual([]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('a part is changed, added and taken away, and the rest stays', () => {
  const vault = open();
  vault.save(one, { accessKeyId: 'id', secretAccessKey: 'key' });
  vault.save(one, { secretAccessKey: 'other', sessionToken: 'session' });
  expect(vault.secretOf(one)).toEqual({ accessKeyId: 'id', secretAccessKey: 'other', sessionToken: 'session' });
  vault.save(one, { sessionToken: '' });
  expect(open().fieldsOf(one)).toEqual(['accessKeyId', 'secretAccessKey']);
});

test('a copy has its own life', () => {
  const vault = open();
  vault.save(one, { token: 'first' });
  vault.copy(one, two);
  vault.remove(one);
  expect([vault.secretOf(one), open().secretOf(one), open().secretOf(two)]).toEqual([null, null, { token: 'first' }]);
  expect(readFileSync(path, 'utf8')).not.toContain('d1');
});

test('without a keychain nothing is ever written, and it holds until the end', () => {
  const vault = open(null);
  vault.save(one, { password });
  expect([vault.keeping, vault.secretOf(one), vault.fieldsOf(one)]).toEqual(['session', { password }, ['password']]);
  expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined();
  expect(open(null).fieldsOf(one)).toEqual([]);
});

test('a keychain that does not open costs a sign-in and not what is kept', () => {
  open().save(one, { password });
  const locked: Cipher = {
    ...cipher,
    decrypt: () => {
      throw new Error(`cannot decrypt ${password}`);
    },
  };
  const vault = open(locked);
  expect([vault.fieldsOf(one), vault.secretOf(one)]).toEqual([['password'], null]);
  vault.save(two, { token: 'other' });
  expect(open().secretOf(one)).toEqual({ password });
  expect(JSON.stringify(logged)).not.toContain(password);
});

test.each(['', 'not json', '[]', '{"version":1}', '{"secrets":{"d1":{"fields":["root"],"sealed":1}}}'])(
  'a damaged file %o is an empty one',
  (text) => {
    open().save(two, { token: 'x' });
    writeFileSync(path, text);
    const vault = open();
    expect([vault.fieldsOf(one), vault.secretOf(one), vault.fieldsOf(two)]).toEqual([[], null, []]);
    vault.save(one, { password });
    expect(open().secretOf(one)).toEqual({ password });
  },
);

test('a disk that refuses keeps what was there, and says so', () => {
  const vault = open();
  vault.save(one, { password });
  const broken = createSecretVault({
    path: join(path, 'below a file'),
    cipher,
    log: { write: () => undefined },
    onSecret: () => undefined,
  });
  expect(() => broken.save(one, { password })).toThrow(UploadError);
  expect(broken.fieldsOf(one)).toEqual([]);
});

test('every secret is known to the redaction before anybody can use it', () => {
  const forms = createKeptSecretForms();
  const redact = createRedactor({}, forms);
  open().save(one, { password });
  expect(redact(`said ${password}`)).toContain(password);
  open(cipher, forms.add).secretOf(one);
  for (const text of [password, encodeURIComponent(password), Buffer.from(`ann:${password}`).toString('base64')])
    expect(secretsFound(redact(`said ${text} there`), [password])).toEqual([]);
  open(cipher, forms.add).save(two, { token: 'another-canary-9' });
  expect(redact('another-canary-9')).toBe('[redacted]');
});
