import type { DestinationKind } from '../../../shared/destination.ts';
import { parseJsonPath } from '../../../shared/json-path.ts';
import type { Reason } from '../../../shared/text/reason.ts';
import { reasonOf } from '../../../shared/text/reason-of.ts';
import { UploadError } from '../errors/upload-error.ts';
import type { HttpExtras } from '../protocols/protocol.ts';
import type { OwnQuery } from './own-query.ts';

/** The names of these options in an address, for the kinds that have them. */
export function httpExtraNames(kind: DestinationKind): readonly string[] {
  const names = ['gantry-header', 'gantry-token-header', 'gantry-success', 'gantry-link'];
  if (kind === 'put') return names;
  return kind === 'post' || kind === 'presigned' ? [...names, 'gantry-field'] : [];
}

const token = /^[!#$%&'*+.^_`|~\w-]{1,100}$/;
const visible = /^[\x20-\x7e]{0,4000}$/;
/** What the transport itself says, and what belongs to one connection (RFC 9110 §7.6.1). */
const ourHeaders =
  /^(host|connection|content-(length|type|range|encoding)|transfer-encoding|te|trailer|upgrade|expect|keep-alive|range|if-.*|proxy-.*|tus-.*|upload-.*)$/i;
const secretHeader = /auth|cookie|token|secret|passw|passphrase|credential|signature|session|jwt|(^|[-_])sig($|[-_])|key/i;
const secretField = /token|secret|passw|passphrase|credential|signature|jwt|(api|access|private|shared)[-_]?key/i;
const ourFields = ['relativePath', 'uploadId'];
const mostOfEach = 32;

/**
 * What an address adds to the requests of a plain HTTP destination: `gantry-header=Name: value` and `gantry-field=name:value` (both may be repeated),
 * `gantry-token-header=X-Api-Key`, `gantry-success=200,201`, `gantry-link=$.data.url`. Throws `destination-invalid` with what is wrong; a value that may
 * be a secret is not repeated in it.
 */
export function httpExtrasOf(kind: DestinationKind, query: OwnQuery): HttpExtras {
  return {
    headers: once('gantry-header', query.all('gantry-header').map(headerOf), true),
    tokenHeader: tokenHeaderOf(query.one('gantry-token-header')),
    fields: once('gantry-field', query.all('gantry-field').map(fieldOf), false),
    successStatuses: statusesOf(query.one('gantry-success'), kind),
    linkPath: linkPathOf(query.one('gantry-link')),
  };
}

function headerOf(text: string): readonly [string, string] {
  const [name, value] = parted(text);
  if (value === null || !token.test(name))
    throw invalid(reasonOf('gantry-header is a name, a colon and a value, such as X-Album: holidays.'));
  if (ourHeaders.test(name)) throw invalid(reasonOf('The header {name} is Gantry’s own and cannot be set.', { name }));
  if (secretHeader.test(name)) {
    throw invalid(
      reasonOf(
        'The header {name} holds a secret, and secrets have no place in an address. Give it as GANTRY_TOKEN or in the keychain; gantry-token-header=NAME says in which header it is sent, where that is not Authorization.',
        { name },
      ),
    );
  }
  if (!visible.test(value)) throw invalid(reasonOf('The value of the header {name} has characters that no header may have.', { name }));
  return [name, value];
}

function fieldOf(text: string): readonly [string, string] {
  const [name, value] = parted(text);
  if (value === null || name === '') throw invalid(reasonOf('gantry-field is a name, a colon and a value, such as album:holidays.'));
  if (ourFields.includes(name)) throw invalid(reasonOf('The field {name} is Gantry’s own and cannot be set.', { name }));
  if (secretField.test(name)) {
    throw invalid(
      reasonOf('The field {name} holds a secret, and secrets have no place in an address: give it as GANTRY_TOKEN or in the keychain.', {
        name: shown(name),
      }),
    );
  }
  if (/[\p{Cc}\p{Surrogate}]/u.test(name) || value.includes('\0'))
    throw invalid(reasonOf('gantry-field has characters that no field may have.'));
  return [name, value];
}

function tokenHeaderOf(text: string | null): string | null {
  if (text === null) return null;
  const name = text.trim();
  if (!token.test(name) || ourHeaders.test(name))
    throw invalid(reasonOf('gantry-token-header is the name of a header, such as X-Api-Key.'));
  return name;
}

function statusesOf(text: string | null, kind: DestinationKind): readonly number[] | null {
  if (text === null) return null;
  // Only a form is customarily answered with a redirect that means success.
  const highest = kind === 'post' ? 399 : 299;
  const statuses = text.split(',').map((part) => (/^\s*\d{3}\s*$/.test(part) ? Number(part) : 0));
  if (statuses.some((status) => status < 200 || status > highest)) {
    throw invalid(
      reasonOf('gantry-success is a list of HTTP statuses from 200 to {highest}, such as 200,201.', { highest: String(highest) }),
    );
  }
  return statuses;
}

function linkPathOf(text: string | null): HttpExtras['linkPath'] {
  if (text === null) return null;
  const path = parseJsonPath(text.trim());
  if (path === null || path.length === 0) throw invalid(reasonOf('gantry-link is a path into a JSON answer, such as $.data.files[0].url.'));
  return path;
}

function once(what: string, pairs: readonly (readonly [string, string])[], ignoresCase: boolean): readonly (readonly [string, string])[] {
  if (pairs.length > mostOfEach) throw invalid(reasonOf('{what} is given more than {most} times.', { what, most: String(mostOfEach) }));
  const names = pairs.map(([name]) => (ignoresCase ? name.toLowerCase() : name));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(reasonOf('{what} is given twice for {twice}.', { what, twice: shown(twice) }));
  return pairs;
}

/** What stands before and after the first colon; null: there is none. */
function parted(text: string): readonly [string, string | null] {
  const colon = text.indexOf(':');
  return colon < 0 ? [text.trim(), null] : [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
}

function shown(name: string): string {
  return name.replace(/[\p{C}\p{Z}]+/gu, ' ').slice(0, 60);
}

function invalid(reason: Reason): UploadError {
  return new UploadError('destination-invalid', { details: reason });
}
