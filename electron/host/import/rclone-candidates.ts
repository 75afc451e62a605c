import type { SecretField } from '../../../shared/destination-secret.ts';
import { say } from '../../../shared/language/say.ts';
import type { ImportCandidate } from './import-candidate.ts';
import { readIni } from './read-ini.ts';
import { s3Address } from './s3-address-of.ts';
import { withKeyFile } from './with-key-file.ts';

type Values = Readonly<Record<string, string>>;
type Found = Omit<Extract<ImportCandidate, { url: string }>, 'source' | 'name'> | { readonly unsupported: string };

/** The remotes of an `rclone.conf` as destinations; `localUser` is who signs in where a remote names nobody, as with rclone. */
export function rcloneCandidates(text: string, localUser: string | null): readonly ImportCandidate[] {
  const first = text.split(/\r?\n/).find((line) => line.trim() !== '' && !/^\s*[#;]/.test(line));
  if (first?.startsWith('RCLONE_ENCRYPT_V') === true) {
    return [
      {
        source: 'rclone',
        name: 'rclone.conf',
        unsupported: say('The whole configuration is encrypted with a password; Gantry does not open it.'),
      },
    ];
  }
  return readIni(text).map(({ name, values }) => ({ source: 'rclone', name, ...remoteOf(values, localUser) }));
}

function remoteOf(values: Values, localUser: string | null): Found {
  switch (values['type']) {
    case 's3':
      return s3Of(values);
    case 'webdav':
      return webdavOf(values);
    case 'sftp':
      return sftpOf(values, localUser);
    case 'http':
      return { unsupported: say('It can only be read from.') };
    case undefined:
    case '':
      return { unsupported: say('It has no type.') };
    default:
      return { unsupported: say('Gantry has nothing for rclone’s type {type}.', { type: values['type'] }) };
  }
}

function s3Of(values: Values): Found {
  const endpoint = values['endpoint'] || null;
  const provider = values['provider'] || 'AWS';
  if (endpoint === null && provider !== 'AWS') return { unsupported: say('It names no endpoint for {provider}.', { provider }) };
  const options = { ...(values['force_path_style'] === 'false' ? { style: 'virtual' } : {}) };
  const url = s3Address(endpoint, values['region'] || null, options);
  if (url === null) return { unsupported: say('Its endpoint is no http(s) address of a server, or it has a path before the bucket.') };
  const hasKeys = Boolean(values['access_key_id'] && values['secret_access_key']);
  return {
    url,
    needsBucket: true,
    note: hasKeys ? null : say('It holds no keys.'),
    secrets: hasKeys ? ['accessKeyId', 'secretAccessKey', ...(values['session_token'] ? (['sessionToken'] as const) : [])] : [],
  };
}

function webdavOf(values: Values): Found {
  const address = values['url'] ?? '';
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return { unsupported: say('Its url is no http(s) address.') };
  const url = new URL(address);
  const secrets: readonly SecretField[] = values['bearer_token'] ? ['token'] : values['pass'] || url.password ? ['password'] : [];
  if (values['user']) url.username = encodeURIComponent(values['user']);
  url.password = '';
  if (!url.pathname.endsWith('/')) url.pathname = `${url.pathname}/`;
  const note = values['bearer_token_command'] ? say('Its token comes from a program, which Gantry does not run.') : null;
  return { url: `dav+${url.href}`, needsBucket: false, note, secrets };
}

function sftpOf(values: Values, localUser: string | null): Found {
  if (values['ssh']) return { unsupported: say('It connects through a program of its own.') };
  if (values['key_pem']) return { unsupported: say('Its key lies inside the configuration; Gantry takes key files.') };
  const { host = '', port = '', user = '', key_file: keyFile = '' } = values;
  const name = user || localUser;
  const at = `sftp://${name === null ? '' : `${encodeURIComponent(name)}@`}${host}${port === '' || port === '22' ? '' : `:${port}`}/~/`;
  if (host === '' || !URL.canParse(at)) return { unsupported: say('It names no host that can be reached by its name.') };
  const url = keyFile === '' ? at : withKeyFile(at, keyFile);
  const secrets: readonly SecretField[] = [
    ...(values['pass'] ? (['password'] as const) : []),
    ...(values['key_file_pass'] ? (['passphrase'] as const) : []),
  ];
  return { url, needsBucket: false, note: null, secrets };
}
